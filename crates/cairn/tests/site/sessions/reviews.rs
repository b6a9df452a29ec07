//! Sending, sending back, approving, amending.

use axum::http::StatusCode;
use cairn_db::params;
use jiff::SignedDuration;

use super::{note, sent, submission};
use crate::cast::Stage;

#[tokio::test]
async fn a_note_goes_back_and_forth_until_it_is_approved_and_locked() {
    let stage = Stage::set().await;
    let (mut sam, mut sol) = (stage.visit_as("sam").await, stage.visit_as("sol").await);
    let (id, first) = sent(&stage, &mut sam, &mut sol).await;
    let path = format!("/sessions/{id}/note");
    assert!(sol.page("/notes").await.contains("Ana Ruiz"));
    let while_sent = sam.post(&path, &note(&[("did", "changed behind their back")])).await;
    assert_eq!(while_sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(while_sent.body.contains("is with your supervisor"));
    assert!(while_sent.body.contains("changed behind their back"), "what was typed is not lost");
    assert!(sam.get(&path).await.status.is_redirection(), "there is nothing to write while it is sent");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM note_versions").await, 1);

    let empty = sol.post(&format!("{first}/return"), &[("comment", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    sol.submit(&format!("{first}/return"), &[("comment", "Which skill was it?")]).await;
    assert!(!sol.page("/notes").await.contains("Ana Ruiz"));
    assert!(sam.page(&path).await.contains("Which skill was it?"));
    assert!(sam.page("/sessions").await.contains("Sent back"));
    let mut ana = stage.visit_as("ana").await;
    assert!(
        !ana.page(&format!("/sessions/{id}")).await.contains("Which skill was it?"),
        "coaching is for Sam"
    );

    sam.submit(&path, &note(&[("did", "We practiced refusing a drink.")])).await;
    assert!(sam.page(&path).await.contains("Which skill was it?"), "it stays while Sam mends");
    sam.submit(&path, &note(&[("did", "We practiced refusing a drink."), ("action", "send")])).await;
    let second = submission(&mut sol, &id).await;
    assert_ne!(first, second);
    assert_eq!(
        sol.post(&format!("{first}/approval"), &[]).await.status,
        StatusCode::CONFLICT,
        "an old sending"
    );
    sol.submit(&format!("{second}/approval"), &[]).await;
    assert!(sam.page(&format!("/sessions/{id}")).await.contains("Approved"));
    for act in ["approval", "return"] {
        let twice = sol.post(&format!("{second}/{act}"), &[("comment", "again")]).await;
        assert_eq!(twice.status, StatusCode::CONFLICT, "{act}");
        assert!(twice.body.contains("answered already"));
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM approvals").await, 1);
    let locked = sam.post(&path, &note(&[("did", "We did nothing.")])).await;
    assert_eq!(locked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(locked.body.contains("say why you change it") && locked.body.contains("We did nothing."));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM note_versions").await, 3);
}

#[tokio::test]
async fn an_amendment_has_a_reason_and_leaves_the_approved_text_readable() {
    let stage = Stage::set().await;
    let (mut sam, mut sol) = (stage.visit_as("sam").await, stage.visit_as("sol").await);
    let (id, first) = sent(&stage, &mut sam, &mut sol).await;
    sol.submit(&format!("{first}/approval"), &[]).await;
    let path = format!("/sessions/{id}/note");
    let change = [("end", "09:45"), ("amendment_reason", "the clock was fast")];
    sam.submit(&path, &note(&change)).await;
    assert!(sam.page(&format!("/sessions/{id}")).await.contains("Being amended"));
    assert!(!sol.page("/notes").await.contains("Ana Ruiz"), "a draft of an amendment is not sent");
    let mut sending = change.to_vec();
    sending.push(("action", "send"));
    sam.submit(&path, &note(&sending)).await;
    assert!(sol.page("/notes").await.contains("Amendment"));
    let second = submission(&mut sol, &id).await;
    sol.submit(&format!("{second}/approval"), &[]).await;
    assert!(sam.page(&format!("/sessions/{id}")).await.contains("Amended and approved"));
    for name in ["ana", "sam", "sol"] {
        let mut reader = stage.visit_as(name).await;
        let versions = reader.page(&format!("{path}/versions")).await;
        assert!(versions.contains("9:52 AM") && versions.contains("9:45 AM"), "{name}");
        assert!(versions.contains("the clock was fast"), "{name}");
        assert_eq!(versions.matches(">Approved<").count(), 2, "{name}");
    }
}

#[tokio::test]
async fn nobody_approves_their_own_note() {
    let stage = Stage::set().await;
    let (mut sam, mut sol) = (stage.visit_as("sam").await, stage.visit_as("sol").await);
    let (_, sending) = sent(&stage, &mut sam, &mut sol).await;
    let (person, now) = (stage.person("sam"), stage.app.clock.now());
    let role: cairn::ids::RoleId = stage.app.chance.id(now);
    let wear = move |tx: &mut cairn_db::Tx<'_>| {
        tx.execute(
            "UPDATE peer_supporters SET supervisor_id = person_id WHERE person_id = $1",
            params![person],
        )?;
        tx.execute(
            "INSERT INTO roles (id, person_id, role, granted_at) VALUES ($1, $2, 'supervisor', $3)",
            params![role, person, now],
        )
    };
    stage.app.db.write(wear).await.unwrap();
    let reply = sam.post(&format!("{sending}/approval"), &[]).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(reply.body.contains("Nobody reviews their own note"));
    assert!(!sam.page("/notes").await.contains("Ana Ruiz"));
    assert_eq!(sol.post(&format!("{sending}/approval"), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM approvals").await, 0);
}

#[tokio::test]
async fn what_waits_too_long_is_marked() {
    let stage = Stage::set().await;
    let (mut sam, mut sol) = (stage.visit_as("sam").await, stage.visit_as("sol").await);
    sent(&stage, &mut sam, &mut sol).await;
    stage.advance(SignedDuration::from_hours(71));
    let mut sol = stage.visit_as("sol").await;
    let page = sol.page("/notes").await;
    assert!(page.contains("waiting 71 hours") && !page.contains("Overdue"));
    stage.advance(SignedDuration::from_hours(1));
    let mut sol = stage.visit_as("sol").await;
    assert!(sol.page("/notes").await.contains("Overdue"));
}
