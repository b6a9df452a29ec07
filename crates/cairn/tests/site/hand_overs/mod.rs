//! Handing over: the participant chooses, lets pass what they like, and nothing stays open with the supporter of before.

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

mod story;

/// Sam begins to hand Ana over: the id.
pub async fn begun(stage: &Stage, sam: &mut Visitor, more: &[(&str, &str)]) -> String {
    let path = format!("/participants/{}/hand-overs", stage.ana);
    let page = sam.submit(&path, &[[("why", "leave")].as_slice(), more].concat()).await;
    let body = sam.page(&page).await;
    body.split("action=\"/hand-overs/").nth(1).unwrap().split('/').next().unwrap().to_string()
}

/// Who may come to this room's pages. Ana decides alone about what stays between the two.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    const TAKE_PART: &[&str] = &["ana", "sam", "cora"];
    let mut sam = stage.visit_as("sam").await;
    let id = begun(stage, &mut sam, &[]).await;
    let ana = format!("/participants/{}", stage.ana);
    vec![
        case(
            "GET",
            "/participants/{id}/hand-over",
            format!("{ana}/hand-over"),
            &["ana", "sam", "sol", "cora"],
        ),
        case("POST", "/participants/{id}/hand-overs", format!("{ana}/hand-overs"), TAKE_PART),
        case("POST", "/hand-overs/{id}/message", format!("/hand-overs/{id}/message"), TAKE_PART),
        case("POST", "/hand-overs/{id}/passings", format!("/hand-overs/{id}/passings"), &["ana"]),
        case("POST", "/hand-overs/{id}/sessions", format!("/hand-overs/{id}/sessions"), TAKE_PART),
        // The first of them takes it back; then there is none.
        case("POST", "/hand-overs/{id}/ending", format!("/hand-overs/{id}/ending"), &["ana"]),
    ]
}
