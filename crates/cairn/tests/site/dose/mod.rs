//! Dose: contacts and minutes that agree with notes and lists of who was there, and sums too small to show.

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};

mod program;
mod story;

/// Who may come to this room's pages.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let own = format!("/participants/{}/dose", stage.ana);
    vec![
        case("GET", "/participants/{id}/dose", own, &["ana", "sam", "sol", "cora"]),
        case("GET", "/outcomes/dose", "/outcomes/dose", &["cora", "sol", "eva"]),
    ]
}
