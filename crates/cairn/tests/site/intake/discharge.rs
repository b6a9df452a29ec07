//! How an enrollment ends, and how it begins again.

use axum::http::StatusCode;
use jiff::SignedDuration;

use crate::cast::Stage;

const ENDING: &[(&str, &str)] = &[
    ("reason", "moved"),
    ("last_contact_on", "2026-03-01"),
    ("alumni_calls", "yes"),
    ("words", "Back home to her sister."),
];

#[tokio::test]
async fn a_discharge_ends_the_match_and_a_return_is_welcome() {
    let stage = Stage::set().await;
    let (mut cora, mut sam) = (stage.visit_as("cora").await, stage.visit_as("sam").await);
    let here = format!("/participants/{}", stage.ana);
    let page = cora.get(&format!("{here}/discharge")).await.words();
    assert!(page.contains("This ends the match with Sam Okafor"), "{page}");
    cora.submit(&format!("{here}/discharge"), ENDING).await;

    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM endings WHERE wished_by = 'program'").await, 1);
    assert_eq!(sam.get(&here).await.status, StatusCode::NOT_FOUND, "the match has ended");
    let overview = cora.get(&here).await.words();
    for words in
        ["Not enrolled at present", "Moved away", "Alumni calls are welcome", "Back home to her sister."]
    {
        assert!(overview.contains(words), "{words}: {overview}");
    }
    assert!(cora.get("/participants?state=discharged").await.words().contains("Ana Ruiz"));
    assert!(!cora.get("/participants").await.words().contains("Ana Ruiz"));
    let again = cora.post(&format!("{here}/discharge"), ENDING).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.words());

    let own = stage.visit_as("ana").await.get(&here).await.words();
    assert!(own.contains("You can come back on any day"), "{own}");

    stage.advance(SignedDuration::from_hours(24 * 40));
    let mut cora = stage.visit_as("cora").await;
    cora.submit(&format!("{here}/return"), &[]).await;
    let overview = cora.get(&here).await.words();
    assert!(overview.contains("Came back") && overview.contains("Sat, Apr 11, 2026"), "{overview}");
    assert!(overview.contains("Moved away"), "the first enrollment keeps its ending: {overview}");
    assert!(cora.get("/participants").await.words().contains("Ana Ruiz"));
    let twice = cora.post(&format!("{here}/return"), &[]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM enrollments").await, 3);
}

#[tokio::test]
async fn a_wrong_discharge_keeps_what_was_typed_and_changes_nothing() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let path = format!("/participants/{}/discharge", stage.bo);
    let reply = cora.post(&path, &[("words", "Found work upstate.")]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["Found work upstate.", r##"href="#reason""##, r##"href="#alumni_calls""##] {
        assert!(reply.body.contains(part), "{part}");
    }
    let tomorrow = [("reason", "moved"), ("alumni_calls", "no"), ("last_contact_on", "2026-03-03")];
    let reply = cora.post(&path, &tomorrow).await;
    assert!(reply.words().contains("Please choose today or a day before"), "{}", reply.words());
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM discharges").await, 0);
}

#[tokio::test]
async fn nobody_is_asked_about_calls_to_somebody_who_died() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    cora.submit(&format!("/participants/{}/discharge", stage.bo), &[("reason", "died")]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM discharges WHERE alumni_calls = 0").await, 1);
}
