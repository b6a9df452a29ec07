//! What needs each of the cast now.

use crate::cast::Stage;
use crate::guards::permissions::{Case, SIGNED_IN, case};

mod biller;
mod hats;

/// Who may come to this room's pages.
pub async fn permissions(_stage: &Stage) -> Vec<Case> {
    vec![case("GET", "/today", "/today", SIGNED_IN)]
}
