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
async fn row_11_the_file_proves_each_of_its_lines_and_the_paper_carries_the_head() {
    let stage = Stage::set().await;
    // In the directory before Ana names it: the same clinic.
    super::recipient(&stage, "Elm  clinic", "covered_entity").await;
    let mut ana = stage.visit_as("ana").await;
    let answers: [(&str, &[(&str, &str)]); 4] = [
        ("recipients", &[("name", "Elm Clinic"), ("kind", "covered_entity")]),
        ("steps/what", &[("categories", "attendance")]),
        ("steps/why", &[("purposes", "treatment")]),
        ("steps/when", &[("expiry", "date"), ("expires_on", "2026-09-01")]),
    ];
    let consent = crate::consents::draft(&stage, &mut ana, "general", &answers).await;
    crate::consents::sign_own(&mut ana, &consent).await;
    let mut cora = stage.visit_as("cora").await;
    let page = cora.page(&format!("/participants/{}/disclosures/new", stage.ana)).await;
    assert!(!page.contains(">Elm Clinic</option>"), "listed twice");
    let listed = super::option(&page, "Elm  clinic");
    let sent = [
        ("recipient", listed.as_str()),
        ("purpose", "treatment"),
        ("categories", "attendance"),
        ("description", "Days of attendance"),
        ("way", "written"),
    ];
    for _ in 0..3 {
        let reply = cora.post(&format!("/participants/{}/disclosures", stage.ana), &sent).await;
        assert!(reply.status.is_success() || reply.status.is_redirection(), "{}", reply.words());
        stage.advance(jiff::SignedDuration::from_mins(1));
    }
    let file = ana.page(&format!("/participants/{}/accounting/file", stage.ana)).await;
    let file: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(file["disclosures"].as_array().unwrap().len(), 3);
    let bundle: cairn_proof::Bundle = serde_json::from_value(file["proof"].clone()).unwrap();
    let key = cairn::audit::verifier(&stage.app.config).unwrap().unwrap();
    assert_eq!(bundle.verify(&key).unwrap().entries, 3, "one entry of the log for each line");
    let bent = file["proof"].to_string().replacen("\"exported\"", "\"opened\"", 1);
    let bent: cairn_proof::Bundle = serde_json::from_str(&bent).unwrap();
    assert!(bent.verify(&key).is_err());
    let paper = ana.page(&format!("/participants/{}/accounting/all", stage.ana)).await;
    let head = paper.split("<pre class=\"document\">").nth(1).unwrap().split("</pre>").next().unwrap();
    let head = head.replace("&#38;", "&").replace("&#43;", "+").replace("&#61;", "=");
    assert!(cairn_proof::head::SignedHead::open(&head, &key).is_ok(), "{head}");
}

#[tokio::test]
async fn row_12_the_list_of_an_intermediary_has_every_field_for_three_years() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let record = format!("/participants/{}", stage.ana);
    written(&stage, "River Exchange", stage.app.clock.now()).await;
    ana.submit(&format!("{record}/accounting-requests"), &[("kind", "intermediary")]).await;
    // 42 CFR 2.24: names of the entities, date, brief description; the past three years; within thirty days.
    stage.advance(jiff::SignedDuration::from_hours(24 * 365 * 2));
    let list = stage.visit_as("ana").await.get(&format!("{record}/accounting/all")).await.words();
    for field in ["River Exchange", "Mar 2, 2026", "Dates of visits", "1 Elm Street"] {
        assert!(list.contains(field), "{field}: {list}");
    }
    stage.advance(jiff::SignedDuration::from_hours(24 * 367));
    let list = stage.visit_as("ana").await.get(&format!("{record}/accounting/all")).await.words();
    assert!(!list.contains("River Exchange"), "more than three years ago");
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
