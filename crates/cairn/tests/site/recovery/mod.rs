mod check_ins;
mod plan;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};

const READERS: &[&str] = &["ana", "sam", "sol", "cora"];
const WRITERS: &[&str] = &["ana", "sam", "cora"];

/// Who may come to this room's pages.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let (goal, step) = plan::goal_with_step(stage).await;
    let participant = format!("/participants/{}", stage.ana);
    let check_in = check_ins::made(stage).await;
    vec![
        case("GET", "/participants/{id}/check-ins", format!("{participant}/check-ins"), READERS),
        case("POST", "/participants/{id}/check-ins", format!("{participant}/check-ins"), &["ana", "sam"]),
        case("GET", "/check-ins/{id}", format!("/check-ins/{check_in}"), &["ana", "sam"]),
        case("POST", "/check-ins/{id}/tier", format!("/check-ins/{check_in}/tier"), &["ana", "sam"]),
        case("GET", "/participants/{id}/plan", format!("{participant}/plan"), READERS),
        case("POST", "/participants/{id}/plan-reviews", format!("{participant}/plan-reviews"), WRITERS),
        case("GET", "/participants/{id}/goals/new", format!("{participant}/goals/new"), WRITERS),
        case("POST", "/participants/{id}/goals", format!("{participant}/goals"), WRITERS),
        case("GET", "/goals/{id}/edit", format!("/goals/{goal}/edit"), WRITERS),
        case("POST", "/goals/{id}", format!("/goals/{goal}"), WRITERS),
        case("POST", "/goals/{id}/tier", format!("/goals/{goal}/tier"), WRITERS),
        case("POST", "/goals/{id}/ratings", format!("/goals/{goal}/ratings"), WRITERS),
        case("POST", "/goals/{id}/closing", format!("/goals/{goal}/closing"), WRITERS),
        case("POST", "/goals/{id}/reopening", format!("/goals/{goal}/reopening"), WRITERS),
        case("POST", "/goals/{id}/steps", format!("/goals/{goal}/steps"), WRITERS),
        case("POST", "/steps/{id}/ending", format!("/steps/{step}/ending"), WRITERS),
        case("POST", "/steps/{id}/reopening", format!("/steps/{step}/reopening"), WRITERS),
    ]
}
