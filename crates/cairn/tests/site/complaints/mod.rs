//! Complaints: anybody may, nobody suffers, none leads to a record.

use axum::http::StatusCode;

use crate::cast::Stage;
use crate::guards::permissions::{ANYONE, Case, case};
use crate::visitor::Visitor;

/// Sends a complaint without a name through the public page.
pub async fn complain(visitor: &mut Visitor, words: &str) {
    let to = visitor.submit("/complaints/new", &[("about", "seen"), ("words", words)]).await;
    assert_eq!(to, "/complaints/new?sent=yes");
}

async fn only_complaint(stage: &Stage) -> String {
    let id: Result<String, cairn_db::Error> =
        stage.app.db.read(|tx| tx.one("SELECT id FROM complaints", &[], |row| row.get("id"))).await;
    format!("/complaints/{}", id.unwrap())
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    complain(&mut stage.stranger(), "Somebody looked.").await;
    let page = only_complaint(stage).await;
    let only = &["pia"];
    vec![
        case("GET", "/complaints/new", "/complaints/new", ANYONE),
        case("POST", "/complaints/new", "/complaints/new", ANYONE),
        case("GET", "/complaints", "/complaints", only),
        case("POST", "/complaints", "/complaints", only),
        case("GET", "/complaints/{id}", page.clone(), only),
        case("POST", "/complaints/{id}/findings", format!("{page}/findings"), only),
        case("POST", "/complaints/{id}/answer", format!("{page}/answer"), only),
        case("POST", "/complaints/{id}/retaliation-checks", format!("{page}/retaliation-checks"), only),
    ]
}

#[tokio::test]
async fn row_29_an_anonymous_complaint_cannot_name_a_chart() {
    let stage = Stage::set().await;
    // Somebody who is signed in is not asked who they are either, and fields that nobody offered do nothing.
    let mut ana = stage.visit_as("ana").await;
    let number = stage.bo.to_string();
    let words = format!("They read /participants/{number}/plan aloud.");
    let fields = [
        ("about", "shared"),
        ("words", words.as_str()),
        ("participant", number.as_str()),
        ("participant_id", number.as_str()),
        ("record", number.as_str()),
    ];
    ana.submit("/complaints/new", &fields).await;
    let columns: Result<Vec<(String, cairn_db::Value)>, cairn_db::Error> =
        stage.app.db.read(|tx| tx.one("SELECT * FROM complaints", &[], |row| row.values())).await;
    for (column, value) in columns.unwrap() {
        let value = format!("{value:?}");
        assert!(!value.contains(&number), "{column} leads to a record");
        assert!(!value.contains(&stage.person("ana").to_string()), "{column} says who complained");
    }
    let stored: Result<cairn_db::Value, cairn_db::Error> =
        stage.app.db.read(|tx| tx.one("SELECT words FROM complaints", &[], |row| row.stored("words"))).await;
    assert!(!format!("{:?}", stored.unwrap()).contains("aloud"), "the words are sealed");
    let linked = "SELECT COUNT(*) AS n FROM audit_entries WHERE object_kind = 'complaint' AND
                  (participant_id IS NOT NULL OR actor_id IS NOT NULL)";
    assert_eq!(stage.count(linked).await, 0);
    let shown = stage.visit_as("pia").await.page(&only_complaint(&stage).await).await;
    assert!(shown.contains("/participants/…/plan aloud") && !shown.contains(&number));
}

#[tokio::test]
async fn the_public_page_points_to_hhs_and_promises_no_retaliation() {
    let stage = Stage::set().await;
    let mut stranger = stage.stranger();
    let page = stranger.page("/complaints/new").await;
    for words in ["Office for Civil Rights", "hhs.gov", "Nobody may treat you worse"] {
        assert!(page.contains(words), "{words}");
    }
    stranger.set_cookie("language", "es");
    assert!(stranger.page("/complaints/new").await.contains("Nadie puede tratarle peor"));
    let empty = stranger.post("/complaints/new", &[("about", "seen")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_flood_from_one_place_is_slowed_and_a_form_sent_twice_is_kept_once() {
    let stage = Stage::set().await;
    let mut stranger = stage.stranger();
    let key = stage.ana.to_string();
    for _ in 0..2 {
        let twice = [("about", "seen"), ("words", "Once"), ("form_key", key.as_str())];
        stranger.submit("/complaints/new", &twice).await;
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM complaints").await, 1);
    for _ in 0..4 {
        complain(&mut stranger, "Again").await;
    }
    let sixth = stranger.post("/complaints/new", &[("about", "seen"), ("words", "Again")]).await;
    assert_eq!(sixth.status, StatusCode::TOO_MANY_REQUESTS);
    stage.advance(jiff::SignedDuration::from_hours(2));
    complain(&mut stranger, "Later").await;
}

#[tokio::test]
async fn a_complaint_is_looked_into_answered_and_looked_back_at() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let told = [
        ("came_by", "phone"),
        ("about", "refused_right"),
        ("words", "I asked for my copy twice."),
        ("name", "Bo Chen"),
        ("contact", "555-0101"),
    ];
    let page = pia.submit("/complaints", &told).await;
    pia.submit(&format!("{page}/findings"), &[("finding", "The first letter was lost.")]).await;
    let answer = [("outcome", "substantiated"), ("answer", "The copy went out today.")];
    pia.submit(&format!("{page}/answer"), &answer).await;
    let again = pia.post(&format!("{page}/answer"), &answer).await;
    assert!(again.body.contains("is answered"), "{}", again.words());
    assert!(pia.page("/privacy-desk").await.contains("Nothing waits"), "the look back is not due yet");
    stage.advance(jiff::SignedDuration::from_hours(24 * 91));
    let mut pia = stage.visit_as("pia").await;
    assert!(pia.page("/privacy-desk").await.contains("Look back at a complaint"));
    let looked = [("found", "none_found"), ("looked", "Asked them, and read the schedule.")];
    pia.submit(&format!("{page}/retaliation-checks"), &looked).await;
    assert!(pia.page("/privacy-desk").await.contains("Nothing waits"));
}
