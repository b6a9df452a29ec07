use crate::cast::Stage;
use crate::guards::permissions::Case;

/// Who may come to this room's pages.
pub async fn permissions(_stage: &Stage) -> Vec<Case> {
    vec![]
}
