//! A supporter's profile: theirs to write, and shown as they said.

use axum::http::StatusCode;

use super::{execute, profile};
use crate::cast::Stage;

#[tokio::test]
async fn sam_says_what_may_be_shown_and_what_not() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let path = format!("/peer-supporters/{}", stage.sam);
    let fields = [
        ("languages", "en"),
        ("languages", "ase"),
        ("parenting-single_parent", "may_be_shown"),
        ("justice-prison", "matching_only"),
        ("times", "1-evening"),
        ("gender", "man"),
        ("capacity", "8"),
        ("video_link", "https://video.example.org/sam"),
    ];
    profile(&mut sam, stage.sam, &fields).await;
    let form = sam.page(&format!("{path}/profile")).await;
    assert!(form.contains("<option value=\"matching_only\" selected>For matching only</option>"));
    assert!(form.contains("id=\"times-1-evening\" name=\"times\" value=\"1-evening\" checked"));
    // What the page says others see is what others see, and the hidden item is not in it.
    for name in ["sam", "sol", "cora"] {
        let page = stage.visit_as(name).await.page(&path).await;
        for shown in ["Raising children alone", "American Sign Language", "Tue evening", "1 of 8"] {
            assert!(page.contains(shown), "{name} misses {shown}");
        }
        assert!(!page.contains("Time in prison"), "{name} reads what is for matching only");
    }
    // Saved anew, the earlier items are gone.
    profile(&mut sam, stage.sam, &[("languages", "en")]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM shared_experiences").await, 0);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM audit_entries WHERE object_kind = 'profile'").await, 2);
}

#[tokio::test]
async fn a_profile_with_mistakes_comes_back_with_everything_in_it() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let fields = [
        ("work-farm", "may_be_shown"),
        ("justice-prison", "tell_everyone"),
        ("times", "8-night"),
        ("capacity", "99"),
        ("video_link", "javascript:alert(1)"),
    ];
    let reply = sam.post(&format!("/peer-supporters/{}/profile", stage.sam), &fields).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in [
        "Please choose at least one language",
        "Please choose one from the list",
        "Please write a number from 1 to 15",
        "Please paste a link that starts with https://",
    ] {
        assert!(reply.body.contains(told), "{told}: {}", reply.words());
    }
    assert!(
        reply.body.contains("<option value=\"may_be_shown\" selected>"),
        "nothing that was typed is lost"
    );
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM shared_experiences").await, 0);
}

#[tokio::test]
async fn a_pause_is_one_pause_and_ends() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let path = format!("/peer-supporters/{}", stage.sam);
    sam.submit(&format!("{path}/pause"), &[]).await;
    sam.submit(&format!("{path}/pause"), &[]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM supporter_pauses").await, 1);
    assert!(stage.visit_as("sol").await.page("/peer-supporters").await.contains("Paused"));
    sam.submit(&format!("{path}/resume"), &[]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM supporter_pauses WHERE resumed_at IS NULL").await, 0);
}

#[tokio::test]
async fn a_supervisor_lists_their_own_and_a_load_near_the_limit_shows() {
    let stage = Stage::set().await;
    let page = stage.visit_as("sol").await.page("/peer-supporters").await;
    assert!(page.contains("Sam Okafor") && !page.contains("Tess Malone"));
    assert!(page.contains("badge--moss\">1 of 12"), "{page}");
    execute(&stage, "UPDATE peer_supporters SET capacity = 1", vec![]).await;
    let page = stage.visit_as("cora").await.page("/peer-supporters").await;
    assert!(page.contains("badge--clay\">1 of 1") && page.contains("badge--moss\">0 of 1"));
}

#[tokio::test]
async fn wishes_with_mistakes_are_not_saved() {
    let stage = Stage::set().await;
    let mut bo = stage.visit_as("bo").await;
    let path = format!("/participants/{}/wishes", stage.bo);
    let reply = bo.post(&path, &[("life_stage-midlife", "9"), ("language", "klingon")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM wishes").await, 0);
    assert_eq!(bo.post(&path, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "a language is needed");
}
