//! The safety plan: written by its person, read by whom they let.

use axum::http::StatusCode;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};

const PLAN: [(&str, &str); 4] = [
    ("tier", "ours"),
    ("alone", "Tea and the blue chair"),
    ("ask", "My sister: 540-555-0134"),
    ("matters", "My garden"),
];

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let plan = format!("/participants/{}/safety-plan", stage.ana);
    vec![
        case("GET", "/participants/{id}/safety-plan", plan.clone(), &["ana", "sam", "sol", "cora"]),
        case("GET", "/participants/{id}/safety-plan/edit", format!("{plan}/edit"), &["ana"]),
        case("POST", "/participants/{id}/safety-plan", plan, &["ana"]),
    ]
}

#[tokio::test]
async fn a_plan_is_read_by_whom_its_person_lets() {
    let stage = Stage::set().await;
    let path = format!("/participants/{}/safety-plan", stage.ana);
    let mut ana = stage.visit_as("ana").await;
    assert!(ana.page(&path).await.contains("No plan yet"));
    ana.submit(&path, &PLAN).await;
    let own = ana.page(&path).await;
    assert!(own.contains("Tea and the blue chair") && own.contains("href=\"tel:5405550134\""), "{own}");
    assert!(own.contains("data-keep hidden") && own.contains("href=\"tel:988\""));
    assert!(stage.visit_as("sam").await.page(&path).await.contains("blue chair"));
    // Hidden and absent look the same.
    for name in ["sol", "cora"] {
        let page = stage.visit_as(name).await.page(&path).await;
        assert!(!page.contains("blue chair") && page.contains("Nothing to read here"), "{name}");
    }
    let wider: Vec<(&str, &str)> =
        PLAN.iter().map(|(n, v)| if *n == "tier" { ("tier", "team") } else { (*n, *v) }).collect();
    ana.submit(&path, &wider).await;
    assert!(stage.visit_as("cora").await.page(&path).await.contains("blue chair"));
    // Narrowed again, the wider version of before is narrowed with it.
    ana.submit(&path, &PLAN).await;
    assert!(!stage.visit_as("cora").await.page(&path).await.contains("blue chair"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM safety_plans").await, 3);
    assert!(ana.page(&path).await.contains("Earlier versions"));
    assert!(!stage.visit_as("sam").await.page(&path).await.contains("Earlier versions"));
}

#[tokio::test]
async fn help_now_leads_to_the_own_plan_in_one_tap() {
    let stage = Stage::set().await;
    let path = format!("/participants/{}/safety-plan", stage.ana);
    assert!(stage.visit_as("ana").await.page("/help-now").await.contains(&format!("href=\"{path}\"")));
    for name in ["", "sam", "mia"] {
        let mut visitor = if name.is_empty() { stage.stranger() } else { stage.visit_as(name).await };
        assert!(!visitor.page("/help-now").await.contains("safety-plan"), "{name}");
    }
}

#[tokio::test]
async fn an_empty_plan_is_not_kept_and_a_long_one_comes_back_whole() {
    let stage = Stage::set().await;
    let path = format!("/participants/{}/safety-plan", stage.ana);
    let mut ana = stage.visit_as("ana").await;
    let empty = ana.post(&path, &[("tier", "ours")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let long = "x".repeat(1001);
    let kept = ana.post(&path, &[("tier", "ours"), ("signs", &long), ("matters", "My garden")]).await;
    assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(kept.body.contains("My garden"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM safety_plans").await, 0);
}
