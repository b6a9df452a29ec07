//! Holding a session and writing it down.

use axum::http::StatusCode;
use cairn::ids::GoalId;
use cairn_db::params;

use super::{note, planned};
use crate::cast::Stage;

async fn set_rule(stage: &Stage, json: &'static str) {
    let change = move |tx: &mut cairn_db::Tx<'_>| {
        tx.execute("UPDATE programs SET settings = $1", params![format!("{{\"units\":{json}}}")])
    };
    stage.app.db.write(change).await.unwrap();
}

async fn goal(stage: &Stage, words: &'static str) -> String {
    let (ana, by, now) = (stage.ana, stage.person("ana"), stage.app.clock.now());
    let id: GoalId = stage.app.chance.id(now);
    let add = move |tx: &mut cairn_db::Tx<'_>| {
        tx.execute(
            "INSERT INTO goals (id, participant_id, words, set_at, set_by) VALUES ($1, $2, $3, $4, $5)",
            params![id, ana, words, now, by],
        )
    };
    stage.app.db.write(add).await.unwrap();
    id.to_string()
}

async fn close(stage: &Stage, goal: &str) {
    let (goal, by, now) = (goal.to_string(), stage.person("ana"), stage.app.clock.now());
    let close = move |tx: &mut cairn_db::Tx<'_>| {
        tx.execute(
            "INSERT INTO goal_closings (id, goal_id, reason, closed_at, closed_by) VALUES ($1, $1, 'reached', $2, $3)",
            params![goal, now, by],
        )
    };
    stage.app.db.write(close).await.unwrap();
}

#[tokio::test]
async fn the_form_knows_what_was_planned_and_says_who_will_read() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let id = planned(&stage, &mut sam).await;
    assert!(sam.page("/sessions").await.contains("Notes to write first"));
    let page = sam.page(&format!("/sessions/{id}/note")).await;
    for part in [
        "value=\"2026-03-02\"",
        "value=\"09:00\"",
        "value=\"10:00\"",
        "Who may read this",
        "what a court orders",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(page.contains("data-minutes"));
}

#[tokio::test]
async fn a_plain_form_with_only_what_is_required_makes_a_draft() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let id = planned(&stage, &mut sam).await;
    let fields = [
        ("date", "2026-03-02"),
        ("start", "09:00"),
        ("end", "09:30"),
        ("mode", "phone"),
        ("setting", "phone"),
        ("billing", "billable"),
    ];
    let path = format!("/sessions/{id}/note");
    assert_eq!(sam.submit(&path, &fields).await, path);
    let page = sam.page(&format!("/sessions/{id}")).await;
    assert!(page.contains("Draft") && page.contains("Phone") && page.contains("30 minutes"));
    let mut send = fields.to_vec();
    send.push(("action", "send"));
    let reply = sam.post(&path, &send).await;
    assert!(reply.body.contains("a few words before you send"), "{}", reply.words());
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM submissions").await, 0);
}

