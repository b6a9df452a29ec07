//! Somebody is looked for, in a safe way, until they are found or say no.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::{begun, call};
use crate::cast::Stage;

#[tokio::test]
async fn a_warm_hand_off_is_tried_found_and_led_to_enrollment() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let call = call(&stage, &mut cora, "yes", "no").await;
    let sam = stage.person("sam").to_string();
    let fields = [
        ("why", "warm_hand_off"),
        ("place", "Bed 12"),
        ("owner", sam.as_str()),
        ("first_on", "2026-03-02"),
        ("every_days", "7"),
        ("until_on", "2026-05-31"),
    ];
    let effort = cora.submit(&format!("{call}/outreach"), &fields).await;
    let again = cora.post(&format!("{call}/outreach"), &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "one effort at a time");

    let mut sam = stage.visit_as("sam").await;
    assert!(sam.page("/today").await.contains("Lee Park"), "on the day of the one who tries");
    assert!(sam.page("/outreach").await.contains("Bed 12"));
    let page = sam.page(&effort).await;
    assert!(page.contains("not of the person it is about") && page.contains("555-0140"));
    assert!(page.contains("whoever called (Hospital)"), "whose number it is: {page}");
    assert!(!page.contains("value=\"message_left\""), "no message may be left");
    let left =
        sam.post(&format!("{effort}/attempts"), &[("way", "phone"), ("outcome", "message_left")]).await;
    assert!(left.body.contains("so none is left"), "{}", left.words());
    sam.submit(&format!("{effort}/attempts"), &[("way", "visit"), ("outcome", "not_there")]).await;
    assert!(!sam.page("/outreach").await.contains("Lee Park"), "not before next week");
    stage.advance(SignedDuration::from_hours(7 * 24));
    let mut sam = stage.visit_as("sam").await;
    assert!(sam.page("/outreach").await.contains("Lee Park"));
    sam.submit(
        &format!("{effort}/attempts"),
        &[("way", "visit"), ("outcome", "reached"), ("next_on", "2026-03-10")],
    )
    .await;
    let mut cora = stage.visit_as("cora").await;
    let person = [
        ("name", "Lee Park"),
        ("language", "en"),
        ("preferred_contact", "phone"),
        ("agree_enroll", "yes"),
        ("given_how", "in_person"),
    ];
    cora.submit(&format!("{call}/enrollment"), &person).await;
    assert!(cora.page(&effort).await.contains("We are in touch"), "enrolling ends it");
}

#[tokio::test]
async fn a_wish_not_to_be_contacted_stops_at_once_and_only_a_newer_one_undoes_it() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let bo = format!("/participants/{}", stage.bo);
    let effort = begun(&stage, &mut cora, &bo, "sam").await;
    let calls = crate::telephone_support::begun(&stage, &mut cora, &bo, Some("gus")).await;
    let mut sam = stage.visit_as("sam").await;
    let mut gus = stage.visit_as("gus").await;
    assert!(
        sam.page("/outreach").await.contains("Bo Chen")
            && gus.page("/telephone-support").await.contains("Bo Chen")
    );

    sam.submit(&format!("{effort}/attempts"), &[("way", "street"), ("outcome", "asked_not_to")]).await;
    for page in ["/outreach", "/today"] {
        assert!(!sam.page(page).await.contains("Bo Chen"), "{page}");
        assert!(!gus.page("/telephone-support").await.contains("Bo Chen"), "the calls wait too");
    }
    let more = sam.post(&format!("{effort}/attempts"), &[("way", "visit"), ("outcome", "reached")]).await;
    assert_eq!(more.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken = gus.post(&format!("{calls}/claim"), &[]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(cora.page("/outreach?show=held").await.contains("Bo Chen"));

    let mut own = stage.visit_as("bo").await;
    own.submit(&format!("{bo}/contact-wishes"), &[("wish", "contact")]).await;
    stage.advance(SignedDuration::from_hours(7 * 24));
    assert!(
        stage.visit_as("sam").await.page("/outreach").await.contains("Bo Chen"),
        "it goes on where it was"
    );
    assert!(stage.visit_as("gus").await.page("/telephone-support").await.contains("Bo Chen"));
}

#[tokio::test]
async fn what_is_not_safe_is_not_offered_and_others_find_nothing() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let owner = stage.person("cora").to_string();
    let call = call(&stage, &mut cora, "no", "no").await;
    let fields = [
        ("why", "first_call"),
        ("owner", owner.as_str()),
        ("first_on", "2026-03-02"),
        ("every_days", "1"),
        ("until_on", "2026-03-03"),
    ];
    let effort = cora.submit(&format!("{call}/outreach"), &fields).await;
    let page = cora.page(&effort).await;
    assert!(!page.contains("tel:555-0140") && !page.contains("value=\"phone\""), "no call that is not safe");
    let refused = cora.post(&format!("{effort}/attempts"), &[("way", "text"), ("outcome", "sent")]).await;
    assert!(refused.body.contains("not safe to call or text"), "{}", refused.words());
    for name in ["sam", "tess", "sol", "gus", "ana"] {
        let status = stage.visit_as(name).await.get(&effort).await.status;
        assert_eq!(status, StatusCode::NOT_FOUND, "{name}");
    }
    cora.submit(&format!("{effort}/attempts"), &[("way", "letter"), ("outcome", "sent")]).await;
    stage.advance(SignedDuration::from_hours(24));
    let mut cora = stage.visit_as("cora").await;
    cora.submit(&format!("{effort}/attempts"), &[("way", "visit"), ("outcome", "not_there")]).await;
    assert!(cora.page(&effort).await.contains("The plan is over"));
}
