//! My privacy: what it says is what is so.

use axum::http::StatusCode;

use super::{link, signed};
use crate::cast::{CAST, Stage};

#[tokio::test]
async fn whoever_is_named_as_opening_the_record_can_and_nobody_else_can() {
    let stage = Stage::set().await;
    let page = stage.visit_as("ana").await.page(&format!("/participants/{}/privacy", stage.ana)).await;
    for (key, name, _) in CAST.into_iter().filter(|(key, ..)| *key != "ana") {
        let sentence = page.split("<p>").find(|sentence| sentence.contains(name)).unwrap_or_default();
        let says = sentence.contains("can open your record") && !sentence.contains("can not open");
        let opens = stage.visit_as(key).await.get(&format!("/participants/{}/plan", stage.ana)).await;
        assert_eq!(says, opens.status == StatusCode::OK, "{name}: {sentence}");
    }
    assert!(!page.contains("Mia Ruiz") && !page.contains("Tess Malone") && !page.contains("Bo Chen"));
}

#[tokio::test]
async fn it_leads_to_what_can_be_done() {
    let stage = Stage::set().await;
    let consent = signed(&stage).await;
    let mut ana = stage.visit_as("ana").await;
    let today = ana.page("/today").await;
    let privacy = ana.page(&link(&today, &format!("/participants/{}/privacy", stage.ana))).await;
    for part in ["id=\"now\"", "id=\"looked\"", "id=\"consents\"", "id=\"limits\""] {
        assert!(privacy.contains(part), "{part}");
    }
    assert!(privacy.contains("You said yes to tell Mia Ruiz"));
    for to in [format!("{consent}/preview"), format!("{consent}/revocations/new"), consent] {
        assert_eq!(ana.get(&link(&privacy, &to)).await.status, StatusCode::OK, "{to}");
    }
    // Who looked is on the page as soon as somebody did.
    stage.visit_as("sam").await.page(&format!("/participants/{}/plan", stage.ana)).await;
    let privacy = ana.page(&format!("/participants/{}/privacy", stage.ana)).await;
    assert!(privacy.contains("Sam Okafor, as Peer supporter"), "{privacy}");
}

#[tokio::test]
async fn the_privacy_officer_reads_consents_and_not_the_record() {
    let stage = Stage::set().await;
    let consent = signed(&stage).await;
    let mut pia = stage.visit_as("pia").await;
    let list = pia.page("/consents").await;
    let page = pia.page(&link(&list, &consent)).await;
    assert!(page.contains("Mia Ruiz") && !page.contains("revocations/new") && !page.contains("/preview"));
    assert_eq!(pia.get(&format!("/participants/{}/plan", stage.ana)).await.status, StatusCode::NOT_FOUND);
    // Ana can read that it was looked at.
    let openings = stage.visit_as("ana").await.page(&format!("/participants/{}/openings", stage.ana)).await;
    assert!(openings.contains("Pia Moreau"));
    let doubt = [("doubt", "She says that she never signed it")];
    pia.submit(&format!("{consent}/doubts"), &doubt).await;
    assert!(pia.page(&consent).await.contains("On hold, may be false"));
}
