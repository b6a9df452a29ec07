//! Reaching somebody: attempts, what is safe, and a wish that stops everything at once.

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

mod story;

/// An effort about a participant, begun by a coordinator and given to somebody of the cast.
pub async fn begun(stage: &Stage, cora: &mut Visitor, of: &str, owner: &str) -> String {
    let owner = stage.person(owner).to_string();
    let fields = [
        ("why", "stopped_coming"),
        ("place", "At his sister's"),
        ("owner", owner.as_str()),
        ("first_on", "2026-03-02"),
        ("every_days", "7"),
        ("until_on", "2026-05-31"),
    ];
    cora.submit(&format!("{of}/outreach"), &fields).await
}

/// A hospital called about somebody; the number is the ward's.
pub async fn call(stage: &Stage, cora: &mut Visitor, safe_to_call: &str, message: &str) -> String {
    let owner = stage.person("cora").to_string();
    let fields = [
        ("caller_kind", "hospital"),
        ("caller_name", "Ward Three"),
        ("caller_phone", "555-0140"),
        ("about_name", "Lee Park"),
        ("language", "en"),
        ("safe_to_call", safe_to_call),
        ("safe_to_leave_message", message),
        ("needs", "Asks for somebody who has been there."),
        ("immediate_risk", "none"),
        ("insurance", "not_asked"),
        ("what", "Go and see"),
        ("owner", owner.as_str()),
        ("due_date", "2026-03-02"),
        ("due_time", "16:00"),
    ];
    cora.submit("/first-calls", &fields).await
}

/// Who may come to this room's pages: coordinators, whoever tries, and for a participant their supporter.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    const OF_ANA: &[&str] = &["sam", "cora"];
    let mut cora = stage.visit_as("cora").await;
    let ana = format!("/participants/{}", stage.ana);
    let effort = begun(stage, &mut cora, &ana, "sam").await;
    let call = call(stage, &mut cora, "yes", "no").await;
    vec![
        case("GET", "/outreach", "/outreach", &["sam", "tess", "cora"]),
        case("GET", "/outreach/{id}", effort.clone(), OF_ANA),
        case("POST", "/outreach/{id}/attempts", format!("{effort}/attempts"), OF_ANA),
        case("POST", "/outreach/{id}/assignment", format!("{effort}/assignment"), OF_ANA),
        case("POST", "/outreach/{id}/ending", format!("{effort}/ending"), OF_ANA),
        case("GET", "/participants/{id}/outreach/new", format!("{ana}/outreach/new"), OF_ANA),
        case("POST", "/participants/{id}/outreach", format!("{ana}/outreach"), OF_ANA),
        case("GET", "/first-calls/{id}/outreach/new", format!("{call}/outreach/new"), &["cora"]),
        case("POST", "/first-calls/{id}/outreach", format!("{call}/outreach"), &["cora"]),
        case(
            "POST",
            "/participants/{id}/contact-wishes",
            format!("{ana}/contact-wishes"),
            &["ana", "sam", "cora"],
        ),
        case("POST", "/first-calls/{id}/contact-wishes", format!("{call}/contact-wishes"), &["cora"]),
    ]
}
