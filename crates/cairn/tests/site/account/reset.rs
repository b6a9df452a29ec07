//! A lost phone: who may take factors away, what that leaves, and that it is written down.

use axum::http::StatusCode;

use super::{PASSPHRASE, after_passphrase, code, with_app};
use crate::cast::Stage;

fn link(page: &str) -> String {
    let rest = page.split_once("/join/").expect("a link").1;
    format!("/join/{}", rest.split('"').next().unwrap())
}

#[tokio::test]
async fn an_administrator_lets_staff_start_anew_and_nothing_opens_before_a_factor() {
    let stage = Stage::set().await;
    let (mut sam, secret) = with_app(&stage, "sam").await;
    let mut ada = stage.visit_as("ada").await;
    let made = ada.post(&format!("/people/{}/factor-reset", stage.person("sam")), &[]).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.words());
    assert!(sam.get("/today").await.location.starts_with("/sign-in"), "signed out");
    let mut again = after_passphrase(&stage, "sam").await;
    let old = again.post("/second-step", &[("code", &code(&stage, &secret))]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut sam = stage.stranger();
    sam.submit(&link(&made.body), &[("passphrase", PASSPHRASE)]).await;
    assert!(sam.get("/today").await.location.starts_with("/second-step"));
    sam.page("/devices/app/new").await;
    let entries =
        "SELECT COUNT(*) AS n FROM audit_entries WHERE object_kind = 'factor' AND action = 'removed'";
    assert_eq!(stage.count(entries).await, 1);
}

#[tokio::test]
async fn a_coordinator_does_it_for_a_participant_and_a_supporter_does_not() {
    let stage = Stage::set().await;
    let _ = with_app(&stage, "ana").await;
    let path = format!("/participants/{}/factor-reset", stage.ana);
    let mut sam = stage.visit_as("sam").await;
    assert_eq!(sam.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
    let mut cora = stage.visit_as("cora").await;
    let made = cora.post(&path, &[]).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.words());
    let mut ana = stage.stranger();
    ana.submit(&link(&made.body), &[("passphrase", PASSPHRASE)]).await;
    ana.page("/today").await;
}

#[tokio::test]
async fn taking_factors_away_asks_for_a_fresh_step() {
    let stage = Stage::set().await;
    let mut ada = stage.visit_as("ada").await;
    stage.advance(jiff::SignedDuration::from_mins(11));
    let asked = ada.post(&format!("/people/{}/factor-reset", stage.person("sam")), &[]).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
}
