//! The person's own page, the codes, and the page of the channels' health.

use axum::http::StatusCode;

use super::{code, contact, newest_contact, reach, turn_on};
use crate::cast::Stage;
use crate::sessions::planned_at;

#[tokio::test]
async fn an_address_is_used_only_after_its_code() {
    let reach = reach().await;
    let mut ana = reach.stage.visit_as("ana").await;
    let unread = ana.post("/reminders/contacts", &[("channel", "sms"), ("address", "540-555-0177")]).await;
    assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unread.body.contains("540-555-0177"), "what was typed is kept");
    let fields = [("channel", "sms"), ("address", "540-555-0177"), ("understood", "yes")];
    ana.submit("/reminders/contacts", &fields).await;
    let early = ana.post("/reminders", &[("ways", "sms"), ("leads", "day")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", early.words());
    let place = newest_contact(&mut ana).await;
    let right = code(&reach, "sms");
    let wrong = if right == "000000" { "000001" } else { "000000" };
    let refused = ana.post(&format!("{place}/verification"), &[("code", wrong)]).await;
    assert!(refused.body.contains("does not fit"), "{}", refused.words());
    ana.submit(&format!("{place}/verification"), &[("code", right.as_str())]).await;
    ana.submit("/reminders", &[("ways", "sms"), ("leads", "day")]).await;
    assert!(ana.page("/reminders").await.contains("badge--moss\">On"));
}

#[tokio::test]
async fn a_code_is_good_for_five_tries_and_a_quarter_of_an_hour() {
    let reach = reach().await;
    let fields = [("channel", "sms"), ("address", "540-555-0177"), ("understood", "yes")];
    let mut ana = reach.stage.visit_as("ana").await;
    ana.submit("/reminders/contacts", &fields).await;
    let (place, right) = (newest_contact(&mut ana).await, code(&reach, "sms"));
    let wrong = if right == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        ana.post(&format!("{place}/verification"), &[("code", wrong)]).await;
    }
    let guessed = ana.post(&format!("{place}/verification"), &[("code", right.as_str())]).await;
    assert_eq!(guessed.status, StatusCode::UNPROCESSABLE_ENTITY, "the sixth try is one too many");
    ana.submit(&format!("{place}/code"), &[]).await;
    let late = code(&reach, "sms");
    reach.stage.advance(jiff::SignedDuration::from_mins(16));
    let old = ana.post(&format!("{place}/verification"), &[("code", late.as_str())]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..2 {
        ana.submit(&format!("{place}/code"), &[]).await;
    }
    let flood = ana.post(&format!("{place}/code"), &[]).await;
    assert!(flood.body.contains("several codes"), "{}", flood.words());
    // Whoever sends no form key is not stopped from trying, and whoever else finds nothing there.
    let other =
        reach.stage.visit_as("bo").await.post(&format!("{place}/verification"), &[("code", "1")]).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn staff_see_that_reminders_are_on_and_nothing_more() {
    let reach = reach().await;
    let record = format!("/participants/{}", reach.stage.ana);
    assert!(reach.stage.visit_as("sam").await.page(&record).await.contains("Reminders are off"));
    turn_on(&reach, "ana", "sms", "540-555-0177").await;
    for name in ["sam", "cora", "sol"] {
        let page = reach.stage.visit_as(name).await.page(&record).await;
        assert!(page.contains("Reminders are on") && !page.contains("0177"), "{name}");
    }
}

#[tokio::test]
async fn the_page_of_health_has_figures_and_nobody_in_them() {
    let reach = reach().await;
    turn_on(&reach, "ana", "sms", "540-555-0177").await;
    planned_at(&reach.stage, &mut reach.stage.visit_as("sam").await, "2026-03-04", "14:00").await;
    reach.go_to("2026-03-03T14:00:10");
    reach.web.answer(403);
    reach.round().await;
    let mut ada = reach.stage.visit_as("ada").await;
    let page = ada.page("/reminders/health").await;
    assert!(page.contains("Could not be sent") && page.contains("does not know the secret"), "{page}");
    assert!(!page.contains("0177") && !page.contains("Ana"));
    // Who plans and who supervises reads the same figures, and sends no test.
    for name in ["cora", "sol"] {
        let mut visitor = reach.stage.visit_as(name).await;
        assert!(visitor.page("/calendar").await.contains("href=\"/reminders/health\""), "{name}");
        let same = visitor.page("/reminders/health").await;
        assert!(same.contains("Could not be sent") && !same.contains("/reminders/test"), "{name}: {same}");
        assert!(!same.contains("0177") && !same.contains("Ana"), "{name}");
    }
    assert!(page.contains("/reminders/test"));
    let before = reach.mail.messages().len();
    ada.submit("/reminders/test", &[("channel", "mail")]).await;
    let letter = reach.mail.messages().pop().unwrap();
    assert!(reach.mail.messages().len() == before + 1 && letter.contains("ada@example.org"));
    let no_phone = ada.post("/reminders/test", &[("channel", "sms")]).await;
    assert!(no_phone.body.contains("not on file"), "{}", no_phone.words());
}

#[tokio::test]
async fn without_an_agreement_there_is_nothing_to_choose() {
    let stage = Stage::set().await;
    contact(&stage, "ana", "sms", "+15405550177", true).await;
    let mut ana = stage.visit_as("ana").await;
    assert!(ana.page("/reminders").await.contains("does not send reminders yet"));
    let fields = [("channel", "sms"), ("address", "540-555-0177"), ("understood", "yes")];
    let shut = ana.post("/reminders/contacts", &fields).await;
    assert!(shut.body.contains("No service agreement"), "{}", shut.words());
}
