//! Being written down by phone.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::group;
use crate::cast::Stage;
use crate::visitor::Visitor;

const WRONG: &str = "This code opens no meeting for you right now";

/// A meeting of Sam's that began twenty minutes ago, and its code.
async fn running(stage: &Stage, model: &'static str) -> (String, String) {
    let (group, meeting) = group(stage, model, "sam", None).await;
    stage.advance(SignedDuration::from_mins(20));
    let path = format!("/groups/{group}/meetings/{meeting}");
    let page = stage.visit_as("sam").await.page(&path).await;
    let code = page.split("data-code>").nth(1).and_then(|rest| rest.split('<').next()).unwrap().to_string();
    (path, code)
}

async fn wrong(visitor: &mut Visitor, code: &str) {
    let reply = visitor.post("/attend", &[("code", code)]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.body.contains(WRONG), "{}", reply.words());
}

#[tokio::test]
async fn a_code_writes_down_whoever_types_it_and_the_host_confirms() {
    let stage = Stage::set().await;
    let (path, code) = running(&stage, "support_group").await;
    let mut ana = stage.visit_as("ana").await;
    let typed = format!("{} {}", code[..3].to_lowercase(), &code[3..]);
    let there = ana.submit("/attend", &[("code", &typed)]).await;
    assert!(ana.page(&there).await.contains("40 min"), "from twenty past to the end");
    assert_eq!(stage.count("SELECT minutes AS n FROM attendances WHERE source = 'phone'").await, 40);
    ana.submit("/attend", &[("code", &code)]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM attendances").await, 1, "typed twice, there once");

    let mut sam = stage.visit_as("sam").await;
    let (id, entries) = (
        stage.person("ana").to_string(),
        "SELECT COUNT(*) AS n FROM attendances WHERE recorded_by <> person_id",
    );
    assert!(sam.page(&path).await.contains("By their phone"));
    assert_eq!(stage.count(entries).await, 0);
    let own = format!("minutes-{id}");
    sam.submit(&path, &[("shown", &id), ("present", &id), ("minutes", "60"), (&own, "40")]).await;
    assert_eq!(stage.count(entries).await, 1, "the same minutes, and looked at by the host");
    assert!(!sam.page(&path).await.contains("By their phone"));
    sam.submit(&path, &[("shown", &id), ("present", &id), ("minutes", "60"), (&own, "25")]).await;
    // The dose is what the list says, to the minute.
    let dose = ana.page(&format!("/participants/{}/dose", stage.ana)).await;
    assert!(dose.contains("25 minutes"), "{dose}");
}

#[tokio::test]
async fn whatever_is_wrong_is_said_in_one_sentence() {
    let stage = Stage::set().await;
    crate::families::family(&stage).await;
    let (_, code) = running(&stage, "support_group").await;
    let (mut ana, mut mia) = (stage.visit_as("ana").await, stage.visit_as("mia").await);
    wrong(&mut ana, "AAAAAA").await;
    wrong(&mut ana, "").await;
    wrong(&mut mia, &code).await;
    let closed: Result<u64, cairn_db::Error> =
        stage.app.db.write(|tx| tx.execute("UPDATE support_groups SET admission = 'closed'", &[])).await;
    closed.unwrap();
    wrong(&mut ana, &code).await;
    let open: Result<u64, cairn_db::Error> =
        stage.app.db.write(|tx| tx.execute("UPDATE support_groups SET admission = 'open'", &[])).await;
    open.unwrap();

    // Guessing ends: even the right code opens nothing for a while.
    for _ in 0..8 {
        wrong(&mut ana, "BBBBBB").await;
    }
    wrong(&mut ana, &code).await;
    let mut bo = stage.visit_as("bo").await;
    bo.submit("/attend", &[("code", &code)]).await;
    stage.advance(SignedDuration::from_mins(16));
    let mut ana = stage.visit_as("ana").await;
    ana.submit("/attend", &[("code", &code)]).await;
    stage.advance(SignedDuration::from_mins(60));
    let mut mia = stage.visit_as("ana").await;
    wrong(&mut mia, &code).await;
    let addresses = "SELECT COUNT(*) AS n FROM receipts WHERE location LIKE '%code%'";
    assert_eq!(stage.count(addresses).await, 0);
}

#[tokio::test]
async fn the_ground_rules_come_before_the_first_meeting() {
    let stage = Stage::set().await;
    let (path, code) = running(&stage, "support_group").await;
    let group = path.split("/meetings").next().unwrap().to_string();
    let mut sam = stage.visit_as("sam").await;
    sam.submit(&format!("{group}/rules"), &[("wording", "Nobody has to speak."), ("version", "0")]).await;
    let rules = super::id(&stage, "SELECT id FROM group_rules").await;
    let mut ana = stage.visit_as("ana").await;
    let first = ana.post("/attend", &[("code", &code)]).await;
    assert!(
        first.status == StatusCode::OK && first.body.contains("Nobody has to speak."),
        "{}",
        first.words()
    );
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM attendances").await, 0);
    let unread = ana.post("/attend", &[("code", &code), ("rules", &rules)]).await;
    assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
    ana.submit("/attend", &[("code", &code), ("rules", &rules), ("agree", "yes")]).await;
    assert_eq!(
        stage.count("SELECT COUNT(*) AS n FROM group_rule_acceptances WHERE way = 'own_page'").await,
        1
    );
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM attendances WHERE minutes = 40").await, 1);
}
