//! Answers that tell of thoughts of dying: help at once, whoever reads them told, and nothing sent where nobody reads them.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::answers;
use crate::cast::Stage;

/// Ana's WHO-5 is low (1+1+1+1+1 = 5, times 4 is 20), so that the PHQ-9 is offered.
async fn low(stage: &Stage) -> String {
    let assessments = format!("/participants/{}/assessments", stage.ana);
    let mut ana = stage.visit_as("ana").await;
    assert_eq!(
        ana.get(&format!("{assessments}/phq9")).await.status,
        StatusCode::NOT_FOUND,
        "never by itself"
    );
    ana.submit(&format!("{assessments}/who5"), &answers(&["1"; 5])).await;
    assert!(ana.page(&assessments).await.contains(&format!("{assessments}/phq9")), "offered, by a link");
    format!("{assessments}/phq9")
}

#[tokio::test]
async fn who_answers_alone_is_led_to_help_and_their_readers_find_it_today() {
    let stage = Stage::set().await;
    let phq9 = low(&stage).await;
    let mut ana = stage.visit_as("ana").await;
    let page = ana.page(&phq9).await;
    let beside = page.split("id=\"item-9\"").nth(1).unwrap();
    let beside = beside.split("</fieldset>").next().unwrap();
    assert!(beside.contains("href=\"/help-now\""), "{beside}");
    // Item 9 alone, whatever else is left out.
    let help = ana.submit(&phq9, &[("item-9", "1"), ("tier", "ours")]).await;
    assert!(help.starts_with("/assessments/") && help.ends_with("/help"), "{help}");
    let words = ana.get(&help).await.words();
    for told in [
        "988",
        "911",
        "Your own plan for hard hours",
        "You and Sam Okafor",
        "asked to talk with you that day",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
    let mut sam = stage.visit_as("sam").await;
    let today = sam.get("/today").await;
    assert!(
        today.words().contains("Needs a look today") && today.words().contains("Ana Ruiz"),
        "{}",
        today.words()
    );
    for name in ["sol", "cora", "tess"] {
        let mut visitor = stage.visit_as(name).await;
        assert!(!visitor.get("/today").await.words().contains("Needs a look today"), "{name}: between two");
        assert_eq!(visitor.get(&help).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    // It stays until somebody was there.
    let at = help.trim_end_matches("/help");
    assert!(sam.get(at).await.words().contains("talk with Ana Ruiz today"));
    sam.submit(&format!("{at}/looks"), &[("done", "could_not_reach")]).await;
    assert!(sam.get("/today").await.words().contains("Needs a look today"));
    sam.submit(&format!("{at}/looks"), &[("done", "talked")]).await;
    assert!(!sam.get("/today").await.words().contains("Needs a look today"));
    assert!(sam.get(at).await.words().contains("We talked today"));
    assert_eq!(ana.post(&format!("{at}/looks"), &[("done", "talked")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_kept_for_oneself_is_on_nobody_s_page_and_the_page_says_so() {
    let stage = Stage::set().await;
    let phq9 = low(&stage).await;
    let mut ana = stage.visit_as("ana").await;
    let help = ana.submit(&phq9, &[("item-9", "3"), ("tier", "mine")]).await;
    let words = ana.get(&help).await.words();
    assert!(words.contains("Nobody here reads it, and nothing was sent to anybody"), "{words}");
    let at = help.trim_end_matches("/help");
    assert!(ana.get(at).await.words().contains("Nearly every day"), "it is Ana's own");
    for name in ["sam", "sol", "cora"] {
        let mut visitor = stage.visit_as(name).await;
        assert!(!visitor.get("/today").await.words().contains("Needs a look today"), "{name}");
        assert_eq!(visitor.get(at).await.status, StatusCode::NOT_FOUND, "{name}");
        let listed = visitor.get(&format!("/participants/{}/assessments", stage.ana)).await.words();
        assert!(
            !listed.contains("Needs a look today") && listed.contains("Kept among few"),
            "{name}: {listed}"
        );
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM reminders").await, 0);
    // Ana may let somebody read it after all; then it is on their page.
    ana.submit(&format!("{at}/tier"), &[("tier", "supervised")]).await;
    assert!(stage.visit_as("sol").await.get("/today").await.words().contains("Needs a look today"));
}

#[tokio::test]
async fn read_aloud_by_phone_it_leads_to_what_to_do_now() {
    let stage = Stage::set().await;
    let phq9 = low(&stage).await;
    let ana = stage.person("ana");
    let spanish = move |tx: &mut cairn_db::Tx<'_>| {
        tx.execute("UPDATE people SET language = 'es' WHERE id = $1", cairn_db::params![ana])
    };
    stage.app.db.write(spanish).await.unwrap();
    let mut sam = stage.visit_as("sam").await;
    let page = sam.get(&phq9).await;
    // Ana speaks Spanish, and there is no official Spanish text: the page says that it shows English.
    assert!(page.body.contains("Little interest or pleasure in doing things"), "{}", page.words());
    assert!(page.words().contains("no official translation"), "{}", page.words());
    let fields = [("status", "answered"), ("mode", "phone"), ("item-9", "2"), ("tier", "supervised")];
    let place = sam.submit(&phq9, &fields).await;
    assert!(place.starts_with("/crises/new?") && place.contains(&stage.ana.to_string()), "{place}");
    let now = sam.get(&place).await;
    for told in ["What to do now", "988", "You do not judge this alone"] {
        assert!(now.words().contains(told), "{told}: {}", now.words());
    }
    assert!(now.body.contains("value=\"self_harm\" checked"), "what it is about is filled in");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM assessments WHERE mode = 'phone'").await, 1);
    let supervisor = stage.visit_as("sol").await.get("/today").await.words();
    assert!(
        supervisor.contains("Needs a look today") && !supervisor.contains("better off dead"),
        "{supervisor}"
    );
    // A week later it is no longer news.
    stage.advance(SignedDuration::from_hours(24 * 8));
    assert!(!stage.visit_as("sol").await.get("/today").await.words().contains("Needs a look today"));
}
