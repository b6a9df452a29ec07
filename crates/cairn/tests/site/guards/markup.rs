//! What a person types is shown as they typed it, wherever it is shown: markup in it does nothing.

use crate::cast::Stage;

const PAYLOAD: &str = "<img src=x onerror=alert(1)> & \"quoted\" </textarea><b>bold</b>";

fn harmless(page: &str, whence: &str) {
    for dangerous in ["<img src=x", "<b>bold</b>", "</textarea><b>"] {
        assert!(!page.contains(dangerous), "{whence} shows typed markup as markup");
    }
}

#[tokio::test]
async fn typed_markup_stays_text() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let planned = [
        ("date", "2026-03-02"),
        ("time", "09:00"),
        ("minutes", "45"),
        ("mode", "in_person"),
        ("setting", "center"),
        ("place", PAYLOAD),
    ];
    let session = sam.submit(&format!("/participants/{}/sessions", stage.ana), &planned).await;
    let note = [
        ("date", "2026-03-02"),
        ("start", "09:00"),
        ("end", "09:40"),
        ("mode", "in_person"),
        ("setting", "center"),
        ("did", PAYLOAD),
        ("response", PAYLOAD),
        ("next_step", PAYLOAD),
        ("billing", "billable"),
        ("action", "send"),
    ];
    let session = session.trim_end_matches("/note").to_string();
    sam.submit(&format!("{session}/note"), &note).await;
    sam.submit(&format!("/participants/{}/goals", stage.ana), &[("words", PAYLOAD), ("why", PAYLOAD)]).await;
    let record = format!("/participants/{}", stage.ana);
    for name in ["sam", "ana", "sol"] {
        let mut visitor = stage.visit_as(name).await;
        let pages = [
            session.clone(),
            format!("{session}/note/versions"),
            format!("{record}/sessions"),
            format!("{record}/plan"),
            record.clone(),
            "/today".to_string(),
        ];
        for path in pages {
            let reply = visitor.get(&path).await;
            harmless(&reply.body, &format!("{path} for {name}"));
        }
    }
    let shown = stage.visit_as("ana").await.page(&session).await;
    assert!(shown.contains("&#60;img src=x"), "the words themselves must be there");
    // A form that comes back with what was typed does not run it either.
    let wrong = [("words", PAYLOAD), ("importance", "99")];
    harmless(
        &sam.post(&format!("/participants/{}/goals", stage.ana), &wrong).await.body,
        "a form that came back",
    );
}