#[tokio::test]
async fn a_session_that_happens_now_is_kept_with_its_note_in_one_form() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let path = format!("/participants/{}/sessions", stage.ana);
    let page = sam.page(&format!("{path}/new?now=1")).await;
    assert!(page.contains("value=\"10:00\"") && page.contains("name=\"now\""), "it starts now");
    let bad = sam.post(&path, &note(&[("now", "1"), ("end", "08:00")])).await;
    assert!(bad.body.contains("name=\"now\"") && bad.body.contains("say no to an old friend"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM sessions").await, 0);
    let location = sam.submit(&path, &note(&[("now", "1"), ("action", "send")])).await;
    assert!(sam.page(&location).await.contains("With the supervisor"));
    let held = "SELECT ended_at - started_at AS n FROM holdings";
    assert_eq!(stage.count(held).await, 52 * 60_000);
    for name in ["ana", "cora", "tess"] {
        let mut other = stage.visit_as(name).await;
        let asked = other.get(&format!("{path}/new?now=1")).await;
        assert_eq!(asked.status, StatusCode::NOT_FOUND, "{name}");
        let posted = other.post(&path, &note(&[("now", "1")])).await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[tokio::test]
async fn times_that_cannot_be_are_refused_and_nothing_typed_is_lost() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let id = planned(&stage, &mut sam).await;
    let path = format!("/sessions/{id}/note");
    for (changes, words) in [
        (vec![("end", "08:59")], "The end has to come after the start"),
        (vec![("end", "22:00")], "more than 12 hours"),
        (vec![("end", "08:00"), ("after_midnight", "yes")], "more than 12 hours"),
        (vec![("date", "2026-03-05")], "more than a day from now"),
        (vec![("start", "nine")], "a time like"),
    ] {
        let reply = sam.post(&path, &note(&changes)).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{changes:?}");
        assert!(reply.body.contains(words), "{changes:?}: {}", reply.words());
        for kept in ["say no to an old friend", "laughed", "calls her sister"] {
            assert!(reply.body.contains(kept), "{changes:?} lost {kept}");
        }
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM note_versions").await, 0);
    sam.submit(&path, &note(&[("start", "23:30"), ("end", "00:20"), ("after_midnight", "yes")])).await;
    assert_eq!(stage.count("SELECT (ended_at - started_at) / 60000 AS n FROM holdings").await, 50);
}

#[tokio::test]
async fn units_follow_the_rule_of_the_program() {
    for (rule, units) in [("more_than_half", 3), ("whole_units", 3), ("begun_units", 4)] {
        let stage = Stage::set().await;
        let json = match rule {
            "more_than_half" => r#"{"minutes":15,"rounding":"more_than_half","daily_limit":16}"#,
            "whole_units" => r#"{"minutes":15,"rounding":"whole_units","daily_limit":16}"#,
            _ => r#"{"minutes":15,"rounding":"begun_units","daily_limit":16}"#,
        };
        set_rule(&stage, json).await;
        let mut sam = stage.visit_as("sam").await;
        let id = planned(&stage, &mut sam).await;
        sam.submit(&format!("/sessions/{id}/note"), &note(&[])).await;
        let sql = "SELECT units AS n FROM note_versions ORDER BY version DESC LIMIT 1";
        assert_eq!(stage.count(sql).await, units, "52 minutes, {rule}");
        sam.submit(&format!("/sessions/{id}/note"), &note(&[("end", "09:38")])).await;
        let shorter = if rule == "whole_units" { 2 } else { 3 };
        assert_eq!(stage.count(sql).await, shorter, "38 minutes, {rule}");
    }
}

#[tokio::test]
async fn what_is_not_billed_says_why_and_counts_no_units() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let id = planned(&stage, &mut sam).await;
    let path = format!("/sessions/{id}/note");
    let reply = sam.post(&path, &note(&[("billing", "other")])).await;
    assert!(reply.body.contains("in a few words why it is not billed"));
    sam.submit(&path, &note(&[("billing", "other"), ("billing_words", "a walk")])).await;
    assert!(sam.page(&format!("/sessions/{id}")).await.contains("No: another reason (a walk)"));
    sam.submit(&path, &note(&[("billing", "transport")])).await;
    assert_eq!(stage.count("SELECT CAST(SUM(units + billable) AS BIGINT) AS n FROM note_versions").await, 0);
}

#[tokio::test]
async fn more_units_than_the_day_may_have_are_kept_and_said() {
    let stage = Stage::set().await;
    set_rule(&stage, r#"{"minutes":15,"rounding":"more_than_half","daily_limit":2}"#).await;
    let mut sam = stage.visit_as("sam").await;
    let id = planned(&stage, &mut sam).await;
    sam.submit(&format!("/sessions/{id}/note"), &note(&[("end", "09:30")])).await;
    assert!(
        !sam.page(&format!("/sessions/{id}")).await.contains("program's limit"),
        "two units are the limit"
    );
    sam.submit(&format!("/sessions/{id}/note"), &note(&[])).await;
    let reply = sam.get(&format!("/sessions/{id}")).await;
    assert!(reply.words().contains("now has 3 units"), "{}", reply.words());
    let mut ana = stage.visit_as("ana").await;
    assert!(!ana.get(&format!("/sessions/{id}")).await.words().contains("now has 3 units"));
}

#[tokio::test]
async fn only_open_goals_can_be_named() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let id = planned(&stage, &mut sam).await;
    let (open, closed) = (goal(&stage, "Cook on Sundays").await, goal(&stage, "Get my license back").await);
    let path = format!("/sessions/{id}/note");
    assert!(sam.page(&path).await.contains("Get my license back"));
    close(&stage, &closed).await;
    assert!(!sam.page(&path).await.contains("Get my license back"));
    let reply = sam.post(&path, &note(&[("goals", &closed)])).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.body.contains("One of these goals is closed") && reply.body.contains("calls her sister"));
    let elsewhere = sam.post(&path, &note(&[("goals", "00000000-0000-7000-8000-000000000000")])).await;
    assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY);
    sam.submit(&path, &note(&[("goals", &open)])).await;
    assert!(sam.page(&format!("/sessions/{id}")).await.contains("Cook on Sundays"));
}

#[tokio::test]
async fn every_save_is_a_version_and_a_form_sent_twice_is_one() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let id = planned(&stage, &mut sam).await;
    let path = format!("/sessions/{id}/note");
    let key = "0195a000-0000-7000-8000-000000000007";
    assert_eq!(sam.get(&format!("/receipts/{key}")).await.status, StatusCode::NOT_FOUND);
    let fields = note(&[("form_key", key)]);
    let first = sam.submit(&path, &fields).await;
    assert_eq!(sam.submit(&path, &fields).await, first);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM note_versions").await, 1);
    assert_eq!(sam.page(&format!("/receipts/{key}")).await, "kept\n");
    let mut tess = stage.visit_as("tess").await;
    assert_eq!(tess.get(&format!("/receipts/{key}")).await.status, StatusCode::NOT_FOUND);

    sam.submit(&path, &note(&[("did", "Other words.")])).await;
    let versions = sam.page(&format!("{path}/versions")).await;
    let (new, old) =
        (versions.find("Other words.").unwrap(), versions.find("say no to an old friend").unwrap());
    assert!(new < old, "the newest first, and the older one still there");
}

#[tokio::test]
async fn words_are_hinted_at_while_writing_and_once_more_on_the_saved_draft() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let entries = "SELECT COUNT(*) AS n FROM audit_entries";
    let before = stage.count(entries).await;
    let reply = sam.post("/language-hints", &[("text", "He is an addict <b>.")]).await;
    assert!(reply.body.contains("person with a substance use disorder") && !reply.body.contains("<html"));
    assert!(!reply.body.contains("<b>"));
    assert_eq!(sam.post("/language-hints", &[("text", "She called her sister.")]).await.body.trim(), "");
    assert_eq!(stage.count(entries).await, before, "what was asked is written down nowhere");
    let id = planned(&stage, &mut sam).await;
    let path = format!("/sessions/{id}/note");
    sam.submit(&path, &note(&[("response", "Ana met an addict she knew.")])).await;
    let page = sam.page(&path).await;
    assert!(page.contains("Read your words once more") && page.contains("substance use disorder"));
    let mut ana = stage.visit_as("ana").await;
    assert_eq!(ana.post("/language-hints", &[("text", "addict")]).await.status, StatusCode::NOT_FOUND);
}
