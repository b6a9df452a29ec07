//! The tablet in the lobby: a code and thanks, no names; and those who expect somebody see that they came.

use axum::http::StatusCode;
use jiff::SignedDuration;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

/// Makes the link of a kiosk and opens it on a tablet.
async fn tablet(stage: &Stage) -> Visitor {
    let mut cora = stage.visit_as("cora").await;
    let site = stage.site.to_string();
    let made = cora.post("/kiosks", &[("site", site.as_str()), ("name", "Front desk")]).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.words());
    let path = made.body.split("/kiosk/set-up/").nth(1).unwrap().split('<').next().unwrap().to_string();
    let link = format!("/kiosk/set-up/{path}");
    let mut tablet = stage.stranger();
    tablet.page(&link).await;
    assert_eq!(tablet.submit(&link, &[]).await, "/kiosk");
    assert_eq!(stage.stranger().get(&link).await.status, StatusCode::NOT_FOUND, "the link works once");
    tablet
}

/// The code of one of the cast, as they read it.
async fn code(stage: &Stage, who: &str) -> String {
    let mut visitor = stage.visit_as(who).await;
    visitor.submit("/arrival-code", &[]).await;
    let page = visitor.page("/arrival-code").await;
    let shown = page.split("<strong>").nth(1).unwrap().split('<').next().unwrap();
    shown.chars().filter(char::is_ascii_digit).collect()
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    tablet(stage).await;
    let mut cora = stage.visit_as("cora").await;
    let page = cora.page("/kiosks").await;
    let id = page.split("action=\"/kiosks/").nth(1).unwrap().split('/').next().unwrap();
    let of_ana = format!("/participants/{}/arrival-code", stage.ana);
    vec![
        case("GET", "/kiosks", "/kiosks", &["cora", "ada"]),
        case("POST", "/kiosks", "/kiosks", &["cora", "ada"]),
        case("POST", "/kiosks/{id}/revocation", format!("/kiosks/{id}/revocation"), &["cora", "ada"]),
        case("GET", "/kiosk/set-up/{token}", "/kiosk/set-up/wrong", &[]),
        case("POST", "/kiosk/set-up/{token}", "/kiosk/set-up/wrong", &[]),
        // For a tablet that is a kiosk; to everybody's own browser there is nothing here.
        case("GET", "/kiosk", "/kiosk", &[]),
        case("POST", "/kiosk/arrivals", "/kiosk/arrivals", &[]),
        case("GET", "/kiosk/thanks", "/kiosk/thanks", &[]),
        case("GET", "/arrivals", "/arrivals", &["cora", "sam", "tess", "vale"]),
        case("GET", "/arrival-code", "/arrival-code", &["ana", "bo", "mia"]),
        case("POST", "/arrival-code", "/arrival-code", &["ana", "bo", "mia"]),
        case("GET", "/participants/{id}/arrival-code", of_ana.clone(), &["ana", "sam", "cora"]),
        case("POST", "/participants/{id}/arrival-code", of_ana, &["ana", "sam", "cora"]),
    ]
}

#[tokio::test]
async fn a_code_is_an_arrival_and_the_tablet_names_nobody() {
    let stage = Stage::set().await;
    let (group, meeting) = crate::groups::group(&stage, "support_group", "vale", None).await;
    let ana = stage.person("ana").to_string();
    let mut vale = stage.visit_as("vale").await;
    let sheet = format!("/groups/{group}/meetings/{meeting}");
    vale.submit(&sheet, &[("present", ana.as_str()), ("minutes", "60")]).await;
    let mut tablet = tablet(&stage).await;
    let code = code(&stage, "ana").await;
    for _ in 0..2 {
        assert_eq!(tablet.submit("/kiosk/arrivals", &[("code", &code)]).await, "/kiosk/thanks");
    }
    let thanks = tablet.page("/kiosk/thanks").await + &tablet.page("/kiosk").await;
    for name in ["Ana", "Ruiz", "Vale", "Morning group"] {
        assert!(!thanks.contains(name), "{name} on a tablet in the lobby");
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM arrivals WHERE meeting_id IS NOT NULL").await, 1);
    let list = vale.page("/arrivals").await;
    assert!(list.contains("Ana Ruiz") && list.contains(&sheet));
    // Whoever neither leads the group nor coordinates does not learn of it, not even her supporter.
    for other in ["sam", "tess"] {
        assert!(!stage.visit_as(other).await.page("/arrivals").await.contains("Ana"), "{other}");
    }
    assert!(stage.visit_as("cora").await.page("/arrivals").await.contains("Ana Ruiz"));
}

#[tokio::test]
async fn her_supporter_sees_who_came_for_a_session() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let planned = [
        ("date", "2026-03-02"),
        ("time", "10:30"),
        ("minutes", "60"),
        ("mode", "in_person"),
        ("setting", "center"),
    ];
    sam.submit(&format!("/participants/{}/sessions", stage.ana), &planned).await;
    let code = code(&stage, "ana").await;
    tablet(&stage).await.submit("/kiosk/arrivals", &[("code", &code)]).await;
    assert!(sam.page("/arrivals").await.contains("Ana Ruiz"));
    assert!(!stage.visit_as("tess").await.page("/arrivals").await.contains("Ana"));
}

#[tokio::test]
async fn a_wrong_code_tells_nothing_and_too_many_must_wait() {
    let stage = Stage::set().await;
    let code = code(&stage, "ana").await;
    let mut tablet = tablet(&stage).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..10 {
        let reply = tablet.post("/kiosk/arrivals", &[("code", wrong)]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!reply.body.contains(&code));
    }
    let resting = tablet.post("/kiosk/arrivals", &[("code", &code)]).await;
    assert_eq!(resting.status, StatusCode::UNPROCESSABLE_ENTITY, "a right one waits too");
    stage.advance(SignedDuration::from_mins(11));
    tablet.submit("/kiosk/arrivals", &[("code", &code)]).await;
    // A code that was replaced is nobody's, and so is one on a tablet that was revoked.
    let newer = self::code(&stage, "ana").await;
    assert_ne!(newer, code);
    assert_eq!(
        tablet.post("/kiosk/arrivals", &[("code", &code)]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let mut cora = stage.visit_as("cora").await;
    let page = cora.page("/kiosks").await;
    let id = page.split("action=\"/kiosks/").nth(1).unwrap().split('/').next().unwrap();
    cora.submit(&format!("/kiosks/{id}/revocation"), &[]).await;
    assert_eq!(tablet.post("/kiosk/arrivals", &[("code", &newer)]).await.status, StatusCode::NOT_FOUND);
}
