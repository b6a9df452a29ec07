//! A consent as it is written on the phone: step by step, kept at every step, and shown before it is signed.

use axum::http::StatusCode;

use super::{TO_MOTHER, draft, link, sign_own};
use crate::cast::Stage;

#[tokio::test]
async fn a_participant_says_yes_step_by_step_and_sees_what_it_means() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let plan = format!("/participants/{}/goals", stage.ana);
    ana.submit(&plan, &[("words", "Sing in a choir again")]).await;

    let consent = draft(&stage, &mut ana, "general", &TO_MOTHER[..2]).await;
    let page = ana.page(&consent).await;
    assert!(page.contains("Draft, allows nothing") && page.contains("When it ends"), "{page}");
    // What was answered so far is kept.
    let again = ana.page(&format!("{consent}/steps/what")).await;
    assert!(again.contains("value=\"plan\" checked") && !again.contains("value=\"contact\" checked"));

    for (page, fields) in &TO_MOTHER[2..] {
        ana.submit(&format!("{consent}/{page}"), fields).await;
    }
    let preview = ana.page(&format!("{consent}/preview")).await;
    assert!(preview.contains("Sing in a choir again") && preview.contains("Mia Ruiz"), "{preview}");
    assert!(!preview.contains("ana@example.org"), "contact was not chosen");

    let text = ana.page(&format!("{consent}/signatures/new")).await;
    for words in [
        "Ana Ruiz",
        "Stillwater Peer Program",
        "Mia Ruiz",
        "My goals and steps",
        "So that they can support me",
    ] {
        assert!(text.contains(words), "{words} must be read before signing");
    }
    let open = ana.post(&format!("{consent}/signatures"), &[("name", "Ana Ruiz")]).await;
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody agrees without saying so");
    assert!(ana.page(&consent).await.contains("Draft, allows nothing"));
    sign_own(&mut ana, &consent).await;
    assert!(ana.page(&consent).await.contains("In force"));
}

#[tokio::test]
async fn what_was_signed_is_kept_word_for_word_with_its_hash() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    ana.set_cookie("language", "es");
    let consent = draft(&stage, &mut ana, "general", &TO_MOTHER).await;
    sign_own(&mut ana, &consent).await;
    ana.set_cookie("language", "en");
    let page = ana.page(&consent).await;
    let document = ana.page(&link(&page, &format!("{consent}/signatures/"))).await;
    assert!(document.contains("Mis metas y pasos"), "the document is in the language that was read");
    assert!(document.contains("The text is as it was signed."));

    // Somebody changes the text behind everybody's back.
    let changed: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(|tx| tx.execute("UPDATE consent_signatures SET document = 'I agree to everything'", &[]))
        .await;
    changed.unwrap();
    let document = ana.page(&link(&page, &format!("{consent}/signatures/"))).await;
    assert!(document.contains("The text is not as it was signed."));
    // A signed consent is not written on any more.
    let late = ana.post(&format!("{consent}/steps/what"), &[("categories", "record")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.words());
}

#[tokio::test]
async fn row_05_a_proceeding_is_never_part_of_another_consent() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    for kind in ["general", "tpo", "criminal_justice", "research"] {
        let consent = draft(&stage, &mut ana, kind, &[]).await;
        let mixed = [("purposes", "proceeding"), ("purposes", "treatment"), ("purpose_words", "26-CV-114")];
        let reply = ana.post(&format!("{consent}/steps/why"), &mixed).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}: {}", reply.words());
    }
    let consent = draft(&stage, &mut ana, "proceedings", &[]).await;
    let mixed = [("purposes", "proceeding"), ("purposes", "treatment"), ("purpose_words", "26-CV-114")];
    let reply = ana.post(&format!("{consent}/steps/why"), &mixed).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    ana.submit(
        &format!("{consent}/steps/why"),
        &[("purposes", "proceeding"), ("purpose_words", "26-CV-114")],
    )
    .await;
}

#[tokio::test]
async fn counseling_notes_and_everything_are_not_given_by_the_way() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let consent = draft(&stage, &mut ana, "general", &[]).await;
    let mixed = [("categories", "plan"), ("categories", "counseling_notes")];
    let reply = ana.post(&format!("{consent}/steps/what"), &mixed).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.words());
    let reply = ana.post(&format!("{consent}/steps/what"), &[("categories", "record")]).await;
    assert!(reply.words().contains("Say why all of it is needed"), "{}", reply.words());
    let everything = [("categories", "record"), ("everything_reason", "I move to another program")];
    ana.submit(&format!("{consent}/steps/what"), &everything).await;
}

#[tokio::test]
async fn the_same_person_is_the_same_in_every_consent() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    draft(&stage, &mut ana, "general", &TO_MOTHER).await;
    let again: [(&str, &[(&str, &str)]); 1] = [("recipients", &[("name", "mia  RUIZ"), ("kind", "family")])];
    draft(&stage, &mut ana, "general", &again).await;
    let participant = stage.ana;
    let found: Result<Vec<cairn::consents::Consent>, cairn_db::Error> =
        stage.app.db.read(move |tx| cairn::consents::store::candidates(tx, participant)).await;
    let ids: Vec<_> =
        found.unwrap().iter().flat_map(|one| one.terms.recipients.clone()).map(|one| one.id).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1]);
}
