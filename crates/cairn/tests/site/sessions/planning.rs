//! Planning, moving and calling off.

use axum::http::StatusCode;

use super::{id_of, note, planned_at};
use crate::cast::Stage;

#[tokio::test]
async fn a_session_is_planned_by_supporter_participant_and_coordinator() {
    let stage = Stage::set().await;
    for (name, time) in [("sam", "13:00"), ("ana", "14:00"), ("cora", "15:00")] {
        let mut visitor = stage.visit_as(name).await;
        let id = planned_at(&stage, &mut visitor, "2026-03-03", time).await;
        let page = visitor.page(&format!("/sessions/{id}")).await;
        assert!(page.contains("Planned") && page.contains("Main Street, room 2"), "{name}");
    }
    let mut sam = stage.visit_as("sam").await;
    let list = sam.page("/sessions").await;
    assert!(list.contains("1:00 PM") && list.contains("2:00 PM") && list.contains("3:00 PM"));
    assert!(!list.contains("Notes to write first"), "nothing has been held yet");
}

#[tokio::test]
async fn a_clash_is_said_and_may_be_planned_anyway() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    planned_at(&stage, &mut sam, "2026-03-03", "13:00").await;
    let fields = [
        ("date", "2026-03-03"),
        ("time", "13:30"),
        ("minutes", "30"),
        ("mode", "video"),
        ("setting", "online"),
        ("place", "the blue room"),
    ];
    let path = format!("/participants/{}/sessions", stage.ana);
    let refused = sam.post(&path, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("another session at that time") && refused.body.contains("name=\"anyway\"")
    );
    assert!(refused.body.contains("the blue room"), "what was typed is kept");
    let mut anyway = fields.to_vec();
    anyway.push(("anyway", "yes"));
    sam.submit(&path, &anyway).await;

    let mut touching = fields.to_vec();
    touching.retain(|(name, _)| *name != "time");
    touching.push(("time", "14:00"));
    sam.submit(&path, &touching).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM sessions").await, 3, "one after the other is no clash");
}

#[tokio::test]
async fn the_supporter_s_own_video_link_is_used_when_none_is_given() {
    let stage = Stage::set().await;
    let set = |tx: &mut cairn_db::Tx<'_>| {
        tx.execute("UPDATE peer_supporters SET video_link = 'https://meet.example/sam'", &[])
    };
    stage.app.db.write(set).await.unwrap();
    crate::contracts::service_agreement(&mut stage.visit_as("pia").await, &["video"]).await;
    let mut sam = stage.visit_as("sam").await;
    let path = format!("/participants/{}/sessions", stage.ana);
    assert!(sam.page(&format!("{path}/new")).await.contains("https://meet.example/sam"));
    let fields = [
        ("date", "2026-03-03"),
        ("time", "13:00"),
        ("minutes", "30"),
        ("mode", "video"),
        ("setting", "online"),
    ];
    let location = sam.submit(&path, &fields).await;
    let mut ana = stage.visit_as("ana").await;
    assert!(ana.page(&location).await.contains("href=\"https://meet.example/sam\""));
}

#[tokio::test]
async fn bad_input_is_named_and_kept() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let path = format!("/participants/{}/sessions", stage.ana);
    let fields = [
        ("date", "2062-03-03"),
        ("time", "13:00"),
        ("minutes", "60"),
        ("mode", "in_person"),
        ("setting", "center"),
        ("place", "under the oak"),
    ];
    let reply = sam.post(&path, &fields).await;
    assert!(reply.body.contains("check the year") && reply.body.contains("under the oak"));
    let reply =
        sam.post(&path, &[("minutes", "2"), ("mode", "pigeon"), ("video_link", "javascript:x")]).await;
    for words in ["from 5 to 720", "one from the list", "start the link with https://", "fill this in"] {
        assert!(reply.body.contains(words), "{words}: {}", reply.words());
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM sessions").await, 0);
}

#[tokio::test]
async fn bo_who_waits_for_a_supporter_is_told_so() {
    let stage = Stage::set().await;
    let mut bo = stage.visit_as("bo").await;
    let path = format!("/participants/{}/sessions", stage.bo);
    assert!(bo.page(&format!("{path}/new")).await.contains("No supporter yet"));
    let fields = [
        ("date", "2026-03-03"),
        ("time", "13:00"),
        ("minutes", "30"),
        ("mode", "phone"),
        ("setting", "phone"),
    ];
    let reply = bo.post(&path, &fields).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn moving_calls_the_old_one_off_and_plans_a_new_one() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let old = planned_at(&stage, &mut ana, "2026-03-03", "13:00").await;
    let path = format!("/sessions/{old}/cancellation");
    let moved = [("kind", "rescheduled"), ("date", "2026-03-04"), ("time", "13:00")];
    let new = ana.submit(&path, &moved).await;
    assert_ne!(id_of(&new), old);
    assert!(ana.page(&new).await.contains("Wed, Mar 4, 2026, 1:00 PM"));
    assert!(ana.page(&format!("/sessions/{old}")).await.contains("Moved"));
    let twice = ana.post(&path, &moved).await;
    assert!(twice.body.contains("called off already"), "{}", twice.words());
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM sessions").await, 2);
}

#[tokio::test]
async fn who_did_not_come_is_only_said_after_the_start_and_never_by_the_participant() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let later = planned_at(&stage, &mut sam, "2026-03-03", "13:00").await;
    let early = sam.post(&format!("/sessions/{later}/cancellation"), &[("kind", "no_show")]).await;
    assert!(early.body.contains("has not begun yet"), "{}", early.words());
    let mut ana = stage.visit_as("ana").await;
    ana.submit(&format!("/sessions/{later}/cancellation"), &[("kind", "no_show")]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM cancellations WHERE kind = 'cancelled'").await, 1);

    let earlier = planned_at(&stage, &mut sam, "2026-03-02", "09:00").await;
    sam.submit(&format!("/sessions/{earlier}/cancellation"), &[("kind", "no_show"), ("words", "bus strike")])
        .await;
    let reply = sam.post(&format!("/sessions/{earlier}/note"), &note(&[])).await;
    assert!(reply.body.contains("was called off") && reply.body.contains("calls her sister"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM notes").await, 0);
}

#[tokio::test]
async fn a_session_that_was_held_cannot_be_called_off() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let id = super::planned(&stage, &mut sam).await;
    sam.submit(&format!("/sessions/{id}/note"), &note(&[])).await;
    let reply = sam.post(&format!("/sessions/{id}/cancellation"), &[("kind", "cancelled")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM cancellations").await, 0);
}
