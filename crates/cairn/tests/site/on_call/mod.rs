//! The rota: the phone that everybody sees, and no more of whoever answers it than they allow.

use axum::http::StatusCode;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

const ON_IT: &[&str] = &["cora", "sam", "tess", "sol", "vale"];

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let shift = shift(
        stage,
        &mut stage.visit_as("cora").await,
        "sam",
        ("2026-03-20", "09:00", "2026-03-20", "17:00"),
    )
    .await;
    vec![
        case("GET", "/on-call", "/on-call", ON_IT),
        case("POST", "/on-call", "/on-call", &["cora"]),
        case("POST", "/on-call/name", "/on-call/name", ON_IT),
        case("POST", "/on-call/{id}/removal", format!("{shift}/removal"), &["cora"]),
    ]
}

/// Cora sets a time; the shift's address.
async fn shift(stage: &Stage, cora: &mut Visitor, name: &str, when: (&str, &str, &str, &str)) -> String {
    let person = stage.person(name).to_string();
    let fields = [
        ("person", person.as_str()),
        ("phone", "540-555-0190"),
        ("start_date", when.0),
        ("start_time", when.1),
        ("end_date", when.2),
        ("end_time", when.3),
    ];
    cora.submit("/on-call", &fields).await;
    let page = cora.page("/on-call").await;
    let (before, _) = page.rsplit_once("/removal\"").unwrap();
    before.rsplit_once("action=\"").unwrap().1.to_string()
}

#[tokio::test]
async fn everybody_sees_the_phone_that_is_answered_now() {
    let stage = Stage::set().await;
    assert!(stage.stranger().page("/help-now").await.contains("555-0100"), "the program's own");
    let mut cora = stage.visit_as("cora").await;
    let place = shift(&stage, &mut cora, "sam", ("2026-03-02", "09:00", "2026-03-02", "18:00")).await;
    for name in ["", "ana", "mia", "bill"] {
        let mut visitor = if name.is_empty() { stage.stranger() } else { stage.visit_as(name).await };
        let page = visitor.page("/help-now").await;
        assert!(page.contains("540-555-0190") && !page.contains("555-0100"), "{name}");
        assert!(!page.contains("Okafor") && !page.contains("Sam"), "{name}");
    }
    assert!(stage.visit_as("mia").await.page("/family").await.contains("540-555-0190"));
    // Sam allows his name, and takes it back.
    let mut sam = stage.visit_as("sam").await;
    sam.submit("/on-call/name", &[("shown", "yes")]).await;
    assert!(stage.stranger().page("/help-now").await.contains("Sam Okafor answers"));
    sam.submit("/on-call/name", &[("shown", "no")]).await;
    assert!(!stage.stranger().page("/help-now").await.contains("Okafor"));
    // Over, or taken off: the program's own again.
    cora.submit(&format!("{place}/removal"), &[]).await;
    assert!(stage.stranger().page("/help-now").await.contains("555-0100"));
    shift(&stage, &mut cora, "sam", ("2026-03-02", "09:00", "2026-03-02", "12:00")).await;
    stage.advance(jiff::SignedDuration::from_hours(3));
    assert!(stage.stranger().page("/help-now").await.contains("555-0100"));
}

#[tokio::test]
async fn who_relieves_somebody_answers_and_who_left_does_not() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    shift(&stage, &mut cora, "sam", ("2026-03-02", "08:00", "2026-03-02", "20:00")).await;
    let tess = stage.person("tess").to_string();
    let relief = [
        ("person", tess.as_str()),
        ("phone", "540-555-0191"),
        ("start_date", "2026-03-02"),
        ("start_time", "09:30"),
        ("end_date", "2026-03-02"),
        ("end_time", "11:00"),
    ];
    cora.submit("/on-call", &relief).await;
    assert!(stage.stranger().page("/help-now").await.contains("540-555-0191"));
    let mut ada = stage.visit_as("ada").await;
    ada.submit(&format!("/people/{tess}/role-endings"), &[("role", "peer_supporter")]).await;
    assert!(stage.stranger().page("/help-now").await.contains("540-555-0190"));
}

#[tokio::test]
async fn a_time_that_cannot_be_is_said_with_what_was_typed() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let sam = stage.person("sam").to_string();
    let mut fields = vec![
        ("person", sam.as_str()),
        ("phone", "540-555-0190"),
        ("start_date", "2026-03-02"),
        ("start_time", "17:00"),
        ("end_date", "2026-03-02"),
        ("end_time", "09:00"),
    ];
    let before = cora.post("/on-call", &fields).await;
    assert!(before.body.contains("has to end after it begins") && before.body.contains("540-555-0190"));
    fields[4] = ("end_date", "2026-03-12");
    assert!(cora.post("/on-call", &fields).await.body.contains("more than four days"));
    let bill = stage.person("bill").to_string();
    fields[0] = ("person", &bill);
    fields[4] = ("end_date", "2026-03-03");
    assert_eq!(cora.post("/on-call", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Others see their own part and nobody else's.
    fields[0] = ("person", &sam);
    cora.submit("/on-call", &fields).await;
    assert!(stage.visit_as("sam").await.page("/on-call").await.contains("Sam Okafor"));
    assert!(!stage.visit_as("tess").await.page("/on-call").await.contains("Sam Okafor"));
}
