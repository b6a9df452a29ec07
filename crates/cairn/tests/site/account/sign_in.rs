//! Coming in, staying in, going out.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::{PASSPHRASE, code, hidden, with_app, with_passphrase};
use crate::cast::Stage;

#[tokio::test]
async fn a_person_joins_signs_out_and_signs_in_again() {
    let stage = Stage::set().await;
    with_passphrase(&stage, "bo").await;
    let mut bo = stage.stranger();
    let fields = [("email", "Bo@Example.org"), ("passphrase", PASSPHRASE), ("next", "/devices")];
    assert_eq!(bo.submit("/sign-in", &fields).await, "/devices");
    assert!(bo.page("/devices").await.contains("This one"));
    bo.submit("/sign-out", &[]).await;
    assert_eq!(bo.get("/devices").await.location, "/sign-in?next=/devices");
}

#[tokio::test]
async fn a_wrong_passphrase_and_an_unknown_address_get_the_same_answer() {
    let stage = Stage::set().await;
    with_passphrase(&stage, "cora").await;
    let mut pages = Vec::new();
    for email in ["cora@example.org", "nobody@example.org"] {
        let reply =
            stage.stranger().post("/sign-in", &[("email", email), ("passphrase", "not the right one")]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        pages.push(reply.body.replace(email, "EMAIL"));
    }
    assert_eq!(pages[0], pages[1]);
}

#[tokio::test]
async fn guessing_is_slowed_down_and_stops_slowing_with_time() {
    let stage = Stage::set().await;
    with_passphrase(&stage, "cora").await;
    let mut guesser = stage.stranger();
    let wrong = [("email", "cora@example.org"), ("passphrase", "wrong wrong wrong wrong")];
    let right = [("email", "cora@example.org"), ("passphrase", PASSPHRASE)];
    for _ in 0..8 {
        assert_eq!(guesser.post("/sign-in", &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let refused = guesser.post("/sign-in", &right).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers.contains_key("retry-after"));
    stage.advance(SignedDuration::from_mins(16));
    assert_eq!(guesser.submit("/sign-in", &right).await, "/today");
}

#[tokio::test]
async fn a_sign_in_idles_out_and_a_used_one_does_not() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    for _ in 0..4 {
        stage.advance(SignedDuration::from_mins(20));
        cora.submit_keep().await;
    }
    stage.advance(SignedDuration::from_mins(31));
    assert_eq!(cora.get("/devices").await.status, StatusCode::SEE_OTHER);
}

impl crate::visitor::Visitor {
    async fn submit_keep(&mut self) {
        assert_eq!(self.post("/sign-in/keep", &[]).await.status, StatusCode::NO_CONTENT);
    }
}

#[tokio::test]
async fn signing_out_everywhere_ends_the_other_devices_only() {
    let stage = Stage::set().await;
    let (mut phone, mut laptop) = (stage.visit_as("cora").await, stage.visit_as("cora").await);
    laptop.submit("/devices/sign-out", &[]).await;
    laptop.page("/devices").await;
    assert_eq!(phone.get("/devices").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_one_time_link_works_once_and_not_for_ever() {
    let stage = Stage::set().await;
    let (app, person) = (stage.app.clone(), stage.person("sam"));
    let invite = move |tx: &mut cairn_db::Tx<'_>| {
        cairn::account::invite(tx, &app, cairn::account::LinkKind::Join, Some(person), None)
    };
    let token = stage.app.db.write(invite.clone()).await.unwrap();
    let path = format!("/join/{token}");
    assert!(stage.stranger().post(&path, &[("passphrase", "short")]).await.words().contains("at least 15"));
    stage.stranger().submit(&path, &[("passphrase", PASSPHRASE)]).await;
    assert_eq!(stage.stranger().get(&path).await.status, StatusCode::NOT_FOUND);

    let late = stage.app.db.write(invite).await.unwrap();
    stage.advance(SignedDuration::from_hours(8 * 24));
    assert_eq!(stage.stranger().get(&format!("/join/{late}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn leaving_now_ends_the_sign_in_and_goes_elsewhere() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let reply = ana.get("/leave").await;
    assert_eq!(reply.location, cairn::program::DEFAULT_EXIT_URL);
    assert!(ana.cookie("visit").is_none());
    assert_eq!(ana.get("/today").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let stage = Stage::set().await;
    let request = axum::http::Request::builder()
        .method("POST")
        .uri("/sign-out")
        .header("sec-fetch-site", "cross-site")
        .header("origin", "https://evil.example")
        .body(axum::body::Body::empty())
        .unwrap();
    let response = tower::ServiceExt::oneshot(stage.router.clone(), request).await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_was_typed_survives_a_sign_in_that_ran_out_and_the_second_step_after_it() {
    let stage = Stage::set().await;
    let (mut ada, secret) = with_app(&stage, "ada").await;
    stage.advance(SignedDuration::from_hours(2));
    let asked = ada.post("/program/sites", &[("site_name", "Harbor & Hill center")]).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
    let (path, unsent) = (hidden(&asked.body, "unsent_path"), hidden(&asked.body, "unsent"));
    let fields = [
        ("email", "ada@example.org"),
        ("passphrase", PASSPHRASE),
        ("unsent_path", path.as_str()),
        ("unsent", unsent.as_str()),
    ];
    let back = ada.post("/sign-in", &fields).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.words());
    let name = hidden(&back.body, "site_name");
    assert_eq!(name, "Harbor & Hill center");
    // The passphrase alone sends nothing: the second step is asked for, and the words wait once more.
    let asked = ada.post(&path, &[("site_name", &name)]).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
    let (path, unsent) = (hidden(&asked.body, "unsent_path"), hidden(&asked.body, "unsent"));
    let code = code(&stage, &secret);
    let fields = [("code", code.as_str()), ("unsent_path", path.as_str()), ("unsent", unsent.as_str())];
    let back = ada.post("/second-step", &fields).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.words());
    ada.submit(&path, &[("site_name", &hidden(&back.body, "site_name"))]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM sites WHERE name = 'Harbor & Hill center'").await, 1);
}

#[tokio::test]
async fn somebody_else_on_the_same_device_does_not_get_it() {
    let stage = Stage::set().await;
    with_passphrase(&stage, "cora").await;
    let mut shared = stage.visit_as("ada").await;
    stage.advance(SignedDuration::from_hours(2));
    let asked = shared.post("/program/sites", &[("site_name", "Secret harbor")]).await;
    let unsent = hidden(&asked.body, "unsent");
    let fields = [
        ("email", "cora@example.org"),
        ("passphrase", PASSPHRASE),
        ("unsent_path", "/program/sites"),
        ("unsent", unsent.as_str()),
    ];
    assert_eq!(shared.submit("/sign-in", &fields).await, "/today");
}

#[tokio::test]
async fn a_person_reads_their_own_language_unless_the_device_has_one() {
    let stage = Stage::set().await;
    let bo = stage.person("bo");
    let change = move |tx: &mut cairn_db::Tx<'_>| {
        tx.execute("UPDATE people SET language = 'es' WHERE id = $1", cairn_db::params![bo])
    };
    stage.app.db.write(change).await.unwrap();
    assert!(stage.visit_as("bo").await.page("/today").await.contains("lang=\"es\""));
    let mut shared = stage.visit_as("ana").await;
    shared.post("/language", &[("language", "en"), ("to", "/today")]).await;
    let (app, person) = (stage.app.clone(), bo);
    let invite = move |tx: &mut cairn_db::Tx<'_>| {
        cairn::account::invite(tx, &app, cairn::account::LinkKind::Demo, Some(person), None)
    };
    let token = stage.app.db.write(invite).await.unwrap();
    shared.get(&format!("/enter/{token}")).await;
    assert!(shared.page("/today").await.contains("lang=\"en\""));
}
