//! Immediate risk: first who is told, everything else after.

use axum::http::StatusCode;

use super::take_call;
use crate::cast::Stage;

#[tokio::test]
async fn with_immediate_risk_the_next_page_asks_who_is_told() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    take_call(&stage, &mut cora, &[("about_name", "Quiet")]).await;
    for risk in ["unsure", "yes"] {
        let changes = [("about_name", "Danger"), ("immediate_risk", risk), ("due_date", "2026-03-20")];
        let call = take_call(&stage, &mut cora, &changes).await;
        let page = cora.page(&call).await;
        for number in ["tel:911", "tel:988", "tel:555-0100"] {
            let at = page.find(number).unwrap();
            assert!(at < page.find("name=\"told\"").unwrap(), "{number} stands on top");
        }
        let queue = cora.get("/first-calls").await.words();
        assert!(queue.contains("Immediate risk: nobody told yet"), "{queue}");
        assert!(queue.find("about Danger").unwrap() < queue.find("about Quiet").unwrap(), "{queue}");

        let early = cora.post(&format!("{call}/closing"), &[("reason", "declined")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.words().contains("write down first who was told"), "{}", early.words());

        let half = cora.post(&format!("{call}/crisis-responses"), &[("done", "Stayed on the line.")]).await;
        assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(half.body.contains("Stayed on the line."), "what was typed stays");
        let fields = [("told", "Sol, on call"), ("done", "Stayed on the line until the ambulance came.")];
        cora.submit(&format!("{call}/crisis-responses"), &fields).await;

        let page = cora.page(&call).await;
        assert!(!page.contains("name=\"told\"") && page.contains("until the ambulance came"));
        let queue = cora.get("/first-calls").await.words();
        assert!(!queue.contains("nobody told yet"), "{queue}");
        assert!(
            queue.find("about Quiet").unwrap() < queue.find("about Danger").unwrap(),
            "due later: {queue}"
        );
        cora.submit(&format!("{call}/closing"), &[("reason", "referred_elsewhere")]).await;
    }
}

#[tokio::test]
async fn nobody_is_enrolled_past_an_unanswered_risk() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let call = take_call(&stage, &mut cora, &[("immediate_risk", "yes")]).await;
    let reply = cora.post(&format!("{call}/enrollment"), &super::enrollment::brief(&[])).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.words().contains("write down first who was told"), "{}", reply.words());
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM enrollments WHERE first_call_id IS NOT NULL").await, 0);
}
