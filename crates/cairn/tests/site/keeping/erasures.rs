//! Erasing: who may, what stands in the way, and that nothing can be read afterwards.

use axum::http::StatusCode;
use cairn::ids::{EnrollmentId, RowId};
use cairn_db::{Value, params};

use super::asked;
use crate::cast::Stage;
use crate::visitor::{Reply, Visitor};

/// Bo said something, asked to be erased, and has left the program.
async fn bo_left(stage: &Stage) {
    let mut cora = stage.visit_as("cora").await;
    let goal = [("words", "bittern-secret"), ("tier", "record")];
    cora.submit(&format!("/participants/{}/goals", stage.bo), &goal).await;
    asked(stage).await;
    discharge(stage).await;
}

async fn discharge(stage: &Stage) {
    let (bo, cora, now) = (stage.bo, stage.person("cora"), stage.app.clock.now());
    let done: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let sql = "SELECT id FROM enrollments WHERE participant_id = $1";
            let enrollment: EnrollmentId = tx.one(sql, params![bo], |row| row.get("id"))?;
            tx.execute(
                "INSERT INTO discharges (enrollment_id, reason, alumni_calls, discharged_on, discharged_at, discharged_by)
                 VALUES ($1, 'moved', 0, '2026-03-02', $2, $3)",
                params![enrollment, now, cora],
            )?;
            Ok(())
        })
        .await;
    done.unwrap();
}

async fn hold(stage: &Stage) {
    let (bo, pia, now) = (stage.bo, stage.person("pia"), stage.app.clock.now());
    let id: RowId = stage.app.chance.id(now);
    let done: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO legal_holds (id, participant_id, reason, placed_at, placed_by)
                 VALUES ($1, $2, 'subpoena', $3, $4)",
                params![id, bo, now, pia],
            )
        })
        .await;
    done.unwrap();
}

async fn erase(stage: &Stage, pia: &mut Visitor, basis: &str) -> Reply {
    let bo = stage.bo.to_string();
    pia.post("/erasures", &[("participant", &bo), ("basis", basis), ("confirm", "ERASE")]).await
}

async fn words_of_goals(stage: &Stage) -> Vec<Value> {
    let words: Result<Vec<Value>, cairn_db::Error> = stage
        .app
        .db
        .read(|tx| tx.all("SELECT words FROM goals", &[], |row| row.get::<String>("words").map(Value::from)))
        .await;
    words.unwrap()
}

#[tokio::test]
async fn row_28_after_an_erasure_nothing_can_be_read_and_a_certificate_says_so() {
    let stage = Stage::set().await;
    let mut bo = stage.visit_as("bo").await;
    bo_left(&stage).await;
    assert_eq!(words_of_goals(&stage).await, [Value::from("bittern-secret")]);
    let mut pia = stage.visit_as("pia").await;
    let done = erase(&stage, &mut pia, "request").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
    let page = pia.page(&done.location).await;
    assert!(page.contains(&stage.bo.to_string()) && page.contains("The certificate is as it was written."));
    assert_eq!(words_of_goals(&stage).await, [Value::from("—")], "the words are gone");
    let person = stage.person("bo");
    let wrapped: Result<Option<String>, cairn_db::Error> = stage
        .app
        .db
        .read(move |tx| {
            let sql = "SELECT wrapped FROM data_keys WHERE subject_id = $1";
            tx.one(sql, params![person], |row| row.get("wrapped"))
        })
        .await;
    assert_eq!(wrapped.unwrap(), None, "the key is gone");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM goals").await, 1, "counts stay true");
    // Bo is out, on every device, and his address finds nobody.
    let reply = bo.get("/today").await;
    assert!(reply.location.starts_with("/sign-in"), "{}", reply.words());
    assert_eq!(
        stage.count("SELECT COUNT(*) AS n FROM people WHERE email_key IS NULL").await,
        1,
        "the look-up mark is gone"
    );
    let journal = std::fs::read_to_string(stage.app.config.data.join("erasures.txt")).unwrap();
    assert!(journal.contains(&person.to_string()), "the journal beside the database remembers");
}

#[tokio::test]
async fn row_28_a_legal_hold_blocks_and_so_do_enrollment_and_a_missing_basis() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let refused = erase(&stage, &mut pia, "request").await;
    assert!(refused.words().contains("still enrolled"), "{}", refused.words());
    discharge(&stage).await;
    let refused = erase(&stage, &mut pia, "request").await;
    assert!(refused.words().contains("Nobody asks for this now"), "{}", refused.words());
    let refused = erase(&stage, &mut pia, "retention").await;
    assert!(refused.words().contains("keeps this record longer"), "{}", refused.words());
    asked(&stage).await;
    hold(&stage).await;
    let refused = erase(&stage, &mut pia, "request").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains("legal hold"), "{}", refused.words());
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM erasures").await, 0);
}

#[tokio::test]
async fn row_28_a_record_is_due_when_the_programs_years_are_over() {
    let stage = Stage::set().await;
    discharge(&stage).await;
    let day = jiff::SignedDuration::from_hours(24);
    stage.advance(day * (7 * 365));
    let mut pia = stage.visit_as("pia").await;
    assert!(!pia.page("/erasures").await.contains(&stage.bo.to_string()), "one or two days early");
    stage.advance(day * 3);
    let mut pia = stage.visit_as("pia").await;
    assert!(pia.page("/erasures").await.contains(&stage.bo.to_string()));
    let done = erase(&stage, &mut pia, "retention").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.words());
}

#[tokio::test]
async fn a_slip_of_the_thumb_erases_nothing() {
    let stage = Stage::set().await;
    bo_left(&stage).await;
    let mut pia = stage.visit_as("pia").await;
    let bo = stage.bo.to_string();
    let reply =
        pia.post("/erasures", &[("participant", &bo), ("basis", "request"), ("confirm", "erase?")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(words_of_goals(&stage).await, [Value::from("bittern-secret")]);
}

#[tokio::test]
async fn bo_asks_takes_it_back_and_reads_why_not_yet() {
    let stage = Stage::set().await;
    let mut bo = stage.visit_as("bo").await;
    let copy = format!("/participants/{}/copy", stage.bo);
    bo.submit(&format!("/participants/{}/erasure-requests", stage.bo), &[]).await;
    let page = bo.page(&copy).await;
    let path =
        page.split("action=\"/erasure-requests/").nth(1).unwrap().split('"').next().unwrap().to_string();
    bo.submit(&format!("/erasure-requests/{path}"), &[]).await;
    assert!(!bo.page(&copy).await.contains("/erasure-requests/0"), "nothing is open");
    bo.submit(&format!("/participants/{}/erasure-requests", stage.bo), &[]).await;
    let mut pia = stage.visit_as("pia").await;
    let list = pia.page("/erasures").await;
    let path =
        list.split("action=\"/erasure-requests/").nth(1).unwrap().split('"').next().unwrap().to_string();
    pia.submit(&format!("/erasure-requests/{path}"), &[("reason", "enrolled")]).await;
    assert!(bo.page(&copy).await.contains("Ask again after you leave."));
}
