//! The copy of the own record.

use axum::http::StatusCode;

use crate::cast::Stage;

#[tokio::test]
async fn ana_reads_everything_that_was_said_and_takes_it_with_her() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let goals = format!("/participants/{}/goals", stage.ana);
    sam.submit(&goals, &[("words", "Walk the heron path"), ("why", "It is quiet there"), ("tier", "record")])
        .await;
    let mut ana = stage.visit_as("ana").await;
    let page = ana.page(&format!("/participants/{}/copy", stage.ana)).await;
    for words in ["Ana Ruiz", "Walk the heron path", "It is quiet there"] {
        assert!(page.contains(words), "{words} is missing");
    }
    let reply = ana.get(&format!("/participants/{}/copy/record.json", stage.ana)).await;
    assert!(reply.headers["content-type"].to_str().unwrap().starts_with("application/json"));
    let copy: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
    assert_eq!(copy["record"]["goals"][0]["words"], "Walk the heron path");
    assert_eq!(copy["record"]["people"][0]["name"], "Ana Ruiz");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM record_copies").await, 2);
}

#[tokio::test]
async fn the_readable_copy_speaks_in_words() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let wishes = [("contact_phone", "yes")];
    cora.post(&format!("/participants/{}/agreements", stage.ana), &wishes).await;
    let mut ana = stage.visit_as("ana").await;
    let page = ana.page(&format!("/participants/{}/copy", stage.ana)).await;
    let codes: Vec<_> = page
        .split("<dd>")
        .skip(1)
        .filter_map(|rest| rest.split("</dd>").next())
        .filter(|value| value.contains('_') || value.starts_with('['))
        .collect();
    assert!(codes.is_empty(), "{codes:?}");
}

#[tokio::test]
async fn a_copy_has_nothing_of_somebody_else() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let reply = ana.get(&format!("/participants/{}/copy/record.json", stage.ana)).await;
    assert!(!reply.body.contains("Bo Chen") && !reply.body.contains(&stage.bo.to_string()));
    let other = ana.get(&format!("/participants/{}/copy", stage.bo)).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}
