//! The first call, enrollment, what is told, and how an enrollment ends and begins again.

mod calls;
mod crisis;
mod discharge;
mod enrollment;
mod list;
mod record;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

/// A mother calls and leaves no name.
pub const MOTHER: &[(&str, &str)] = &[
    ("caller_kind", "family"),
    ("relation", "mother"),
    ("about_name", "Lena"),
    ("language", "en"),
    ("caller_phone", "555-0177"),
    ("safe_to_call", "no"),
    ("safe_to_leave_message", "no"),
    ("best_times", "weekdays before noon"),
    ("needs", "My daughter wants to talk with somebody who has been there."),
    ("immediate_risk", "none"),
    ("heard_from", "hospital"),
    ("insurance", "named"),
    ("payer_name", "Blue Harbor"),
    ("what", "Call back"),
    ("due_date", "2026-03-02"),
    ("due_time", "18:00"),
];

/// The fields of a form with some of them changed, and the owner of the step.
pub fn with<'a>(
    base: &[(&'a str, &'a str)],
    owner: &'a str,
    changes: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<_> =
        base.iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name)).copied().collect();
    fields.push(("owner", owner));
    fields.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
    fields
}

/// Writes down a call as Cora does; its address.
pub async fn take_call(stage: &Stage, cora: &mut Visitor, changes: &[(&str, &str)]) -> String {
    let owner = stage.person("cora").to_string();
    cora.submit("/first-calls", &with(MOTHER, &owner, changes)).await
}

/// Who may come to this room's pages.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    const CORA: &[&str] = &["cora"];
    const HAND: &[&str] = &["ana", "sam", "cora"];
    let mut cora = stage.visit_as("cora").await;
    let call = take_call(stage, &mut cora, &[]).await;
    let ana = format!("/participants/{}", stage.ana);
    vec![
        case("GET", "/first-calls", "/first-calls", CORA),
        case("GET", "/first-calls/new", "/first-calls/new", CORA),
        case("POST", "/first-calls", "/first-calls", CORA),
        case("GET", "/first-calls/{id}", call.clone(), CORA),
        case("POST", "/first-calls/{id}/next-steps", format!("{call}/next-steps"), CORA),
        case("POST", "/first-calls/{id}/crisis-responses", format!("{call}/crisis-responses"), CORA),
        case("POST", "/first-calls/{id}/closing", format!("{call}/closing"), CORA),
        case("POST", "/first-calls/{id}/reopening", format!("{call}/reopening"), CORA),
        case("GET", "/first-calls/{id}/enrollment", format!("{call}/enrollment"), CORA),
        case("POST", "/first-calls/{id}/enrollment", format!("{call}/enrollment"), CORA),
        case("GET", "/participants", "/participants", &["sam", "tess", "sol", "cora", "vale"]),
        case("GET", "/participants/new", "/participants/new", CORA),
        case("POST", "/participants", "/participants", CORA),
        case("GET", "/participants/{id}", ana.clone(), &["ana", "sam", "sol", "cora"]),
        case("GET", "/participants/{id}/intake", format!("{ana}/intake"), HAND),
        case("POST", "/participants/{id}/intake", format!("{ana}/intake"), HAND),
        case("POST", "/participants/{id}/agreements", format!("{ana}/agreements"), HAND),
        case(
            "POST",
            "/participants/{id}/agreement-withdrawals",
            format!("{ana}/agreement-withdrawals"),
            HAND,
        ),
        case("GET", "/participants/{id}/discharge", format!("{ana}/discharge"), CORA),
        case("POST", "/participants/{id}/discharge", format!("{ana}/discharge"), CORA),
        case("POST", "/participants/{id}/return", format!("{ana}/return"), CORA),
        case("POST", "/participants/{id}/invitation", format!("{ana}/invitation"), &["sam", "cora"]),
    ]
}
