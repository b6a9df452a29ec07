//! Check-ins: made in a few taps, read by those who were chosen.

use axum::http::StatusCode;

use crate::cast::Stage;

/// A check-in of Ana's that her supporter reads, and its id.
pub async fn made(stage: &Stage) -> String {
    let path = format!("/participants/{}/check-ins", stage.ana);
    let mut ana = stage.visit_as("ana").await;
    ana.submit(&path, &[("mood", "4"), ("halt", "tired"), ("words", "Long night"), ("tier", "ours")]).await;
    let page = ana.page(&path).await;
    page.split("action=\"/check-ins/").nth(1).unwrap().split('/').next().unwrap().to_string()
}

#[tokio::test]
async fn a_check_in_has_the_readers_that_were_chosen() {
    let stage = Stage::set().await;
    let path = format!("/participants/{}/check-ins", stage.ana);
    let mut ana = stage.visit_as("ana").await;
    let form = ana.page(&path).await;
    assert!(form.contains("id=\"mood-skip\" name=\"mood\" value=\"\""), "a tap is taken back: {form}");
    for (words, tier) in
        [("for-me", "mine"), ("for-us", "ours"), ("for-three", "supervised"), ("for-all", "team")]
    {
        ana.submit(&path, &[("mood", ""), ("words", words), ("tier", tier)]).await;
    }
    let reads: [(&str, &[&str]); 4] = [
        ("ana", &["for-me", "for-us", "for-three", "for-all"]),
        ("sam", &["for-us", "for-three", "for-all"]),
        ("sol", &["for-three", "for-all"]),
        ("cora", &["for-all"]),
    ];
    for (reader, words) in reads {
        let page = stage.visit_as(reader).await.page(&path).await;
        for word in ["for-me", "for-us", "for-three", "for-all"] {
            assert_eq!(page.contains(word), words.contains(&word), "{reader} and {word}");
        }
    }
}

#[tokio::test]
async fn its_readers_are_narrowed_by_either_and_widened_by_who_made_it() {
    let stage = Stage::set().await;
    let path = format!("/participants/{}/check-ins", stage.ana);
    let check_in = made(&stage).await;
    let tier = format!("/check-ins/{check_in}/tier");
    let mut sam = stage.visit_as("sam").await;
    let wider = sam.post(&tier, &[("tier", "team")]).await;
    assert!(!wider.status.is_redirection(), "{}", wider.words());
    let mut ana = stage.visit_as("ana").await;
    ana.submit(&tier, &[("tier", "team")]).await;
    assert!(stage.visit_as("cora").await.page(&path).await.contains("Long night"));
    sam.submit(&tier, &[("tier", "ours")]).await;
    assert!(!stage.visit_as("cora").await.page(&path).await.contains("Long night"));
    // To oneself is for the participant alone.
    assert_eq!(sam.post(&tier, &[("tier", "mine")]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn nothing_is_asked_twice_and_something_must_be_said() {
    let stage = Stage::set().await;
    let path = format!("/participants/{}/check-ins", stage.ana);
    let mut sam = stage.visit_as("sam").await;
    let empty = sam.post(&path, &[("tier", "ours")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = sam.post(&path, &[("mood", "11"), ("words", "typed words"), ("tier", "ours")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("typed words"), "what was typed stays");
    let key = "0198f0c4-8f6e-7cc1-a7a2-5a1b2c3d4e5f";
    for _ in 0..2 {
        sam.submit(&path, &[("mood", "7"), ("tier", "ours"), ("form_key", key)]).await;
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM check_ins").await, 1);
}

#[tokio::test]
async fn one_that_waited_for_a_network_keeps_the_time_it_was_made() {
    let stage = Stage::set().await;
    let path = format!("/participants/{}/check-ins", stage.ana);
    let mut sam = stage.visit_as("sam").await;
    sam.submit(&path, &[("mood", "7"), ("tier", "ours"), ("made_at", "2026-02-27T14:00:00Z")]).await;
    let page = sam.page(&path).await;
    assert!(page.contains("Feb 27") || page.contains("February 27"), "{page}");
    let old = sam.post(&path, &[("mood", "7"), ("tier", "ours"), ("made_at", "2026-01-01T14:00:00Z")]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn help_is_offered_after_a_hard_one_and_nothing_is_sent() {
    let stage = Stage::set().await;
    let path = format!("/participants/{}/check-ins", stage.ana);
    let mut ana = stage.visit_as("ana").await;
    let easy = ana.submit(&path, &[("mood", "8"), ("craving", "1"), ("tier", "mine")]).await;
    let page = ana.page(&easy).await;
    assert!(page.contains("Remember what helped") && !page.contains("tel:988"), "{page}");
    for hard in [("craving", "9"), ("words", "I want to die")] {
        let kept = ana.submit(&path, &[hard, ("halt", "lonely"), ("tier", "mine")]).await;
        let page = ana.page(&kept).await;
        for part in ["tel:988", "tel:555-0100", "/safety-plan", "/tools", "Nothing was sent", "Lonely: call"]
        {
            assert!(page.contains(part), "{part} after {hard:?}: {page}");
        }
        // Told nobody: for everybody else it is not there.
        for name in ["sam", "sol", "cora", "bo"] {
            assert_eq!(stage.visit_as(name).await.get(&kept).await.status, StatusCode::NOT_FOUND, "{name}");
        }
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM crises").await, 0);
    assert!(!stage.visit_as("sam").await.page("/today").await.contains("I want to die"));
}

#[tokio::test]
async fn a_check_in_is_one_small_request() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    // Everything tapped, and the longest line in letters that take the most room.
    let line = "\u{1F331}".repeat(140);
    let fields = [
        ("form_key", "0198f0c4-8f6e-7cc1-a7a2-5a1b2c3d4e5f"),
        ("made_at", "2026-03-02T14:59:59.000Z"),
        ("mood", "10"),
        ("craving", "10"),
        ("halt", "hungry"),
        ("halt", "angry"),
        ("halt", "lonely"),
        ("halt", "tired"),
        ("words", line.as_str()),
        ("tier", "supervised"),
    ];
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    assert!(body.len() < 2000, "{} bytes", body.len());
    // The form on Today asks for nothing more than that, and one sending keeps it.
    let today = ana.page("/today").await;
    let form = today.split("id=\"check-in\"").nth(1).unwrap().split("</form>").next().unwrap();
    let names: std::collections::BTreeSet<&str> =
        form.split(" name=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(names.iter().all(|name| fields.iter().any(|(known, _)| known == name)), "{names:?}");
    let kept = ana.submit(&format!("/participants/{}/check-ins", stage.ana), &fields).await;
    assert!(ana.page(&kept).await.contains("Kept."));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM check_ins").await, 1);
}
