//! Counts of days: their person's own, two numbers that stand apart, and shown to whom they let.

use axum::http::StatusCode;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};

const READERS: &[&str] = &["ana", "sam", "sol", "cora"];

fn days(stage: &Stage) -> String {
    format!("/participants/{}/days", stage.ana)
}

/// The id in the first form of the page that undoes something of this kind.
fn id_of(page: &str, kind: &str) -> String {
    page.split(&format!("action=\"/{kind}/")).nth(1).unwrap().split('/').next().unwrap().to_string()
}

async fn counted(stage: &Stage, tier: &str) -> (String, String) {
    let (path, mut ana) = (days(stage), stage.visit_as("ana").await);
    ana.submit(&format!("{path}/starts"), &[("began_on", "2025-03-02"), ("start_tier", tier)]).await;
    ana.submit(&format!("{path}/returns"), &[("returned_on", "2026-02-20"), ("return_tier", "mine")]).await;
    let page = ana.page(&path).await;
    (id_of(&page, "day-count-starts"), id_of(&page, "day-count-returns"))
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let (path, (start, returned)) = (days(stage), counted(stage, "mine").await);
    vec![
        case("GET", "/participants/{id}/days", path.clone(), READERS),
        case("POST", "/participants/{id}/days/starts", format!("{path}/starts"), &["ana"]),
        case("POST", "/participants/{id}/days/returns", format!("{path}/returns"), &["ana"]),
        case("POST", "/participants/{id}/days/showing", format!("{path}/showing"), &["ana"]),
        case(
            "POST",
            "/day-count-starts/{id}/undoing",
            format!("/day-count-starts/{start}/undoing"),
            &["ana"],
        ),
        case(
            "POST",
            "/day-count-returns/{id}/undoing",
            format!("/day-count-returns/{returned}/undoing"),
            &["ana"],
        ),
    ]
}

#[tokio::test]
async fn a_return_takes_no_day_away_and_everything_can_be_taken_back() {
    let stage = Stage::set().await;
    let path = days(&stage);
    let mut ana = stage.visit_as("ana").await;
    assert!(ana.page(&path).await.contains("No days are counted"));
    let (start, returned) = counted(&stage, "mine").await;
    let page = ana.page(&path).await;
    assert!(page.contains(">365</b>") && page.contains(">10</b>"), "{page}");
    // Nothing stands on Today before they want it there; then what they chose, under their own name.
    assert!(!ana.page("/today").await.contains(">365</b>"));
    let shown = [("shown", "both"), ("called", "days on my path")];
    ana.submit(&format!("{path}/showing"), &shown).await;
    let today = ana.page("/today").await;
    assert!(today.contains(">365</b> <span>days on my path") && today.contains(">10</b>"), "{today}");
    ana.submit(&format!("{path}/showing"), &[("shown", "total")]).await;
    let today = ana.page("/today").await;
    assert!(today.contains(">365</b>") && !today.contains(">10</b>"));
    ana.submit(&format!("/day-count-returns/{returned}/undoing"), &[]).await;
    assert!(!ana.page(&path).await.contains(">10</b>"));
    // A newer day counts until it is taken back; then the one before it counts again.
    ana.submit(&format!("{path}/starts"), &[("began_on", "2026-02-28"), ("start_tier", "mine")]).await;
    let page = ana.page(&path).await;
    assert!(page.contains(">2</b>"), "{page}");
    let newer = id_of(&page, "day-count-starts");
    assert_ne!(newer, start);
    ana.submit(&format!("/day-count-starts/{newer}/undoing"), &[]).await;
    assert!(ana.page(&path).await.contains(">365</b>"));
}

#[tokio::test]
async fn the_days_have_the_readers_that_were_chosen() {
    let stage = Stage::set().await;
    let path = days(&stage);
    counted(&stage, "mine").await;
    for name in ["sam", "sol", "cora"] {
        let page = stage.visit_as(name).await.page(&path).await;
        assert!(page.contains("Nothing to read here") && !page.contains(">365</b>"), "{name}");
    }
    // What is told nobody stands in no log of the record either.
    let log = stage.visit_as("cora").await.page(&format!("/participants/{}/openings", stage.ana)).await;
    assert!(!log.contains("count of days"), "{log}");
    counted(&stage, "ours").await;
    let page = stage.visit_as("sam").await.page(&path).await;
    assert!(page.contains(">365</b>") && !page.contains(">10</b>"), "the return stays Ana's: {page}");
    assert!(!page.contains("began_on"), "nobody counts for her");
    for name in ["sol", "cora"] {
        assert!(!stage.visit_as(name).await.page(&path).await.contains(">365</b>"), "{name}");
    }
}

#[tokio::test]
async fn a_day_ahead_is_asked_about_and_what_was_typed_stays() {
    let stage = Stage::set().await;
    let path = days(&stage);
    let mut ana = stage.visit_as("ana").await;
    let ahead = [("began_on", "2027-01-01"), ("start_tier", "ours")];
    let reply = ana.post(&format!("{path}/starts"), &ahead).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.body.contains("still ahead") && reply.body.contains("2027-01-01"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM day_count_starts").await, 0);
}
