//! Calls over weeks: the queue, one caller at a time, and a return to use that ends nothing.

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

mod story;

/// Calls to a participant, agreed with a coordinator: `/telephone-support/ID`. Without a caller anybody may take them.
pub async fn begun(stage: &Stage, cora: &mut Visitor, of: &str, caller: Option<&str>) -> String {
    let fields = [
        ("first_on", "2026-03-02"),
        ("every_days", "7"),
        ("calls", "12"),
        ("times", "Mornings"),
        ("language", "en"),
        ("message_safe", "no"),
        ("agreed_how", "phone"),
    ];
    let contact = cora.submit(&format!("{of}/telephone-support"), &fields).await;
    let page = cora.page(&contact).await;
    let id = page.split("href=\"/telephone-support/").nth(1).unwrap().split('"').next().unwrap();
    let calls = format!("/telephone-support/{id}");
    if let Some(caller) = caller {
        let caller = stage.person(caller).to_string();
        cora.submit(&format!("{calls}/assignment"), &[("caller", &caller)]).await;
    }
    calls
}

/// What is written down about a call; the place is that of the first.
pub fn told<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("round", "1"), ("attempt", "1")];
    fields.retain(|(name, _)| more.iter().all(|(given, _)| given != name));
    fields.extend(more);
    fields
}

/// Who may come to this room's pages. Ana is called by Gus; her supporter and the coordinator may look.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    const NEAR: &[&str] = &["sam", "cora", "gus"];
    let mut cora = stage.visit_as("cora").await;
    let ana = format!("/participants/{}", stage.ana);
    let calls = begun(stage, &mut cora, &ana, Some("gus")).await;
    let mut gus = stage.visit_as("gus").await;
    let fields = told(&[("outcome", "talked"), ("minutes", "12"), ("wants", "session")]);
    gus.submit(&format!("{calls}/calls"), &fields).await;
    let page = cora.page("/telephone-support").await;
    let call =
        page.split("action=\"/telephone-calls/").nth(1).unwrap().split('/').next().unwrap().to_string();
    vec![
        case("GET", "/participants/{id}/contact", format!("{ana}/contact"), &["ana", "sam", "sol", "cora"]),
        case(
            "POST",
            "/participants/{id}/telephone-support",
            format!("{ana}/telephone-support"),
            &["ana", "sam", "cora"],
        ),
        case("GET", "/telephone-support", "/telephone-support", &["sam", "tess", "cora", "gus"]),
        case("GET", "/telephone-support/{id}", calls.clone(), NEAR),
        case("POST", "/telephone-support/{id}/claim", format!("{calls}/claim"), &["cora", "gus"]),
        case("POST", "/telephone-support/{id}/release", format!("{calls}/release"), &["cora"]),
        case("POST", "/telephone-support/{id}/calls", format!("{calls}/calls"), NEAR),
        case(
            "POST",
            "/telephone-support/{id}/schedule",
            format!("{calls}/schedule"),
            &["ana", "sam", "cora"],
        ),
        case("POST", "/telephone-support/{id}/assignment", format!("{calls}/assignment"), &["cora"]),
        case("POST", "/telephone-support/{id}/ending", format!("{calls}/ending"), &["ana", "sam", "cora"]),
        case(
            "POST",
            "/telephone-calls/{id}/follow-up",
            format!("/telephone-calls/{call}/follow-up"),
            &["sam", "cora"],
        ),
    ]
}
