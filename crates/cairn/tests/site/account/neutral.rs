//! No answer tells whether somebody is known here: the same bytes for the same work. And who idles is signed out.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::{PASSPHRASE, with_app, with_passphrase};
use crate::cast::Stage;

/// Passphrases hashed so far: the part of the work that takes time.
async fn hashes(stage: &Stage) -> u64 {
    let metrics = stage.stranger().page("/metrics").await;
    let line = metrics.lines().find(|line| line.starts_with("cairn_slow_hashes_total"));
    line.map_or(0, |line| line.rsplit(' ').next().unwrap().parse().unwrap())
}

#[tokio::test]
async fn row_15_signing_in_answers_alike_and_works_alike_for_the_known_and_the_unknown() {
    let stage = Stage::set().await;
    let _ = with_app(&stage, "cora").await;
    let _ = with_app(&stage, "ana").await;
    let _ = with_passphrase(&stage, "bo").await;
    let mut pages = Vec::new();
    // Staff and a participant with a second factor, one without, one without a passphrase, and nobody.
    for name in ["cora", "ana", "bo", "mia", "nobody"] {
        let email = format!("{name}@example.org");
        let before = hashes(&stage).await;
        let fields = [("email", email.as_str()), ("passphrase", "not the right one at all")];
        let reply = stage.stranger().post("/sign-in", &fields).await;
        assert_eq!(hashes(&stage).await - before, 1, "{name} costs another number of hashes");
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut headers = reply.headers.clone();
        // The page says the address back as it was typed.
        headers.remove("content-length");
        pages.push((reply.body.replace(&email, "EMAIL"), format!("{headers:?}")));
    }
    assert!(pages.iter().all(|page| page == &pages[0]), "{pages:#?}");
}

#[tokio::test]
async fn row_15_waiting_is_asked_of_the_known_and_the_unknown_alike() {
    let stage = Stage::set().await;
    let _ = with_app(&stage, "cora").await;
    let mut pages = Vec::new();
    for email in ["cora@example.org", "nobody@example.org"] {
        let mut guesser = stage.stranger();
        for _ in 0..8 {
            guesser.post("/sign-in", &[("email", email), ("passphrase", "wrong wrong wrong wrong")]).await;
        }
        let reply = guesser.post("/sign-in", &[("email", email), ("passphrase", PASSPHRASE)]).await;
        pages.push((reply.status, reply.body));
    }
    assert_eq!(pages[0].0, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(pages[0], pages[1]);
}

#[tokio::test]
async fn row_15_a_used_link_and_one_that_never_was_get_the_same_page() {
    let stage = Stage::set().await;
    let (app, person) = (stage.app.clone(), stage.person("ana"));
    let invite = move |tx: &mut cairn_db::Tx<'_>| {
        cairn::account::invite(tx, &app, cairn::account::LinkKind::Join, Some(person), None)
    };
    let token = stage.app.db.write(invite).await.unwrap();
    stage.stranger().submit(&format!("/join/{token}"), &[("passphrase", PASSPHRASE)]).await;
    let used = stage.stranger().get(&format!("/join/{token}")).await;
    let never = stage.stranger().get("/join/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await;
    let plain =
        |body: &str| body.replace(&token, "T").replace("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "T");
    assert_eq!((used.status, plain(&used.body)), (never.status, plain(&never.body)));
}

#[tokio::test]
async fn row_30_who_idles_is_signed_out_and_nothing_opens_with_the_old_token() {
    let stage = Stage::set().await;
    for name in ["ana", "sam", "ada"] {
        let mut idle = stage.visit_as(name).await;
        idle.page("/today").await;
        stage.advance(SignedDuration::from_mins(31));
        assert_eq!(idle.get("/today").await.location, "/sign-in?next=/today", "{name}");
        let sent = idle.post("/devices/sign-out", &[]).await;
        assert_eq!(sent.status, StatusCode::UNAUTHORIZED, "{name}");
    }
}

#[tokio::test]
async fn row_30_two_people_cannot_share_an_account() {
    let stage = Stage::set().await;
    let mut ada = stage.visit_as("ada").await;
    let twin =
        [("name", "Another Cora"), ("email", "CORA@example.org"), ("language", "en"), ("roles", "biller")];
    let refused = ada.post("/people", &twin).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.words());
}

#[tokio::test]
async fn a_new_passphrase_ends_the_other_sign_ins() {
    let stage = Stage::set().await;
    let mut bo = with_passphrase(&stage, "bo").await;
    let mut elsewhere = super::after_passphrase(&stage, "bo").await;
    elsewhere.page("/today").await;
    let fields = [("old", PASSPHRASE), ("passphrase", "seven kettles mend quiet otters")];
    bo.submit("/passphrase", &fields).await;
    assert!(elsewhere.get("/today").await.location.starts_with("/sign-in"));
    bo.page("/today").await;
}
