//! The second factor: nothing opens for staff without it, a code is good once, and what leaves asks for a fresh one.

use axum::http::StatusCode;
use cairn::access::Role;
use jiff::SignedDuration;

use super::{after_passphrase, code, code_at, hidden, with_app, with_passphrase};
use crate::cast::{CAST, Stage};
use crate::guards::permissions::{ANYONE, cases};

/// What a sign-in by passphrase alone reaches: itself, the second step, and setting the first factor up.
const BEFORE: &[&str] = &[
    "/sign-in/keep",
    "/second-step",
    "/second-step/passkey",
    "/devices/app/new",
    "/devices/app",
    "/devices/passkey/new",
    "/devices/passkey",
];

#[tokio::test]
async fn row_32_a_passphrase_alone_opens_nothing_for_anybody_who_works_here() {
    let stage = Stage::set().await;
    let routes = cases(&stage).await;
    let mut wrong = Vec::new();
    for (name, ..) in CAST.into_iter().filter(|(_, _, role)| role.is_staff()) {
        let mut weak = with_passphrase(&stage, name).await;
        for case in routes.iter().filter(|case| case.may != ANYONE && !BEFORE.contains(&case.route)) {
            let body = (case.method == "POST").then(String::new);
            let reply = weak.send(case.method, &case.path, body).await;
            let shut = match case.method {
                "GET" => reply.location.starts_with("/second-step"),
                _ => reply.status == StatusCode::UNAUTHORIZED,
            };
            // An address that cannot be read is nobody's before anybody is asked for.
            if !shut && !matches!(reply.status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST) {
                wrong.push(format!("{name}: {} {} answered {}", case.method, case.path, reply.status));
            }
            assert!(!reply.body.contains("Ana Ruiz"), "{name}: {} {} says a name", case.method, case.path);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn row_32_the_code_opens_what_the_passphrase_did_not_and_is_good_once() {
    let stage = Stage::set().await;
    let (_, secret) = with_app(&stage, "cora").await;
    let mut cora = after_passphrase(&stage, "cora").await;
    assert_eq!(cora.get("/first-calls").await.location, "/second-step?next=/first-calls");
    let before = cora.cookie("visit").unwrap();
    let wrong = cora.post("/second-step", &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let now = code(&stage, &secret);
    assert_eq!(
        cora.submit("/second-step", &[("code", &now), ("next", "/first-calls")]).await,
        "/first-calls"
    );
    cora.page("/first-calls").await;
    assert_ne!(cora.cookie("visit").unwrap(), before, "a token that was good for less is good for nothing");
    let mut thief = stage.stranger();
    thief.set_cookie("visit", &before);
    assert!(thief.get("/first-calls").await.location.starts_with("/sign-in"));

    // The same code again, and one from before it: both were taken.
    let mut again = after_passphrase(&stage, "cora").await;
    let earlier = code_at(stage.app.clock.now() - SignedDuration::from_secs(30), &secret);
    for used in [now, earlier] {
        assert_eq!(
            again.post("/second-step", &[("code", &used)]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
    stage.advance(SignedDuration::from_secs(30));
    again.submit("/second-step", &[("code", &code(&stage, &secret))]).await;
    again.page("/first-calls").await;
}

#[tokio::test]
async fn row_32_a_recovery_code_opens_once_and_new_ones_replace_the_old() {
    let stage = Stage::set().await;
    let (mut sam, _) = with_app(&stage, "sam").await;
    let page = sam.post("/devices/recovery-codes", &[]).await.body;
    let codes: Vec<String> =
        page.split("<li><code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_string()).collect();
    assert_eq!(codes.len(), 10);
    assert!(!sam.page("/devices/recovery-codes").await.contains(&codes[0]), "shown once");
    let rows: Result<Vec<_>, cairn_db::Error> =
        stage.app.db.read(|tx| tx.all("SELECT * FROM recovery_codes", &[], |row| row.values())).await;
    let kept = format!("{:?}", rows.unwrap());
    assert!(codes.iter().all(|code| !kept.contains(code) && !kept.contains(&code.replace('-', ""))));

    let mut lost = after_passphrase(&stage, "sam").await;
    lost.submit("/second-step", &[("code", &codes[3].to_uppercase().replace('-', " "))]).await;
    assert!(lost.page("/devices").await.contains("9 recovery codes left"));
    let mut again = after_passphrase(&stage, "sam").await;
    assert_eq!(
        again.post("/second-step", &[("code", &codes[3])]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    lost.post("/devices/recovery-codes", &[]).await;
    let mut late = after_passphrase(&stage, "sam").await;
    assert_eq!(
        late.post("/second-step", &[("code", &codes[4])]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn a_participant_is_offered_a_factor_and_then_it_counts() {
    let stage = Stage::set().await;
    let mut ana = with_passphrase(&stage, "ana").await;
    ana.page("/today").await;
    let (mut ana, secret) = with_app(&stage, "ana").await;
    ana.page("/today").await;
    let mut phone = after_passphrase(&stage, "ana").await;
    assert!(phone.get("/today").await.location.starts_with("/second-step"));
    phone.submit("/second-step", &[("code", &code(&stage, &secret))]).await;
    phone.page("/today").await;
}

#[tokio::test]
async fn a_stolen_passphrase_adds_no_factor_beside_the_one_there_is() {
    let stage = Stage::set().await;
    let _ = with_app(&stage, "cora").await;
    let mut thief = after_passphrase(&stage, "cora").await;
    assert!(thief.get("/devices/app/new").await.location.starts_with("/second-step"));
    let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    let fields = [("secret", secret), ("code", &code(&stage, secret))];
    assert_eq!(thief.post("/devices/app", &fields).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM factors").await, 1);
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_here_and_not_elsewhere() {
    let stage = Stage::set().await;
    let (_, secret) = with_app(&stage, "cora").await;
    let mut guesser = after_passphrase(&stage, "cora").await;
    guesser.go_to("198.51.100.7");
    for guess in 0..8 {
        let reply = guesser.post("/second-step", &[("code", &format!("00000{guess}"))]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let right = code(&stage, &secret);
    assert_eq!(guesser.post("/second-step", &[("code", &right)]).await.status, StatusCode::TOO_MANY_REQUESTS);
    let mut cora = after_passphrase(&stage, "cora").await;
    cora.go_to("203.0.113.9");
    cora.submit("/second-step", &[("code", &right)]).await;
    cora.page("/today").await;
}

#[tokio::test]
async fn guessing_codes_from_many_places_ends_with_codes_that_open_nothing_for_a_day() {
    let stage = Stage::set().await;
    let (mut cora, secret) = with_app(&stage, "cora").await;
    let page = cora.post("/devices/recovery-codes", &[]).await.body;
    let recovery = page.split("<li><code>").nth(1).unwrap().split('<').next().unwrap().to_string();
    let mut guesser = after_passphrase(&stage, "cora").await;
    for guess in 0..100 {
        guesser.go_to(&format!("198.51.100.{}", guess / 8));
        let reply = guesser.post("/second-step", &[("code", &format!("{guess:06}"))]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{guess}");
    }
    guesser.go_to("203.0.113.9");
    let right = code(&stage, &secret);
    assert_eq!(
        guesser.post("/second-step", &[("code", &right)]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let mut other = after_passphrase(&stage, "cora").await;
    other.submit("/second-step", &[("code", &recovery)]).await;
    stage.advance(SignedDuration::from_hours(25));
    let mut later = after_passphrase(&stage, "cora").await;
    later.submit("/second-step", &[("code", &code(&stage, &secret))]).await;
}

#[tokio::test]
async fn removing_a_factor_asks_for_a_fresh_step_and_keeps_the_last_one_of_staff() {
    let stage = Stage::set().await;
    let (mut cora, secret) = with_app(&stage, "cora").await;
    let page = cora.page("/devices").await;
    let removal = between(&page, "action=\"/devices/factors/", "/removal\"");
    let removal = format!("/devices/factors/{removal}/removal");
    let refused = cora.post(&removal, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains("Add another one first"), "{}", refused.words());

    stage.advance(SignedDuration::from_mins(11));
    let asked = cora.post(&removal, &[("kept", "yes")]).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
    let (path, unsent) = (hidden(&asked.body, "unsent_path"), hidden(&asked.body, "unsent"));
    let code = code(&stage, &secret);
    let fields = [("code", code.as_str()), ("unsent_path", path.as_str()), ("unsent", unsent.as_str())];
    let back = cora.post("/second-step", &fields).await;
    assert_eq!(hidden(&back.body, "kept"), "yes");
    assert_eq!(cora.post(&path, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let before = text.split(end).next().unwrap();
    before.rsplit(start).next().unwrap()
}

#[tokio::test]
async fn a_participant_may_remove_their_last_factor_after_showing_it() {
    let stage = Stage::set().await;
    let (mut ana, _) = with_app(&stage, "ana").await;
    let page = ana.page("/devices").await;
    let id = between(&page, "action=\"/devices/factors/", "/removal\"");
    ana.submit(&format!("/devices/factors/{id}/removal"), &[]).await;
    let mut phone = after_passphrase(&stage, "ana").await;
    phone.page("/today").await;
}

#[tokio::test]
async fn a_new_factor_signs_the_other_devices_out() {
    let stage = Stage::set().await;
    let mut elsewhere = stage.visit_as("sam").await;
    let _ = with_app(&stage, "sam").await;
    assert!(elsewhere.get("/today").await.location.starts_with("/sign-in"));
}

#[tokio::test]
async fn one_device_is_signed_out_and_only_ones_own() {
    let stage = Stage::set().await;
    let (mut phone, mut laptop) = (stage.visit_as("sam").await, stage.visit_as("sam").await);
    let page = laptop.page("/devices").await;
    let id = between(&page, "action=\"/devices/", "/sign-out\"").to_string();
    let mut tess = stage.visit_as("tess").await;
    assert_eq!(tess.post(&format!("/devices/{id}/sign-out"), &[]).await.status, StatusCode::NOT_FOUND);
    phone.page("/devices").await;
    laptop.submit(&format!("/devices/{id}/sign-out"), &[]).await;
    assert!(phone.get("/today").await.location.starts_with("/sign-in"));
    laptop.page("/today").await;
}

#[tokio::test]
async fn a_demo_link_is_fresh_for_ten_minutes_and_then_a_button_is() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    cora.page("/devices/app/new").await;
    stage.advance(SignedDuration::from_mins(11));
    assert!(cora.get("/devices/app/new").await.location.starts_with("/second-step"));
    cora.step_up().await;
    cora.page("/devices/app/new").await;
    // The button is the demo's alone.
    let mut mia = with_passphrase(&stage, "mia").await;
    stage.advance(SignedDuration::from_mins(11));
    let refused = mia.post("/second-step", &[("demo", "yes")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let own = [("passphrase", super::PASSPHRASE), ("next", "/devices/app/new")];
    assert_eq!(mia.submit("/second-step", &own).await, "/devices/app/new");
    mia.page("/devices/app/new").await;
}

#[test]
fn every_hat_but_two_is_staff() {
    let others: Vec<_> = Role::ALL.into_iter().filter(|role| !role.is_staff()).collect();
    assert_eq!(others, [Role::Participant, Role::FamilyMember]);
}
