//! The privacy officer's first page.

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};

pub async fn permissions(_stage: &Stage) -> Vec<Case> {
    vec![case("GET", "/privacy-desk", "/privacy-desk", &["pia"])]
}

#[tokio::test]
async fn what_waits_is_in_the_order_of_its_days_and_late_things_say_so() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    assert!(pia.page("/privacy-desk").await.contains("Nothing waits"));
    crate::incidents::incident(&mut pia, "2026-02-20").await;
    crate::complaints::complain(&mut stage.stranger(), "They spoke too loudly.").await;
    let page = pia.page("/privacy-desk").await;
    let (complaint, incident) = (page.find("Answer a complaint"), page.find("Assess an incident"));
    assert!(
        complaint.is_some() && complaint < incident,
        "the complaint is due on April 1, the incident on April 21"
    );
    assert!(!page.contains("Overdue"));
    assert!(pia.page("/today").await.contains("Assess an incident"));
    stage.advance(jiff::SignedDuration::from_hours(24 * 35));
    let mut pia = stage.visit_as("pia").await;
    assert_eq!(pia.page("/privacy-desk").await.matches("Overdue").count(), 1);
    assert!(!stage.visit_as("ada").await.page("/today").await.contains("Assess an incident"));
}
