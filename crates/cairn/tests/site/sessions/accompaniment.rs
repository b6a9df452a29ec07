//! Going along to an appointment.

use axum::http::StatusCode;

use super::{note, planned, planned_at};
use crate::cast::Stage;

#[tokio::test]
async fn sam_goes_along_to_court_and_the_way_there_is_never_billed() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let id = planned(&stage, &mut sam).await;
    let session = format!("/sessions/{id}");
    let early = sam.post(&format!("{session}/accompaniment/outcome"), &[("travel_minutes", "40")]).await;
    assert!(early.body.contains("where you went"), "{}", early.words());
    let agreed = [("kind", "court"), ("part", "when_asked"), ("what_for", "The hearing about the license.")];
    let mut ana = stage.visit_as("ana").await;
    ana.submit(&format!("{session}/accompaniment"), &agreed).await;
    for name in ["sam", "ana", "sol"] {
        let page = stage.visit_as(name).await.page(&session).await;
        assert!(page.contains("Court") && page.contains("The hearing"), "{name}");
    }
    let plans = stage.visit_as("cora").await.page(&session).await;
    assert!(plans.contains("Court") && !plans.contains("The hearing"), "who plans reads no words");

    sam.submit(&format!("{session}/note"), &note(&[("action", "send")])).await;
    let told = [("travel_minutes", "40"), ("outcome", "Moved to May."), ("next_on", "2026-05-04")];
    sam.submit(&format!("{session}/accompaniment/outcome"), &told).await;
    let page = sam.page(&session).await;
    assert!(page.contains("40 minutes of travel, not billed") && page.contains("May 4, 2026"));
    assert!(
        sam.page(&format!("/participants/{}/sessions", stage.ana)).await.contains("Court"),
        "in the list"
    );
    // 52 minutes there, whatever the way took; a way of its own in the dose.
    let dose = sam.page(&format!("/participants/{}/dose", stage.ana)).await;
    assert!(dose.contains("Going along") && dose.contains(">52<") && !dose.contains(">92<"), "{dose}");
    assert_eq!(stage.count("SELECT MAX(units) AS n FROM note_versions").await, 3, "units of 52 minutes");
}

#[tokio::test]
async fn agreeing_anew_counts_and_the_outcome_waits_for_the_session() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let id = planned_at(&stage, &mut sam, "2026-03-12", "09:00").await;
    let page = format!("/sessions/{id}/accompaniment");
    let incomplete = sam.post(&page, &[("kind", "clinic")]).await;
    assert_eq!(incomplete.status, StatusCode::UNPROCESSABLE_ENTITY);
    sam.submit(&page, &[("kind", "clinic"), ("part", "silent")]).await;
    let early = sam.post(&format!("{page}/outcome"), &[("travel_minutes", "5")]).await;
    assert!(early.body.contains("not begun yet"), "{}", early.words());
    sam.submit(&page, &[("kind", "housing"), ("part", "speaks")]).await;
    let shown = sam.page(&format!("/sessions/{id}")).await;
    assert!(shown.contains("Housing") && !shown.contains("Doctor or clinic"));
    sam.submit(&page, &[("nowhere", "yes")]).await;
    assert!(!sam.page(&format!("/sessions/{id}")).await.contains("Housing"));
    let mut sol = stage.visit_as("sol").await;
    assert_eq!(sol.get(&page).await.status, StatusCode::NOT_FOUND, "read, not planned, by supervisors");
    let fields = [
        ("date", "2026-03-20"),
        ("time", "09:00"),
        ("minutes", "60"),
        ("mode", "in_person"),
        ("setting", "court"),
        ("accompany", "yes"),
    ];
    let next = sam.submit(&format!("/participants/{}/sessions", stage.ana), &fields).await;
    assert!(next.ends_with("/accompaniment"), "{next}");
}
