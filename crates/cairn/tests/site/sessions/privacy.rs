//! Who reads a note, who sees a tap, and what remains when a match has ended.

use axum::http::StatusCode;
use cairn::ids::MatchId;
use cairn_db::params;

use super::{note, planned, sent};
use crate::cast::Stage;

#[tokio::test]
async fn ana_reads_what_was_written_about_her() {
    let stage = Stage::set().await;
    let (mut sam, mut ana) = (stage.visit_as("sam").await, stage.visit_as("ana").await);
    let id = planned(&stage, &mut sam).await;
    sam.submit(&format!("/sessions/{id}/note"), &note(&[("together", "yes")])).await;
    let list = ana.page(&format!("/participants/{}/sessions", stage.ana)).await;
    assert!(list.contains(&format!("/sessions/{id}")) && list.contains("Sam Okafor"));
    let page = ana.page(&format!("/sessions/{id}")).await;
    for words in ["say no to an old friend", "calls her sister", "Written together", "part of your record"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(ana.get(&format!("/sessions/{id}/note")).await.status.is_redirection(), "reading, not writing");
    assert_eq!(ana.post(&format!("/sessions/{id}/note"), &note(&[])).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_coordinator_sees_that_it_took_place_and_no_word_of_it() {
    let stage = Stage::set().await;
    let (mut sam, mut sol) = (stage.visit_as("sam").await, stage.visit_as("sol").await);
    let (id, _) = sent(&stage, &mut sam, &mut sol).await;
    let mut cora = stage.visit_as("cora").await;
    let page = cora.page(&format!("/sessions/{id}")).await;
    assert!(page.contains("Held") && !page.contains("old friend"));
    assert_eq!(cora.get(&format!("/sessions/{id}/note/versions")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn each_side_taps_and_sees_only_its_own() {
    let stage = Stage::set().await;
    let (mut sam, mut ana) = (stage.visit_as("sam").await, stage.visit_as("ana").await);
    let id = planned(&stage, &mut sam).await;
    let path = format!("/sessions/{id}/tap");
    let early = ana.post(&path, &[("value", "1")]).await;
    assert_eq!(early.status, StatusCode::CONFLICT, "nothing was held yet");
    sam.submit(&format!("/sessions/{id}/note"), &note(&[])).await;
    for wrong in ["3", "-3", "x", ""] {
        assert_eq!(ana.post(&path, &[("value", wrong)]).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    sam.submit(&path, &[("value", "-2")]).await;
    assert!(!ana.page(&format!("/sessions/{id}")).await.contains("You said:"));
    ana.submit(&path, &[("value", "1")]).await;
    ana.submit(&path, &[("value", "2")]).await;
    assert!(ana.get(&format!("/sessions/{id}")).await.words().contains("You said: It gave me a lot"));
    assert!(sam.get(&format!("/sessions/{id}")).await.words().contains("You said: Took a lot from me"));
    for name in ["sol", "cora"] {
        let mut other = stage.visit_as(name).await;
        let page = other.page(&format!("/sessions/{id}")).await;
        assert!(!page.contains("/tap") && !page.contains("You said:"), "{name}");
    }
    let named =
        "SELECT COUNT(*) AS n FROM audit_entries WHERE object_kind = 'tap' AND participant_id IS NOT NULL
                 AND acting_as <> 'participant'";
    assert_eq!(stage.count(named).await, 0, "the other side cannot read in the log that somebody tapped");
}

#[tokio::test]
async fn another_supporter_finds_nothing_anywhere() {
    let stage = Stage::set().await;
    let (mut sam, mut sol) = (stage.visit_as("sam").await, stage.visit_as("sol").await);
    let (id, sending) = sent(&stage, &mut sam, &mut sol).await;
    let mut tess = stage.visit_as("tess").await;
    for path in [
        format!("/participants/{}/sessions", stage.ana),
        format!("/participants/{}/sessions/new", stage.ana),
        format!("/sessions/{id}"),
        format!("/sessions/{id}/note"),
        format!("/sessions/{id}/note/versions"),
    ] {
        assert_eq!(tess.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in [
        format!("/participants/{}/sessions", stage.ana),
        format!("/sessions/{id}/note"),
        format!("/sessions/{id}/cancellation"),
        format!("/sessions/{id}/tap"),
        format!("{sending}/approval"),
        format!("{sending}/return"),
    ] {
        let reply = tess.post(&path, &note(&[("value", "1"), ("comment", "x")])).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!tess.page("/sessions").await.contains("Ana"));
}

#[tokio::test]
async fn after_an_ending_the_note_is_finished_and_then_closed() {
    let stage = Stage::set().await;
    let (mut sam, mut sol) = (stage.visit_as("sam").await, stage.visit_as("sol").await);
    let id = planned(&stage, &mut sam).await;
    end_match(&stage).await;
    assert_eq!(sam.get(&format!("/participants/{}/sessions", stage.ana)).await.status, StatusCode::NOT_FOUND);
    assert!(
        sam.page("/sessions").await.contains(&format!("/sessions/{id}/note")),
        "the last note is still to write"
    );
    sam.submit(&format!("/sessions/{id}/note"), &note(&[("action", "send")])).await;
    let sending = super::submission(&mut sol, &id).await;
    sol.submit(&format!("{sending}/approval"), &[]).await;
    for visitor in [&mut sam, &mut sol] {
        assert_eq!(visitor.get(&format!("/sessions/{id}")).await.status, StatusCode::NOT_FOUND);
    }
    assert!(!sam.page("/sessions?show=past").await.contains(&id));
    let mut ana = stage.visit_as("ana").await;
    assert!(ana.page(&format!("/sessions/{id}")).await.contains("old friend"));
}

async fn end_match(stage: &Stage) {
    let (by, now) = (stage.person("ana"), stage.app.clock.now());
    let end = move |tx: &mut cairn_db::Tx<'_>| {
        let id = tx.one("SELECT id FROM matches", &[], |row| row.get::<MatchId>("id"))?;
        tx.execute(
            "INSERT INTO endings (match_id, wished_by, ended_at, ended_by) VALUES ($1, 'participant', $2, $3)",
            params![id, now, by],
        )
    };
    stage.app.db.write(end).await.unwrap();
}
