//! The person's list of what left: complete, for three years, and never changed afterwards.

use axum::http::StatusCode;
use cairn_db::Error;

use super::{newest, written};
use crate::cast::Stage;

#[tokio::test]
async fn row_11_the_accounting_lists_every_row_with_every_field() {
    let stage = Stage::set().await;
    for _ in 0..7 {
        written(&stage, "Elm Clinic", stage.app.clock.now()).await;
        stage.advance(jiff::SignedDuration::from_hours(24));
    }
    let mut ana = stage.visit_as("ana").await;
    let record = format!("/participants/{}", stage.ana);
    let file = ana.page(&format!("{record}/accounting/file")).await;
    let file: serde_json::Value = serde_json::from_str(&file).unwrap();
    let rows = file["disclosures"].as_array().unwrap();
    assert_eq!(rows.len(), 7);
    for field in [
        "date",
        "recipient",
        "recipient_address",
        "description",
        "purpose",
        "basis",
        "notice_version",
        "through_ehr",
        "path",
        "disclosed_by",
    ] {
        assert!(rows.iter().all(|row| !row[field].is_null() && row[field] != ""), "{field}");
    }
    let page = ana.get(&format!("{record}/accounting")).await.words();
    assert!(page.contains("More than once") && page.contains("Elm Clinic Treatment"), "{page}");
    assert_eq!(stage.visit_as("cora").await.get(&format!("{record}/accounting/file")).await.status, 404);
}

#[tokio::test]
async fn row_11_after_three_years_and_a_day_a_row_leaves_the_list_and_not_the_ledger() {
    let stage = Stage::set().await;
    written(&stage, "Elm Clinic", "2026-03-02T15:00:00Z".parse().unwrap()).await;
    let path = format!("/participants/{}/accounting/all", stage.ana);
    stage.app.clock.set("2029-03-02T20:00:00Z".parse().unwrap());
    assert!(stage.visit_as("ana").await.page(&path).await.contains("Elm Clinic"), "three years to the day");
    stage.app.clock.set("2029-03-03T20:00:00Z".parse().unwrap());
    assert!(!stage.visit_as("ana").await.page(&path).await.contains("Elm Clinic"), "a day later");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM disclosures").await, 1);
}

#[tokio::test]
async fn row_11_the_ledger_only_grows() {
    let stage = Stage::set().await;
    written(&stage, "Elm Clinic", stage.app.clock.now()).await;
    for statement in ["UPDATE disclosures SET purpose = 'payment'", "DELETE FROM disclosures"] {
        let outcome: Result<u64, Error> = stage.app.db.write(move |tx| tx.execute(statement, &[])).await;
        assert!(outcome.is_err(), "{statement} must be refused");
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM disclosures WHERE purpose = 'treatment'").await, 1);
}

#[tokio::test]
async fn row_12_a_request_has_a_clock_and_is_answered() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let record = format!("/participants/{}", stage.ana);
    let ask = format!("{record}/accounting-requests");
    ana.submit(&ask, &[("kind", "intermediary")]).await;
    // Asked on March 2: thirty days are April 1.
    assert!(ana.get(&format!("{record}/accounting")).await.words().contains("Apr 1, 2026"));
    let id: cairn::ids::RowId = newest(&stage, "SELECT id FROM accounting_requests LIMIT 1").await;
    let mut cora = stage.visit_as("cora").await;
    let more = cora.post(&format!("/accounting-requests/{id}/extension"), &[("reason", "Many papers")]).await;
    assert_eq!(more.status, StatusCode::CONFLICT, "an intermediary's list cannot be extended");
    cora.submit(&format!("/accounting-requests/{id}/answer"), &[]).await;
    assert!(ana.page(&format!("{record}/accounting")).await.contains("answered"));

    ana.submit(&ask, &[("kind", "accounting")]).await;
    assert!(ana.get(&format!("{record}/accounting")).await.words().contains("May 1, 2026"), "sixty days");
    let second: cairn::ids::RowId =
        newest(&stage, "SELECT id FROM accounting_requests WHERE kind = 'accounting' LIMIT 1").await;
    cora.submit(&format!("/accounting-requests/{second}/extension"), &[("reason", "Many papers")]).await;
    assert!(ana.get(&format!("{record}/accounting")).await.words().contains("May 31, 2026"), "thirty more");
    stage.advance(jiff::SignedDuration::from_mins(1));
    ana.submit(&ask, &[("kind", "accounting")]).await;
    assert!(ana.page(&format!("{record}/accounting")).await.contains("There may be a small cost"));
}
