//! Twelve weeks of calls, told through pages.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::{begun, told};
use crate::cast::Stage;

#[tokio::test]
async fn a_call_is_taken_by_one_caller_named_then_and_written_down_in_two_steps() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let calls = begun(&stage, &mut cora, &format!("/participants/{}", stage.bo), None).await;
    let (mut gus, mut tess) = (stage.visit_as("gus").await, stage.visit_as("tess").await);
    for page in ["/telephone-support", "/today"] {
        let body = gus.page(page).await;
        assert!(body.contains("Somebody waits for a call") && !body.contains("Bo Chen"), "{page}");
    }
    assert_eq!(gus.get(&calls).await.status, StatusCode::NOT_FOUND, "not before it is taken");

    let taken = gus.submit(&format!("{calls}/claim"), &[]).await;
    assert_eq!(taken, calls);
    let page = gus.page(&calls).await;
    assert!(page.contains("Bo Chen") && page.contains("Leave no message"));
    let second = tess.post(&format!("{calls}/claim"), &[]).await;
    assert!(second.body.contains("Somebody else is calling"), "{}", second.words());
    assert_eq!(tess.get(&calls).await.status, StatusCode::NOT_FOUND);
    // A claim runs out, so that a closed tablet holds nobody up; then the other has it, and the first may not write.
    stage.advance(SignedDuration::from_mins(31));
    (gus, tess) = (stage.visit_as("gus").await, stage.visit_as("tess").await);
    cora = stage.visit_as("cora").await;
    tess.submit(&format!("{calls}/claim"), &[]).await;
    assert_eq!(
        gus.post(&format!("{calls}/calls"), &told(&[("outcome", "no_answer")])).await.status,
        StatusCode::NOT_FOUND
    );
    let missing = tess.post(&format!("{calls}/calls"), &told(&[("outcome", "talked")])).await;
    assert!(missing.body.contains("how many minutes"), "{}", missing.words());
    let message = tess.post(&format!("{calls}/calls"), &told(&[("outcome", "message_left")])).await;
    assert!(message.body.contains("so none is left"));
    tess.submit(
        &format!("{calls}/calls"),
        &told(&[("outcome", "talked"), ("minutes", "14"), ("words", "Slept well.")]),
    )
    .await;
    assert_eq!(tess.get(&calls).await.status, StatusCode::NOT_FOUND, "given back with the writing");
    let again = cora.post(&format!("{calls}/calls"), &told(&[("outcome", "no_answer")])).await;
    assert!(again.body.contains("wrote this call down already"), "{}", again.words());
}

#[tokio::test]
async fn a_return_to_use_ends_nothing_and_asks_for_support_today() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let ana = format!("/participants/{}", stage.ana);
    let calls = begun(&stage, &mut cora, &ana, Some("gus")).await;
    let mut gus = stage.visit_as("gus").await;
    gus.submit(&format!("{calls}/claim"), &[]).await;
    let said =
        told(&[("outcome", "talked"), ("minutes", "20"), ("used", "yes"), ("words", "It was a hard night.")]);
    gus.submit(&format!("{calls}/calls"), &said).await;
    let page = gus.page(&calls).await;
    assert!(page.contains("Offer support today") && page.contains("555-0100"), "on call, in one tap");
    assert!(page.contains("Mar 9, 2026") && page.contains("Call 2 of 12"), "the next call stays");
    let mut sam = stage.visit_as("sam").await;
    assert!(sam.page("/today").await.contains("Offer support today"), "the supporter hears of it");
    let contact = stage.visit_as("ana").await.page(&format!("{ana}/contact")).await;
    assert!(
        contact.contains("A return to use never ends the calls") && contact.contains("It was a hard night.")
    );
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM telephone_endings").await, 0);

    let queue = sam.page("/telephone-support").await;
    let call =
        queue.split("action=\"/telephone-calls/").nth(1).unwrap().split('/').next().unwrap().to_string();
    sam.submit(&format!("/telephone-calls/{call}/follow-up"), &[("done", "talked")]).await;
    assert!(!sam.page("/today").await.contains("Offer support today"));
    // To the minute in the dose, by phone, and not a cent.
    let dose = sam.page(&format!("{ana}/dose")).await;
    assert!(dose.contains(">20<") && dose.contains("Phone"), "{dose}");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM note_versions").await, 0, "no units come of a call");
}

#[tokio::test]
async fn after_the_last_call_they_are_asked_whether_to_go_on() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let ana = format!("/participants/{}", stage.ana);
    let calls = begun(&stage, &mut cora, &ana, Some("cora")).await;
    let short = [("every_days", "1"), ("calls", "1"), ("language", "es"), ("message_safe", "yes")];
    cora.submit(&format!("{calls}/schedule"), &short).await;
    let talked = told(&[("outcome", "talked"), ("minutes", "5")]);
    let asked = cora.post(&format!("{calls}/calls"), &talked).await;
    assert!(asked.body.contains("last planned call"), "{}", asked.words());
    cora.submit(&format!("{calls}/calls"), &[talked.as_slice(), &[("go_on", "yes")]].concat()).await;
    assert!(cora.page(&calls).await.contains("Call 2 of 13"), "as many again as the program plans for");
    let mut own = stage.visit_as("ana").await;
    own.submit(&format!("{calls}/ending"), &[]).await;
    assert!(cora.page(&calls).await.contains("Asked to stop"));
    let late = cora.post(&format!("{calls}/calls"), &told(&[("outcome", "no_answer"), ("round", "2")])).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn somebody_who_left_is_called_if_they_agreed_and_nobody_who_died() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let bo = format!("/participants/{}", stage.bo);
    cora.submit(&format!("{bo}/discharge"), &[("reason", "goals_met"), ("alumni_calls", "no")]).await;
    let fields = [
        ("first_on", "2026-03-03"),
        ("every_days", "7"),
        ("calls", "12"),
        ("language", "en"),
        ("message_safe", "yes"),
        ("agreed_how", "phone"),
    ];
    let refused = cora.post(&format!("{bo}/telephone-support"), &fields).await;
    assert!(refused.body.contains("did not agree to calls"), "{}", refused.words());
    cora.submit(
        &format!("{bo}/telephone-support"),
        &[fields.as_slice(), &[("agreed_since", "yes")]].concat(),
    )
    .await;

    let ana = format!("/participants/{}", stage.ana);
    begun(&stage, &mut cora, &ana, Some("gus")).await;
    super::super::outreach::begun(&stage, &mut cora, &ana, "sam").await;
    cora.submit(&format!("{ana}/discharge"), &[("reason", "died")]).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM telephone_endings WHERE reason = 'died'").await, 1);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM outreach_endings WHERE reason = 'died'").await, 1);
    assert!(!stage.visit_as("gus").await.page("/telephone-support").await.contains("Ana"));
}

#[tokio::test]
async fn a_coordinator_leads_calls_that_go_on_after_the_record_is_closed_to_them() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let bo = format!("/participants/{}", stage.bo);
    let calls = begun(&stage, &mut cora, &bo, Some("gus")).await;
    cora.submit(&format!("{bo}/discharge"), &[("reason", "goals_met"), ("alumni_calls", "yes")]).await;
    let mut gus = stage.visit_as("gus").await;
    let said = told(&[("outcome", "talked"), ("minutes", "12"), ("wants", "session")]);
    gus.submit(&format!("{calls}/calls"), &said).await;
    stage.advance(SignedDuration::from_hours(24 * 400));
    cora = stage.visit_as("cora").await;
    assert_eq!(cora.get(&bo).await.status, StatusCode::NOT_FOUND, "the record");
    for list in ["/today", "/telephone-support"] {
        let page = cora.page(list).await;
        assert!(page.contains("Bo Chen") && page.contains(&format!("href=\"{calls}\"")), "{list}");
        assert!(!page.contains(&format!("{bo}/contact")), "{list} leads to nothing");
    }
    let page = cora.page(&calls).await;
    assert!(page.contains("Bo Chen") && !page.contains(&format!("{bo}/")), "{page}");
    assert_eq!(cora.submit(&format!("{calls}/assignment"), &[("caller", "")]).await, calls);
}

#[tokio::test]
async fn words_for_the_supervisor_alone_are_not_read_by_other_callers() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let ana = format!("/participants/{}", stage.ana);
    let calls = begun(&stage, &mut cora, &ana, Some("sam")).await;
    let mut sam = stage.visit_as("sam").await;
    let said = told(&[
        ("outcome", "talked"),
        ("minutes", "9"),
        ("words", "Only for us and Sol."),
        ("tier", "supervised"),
        ("wants", "plan"),
    ]);
    sam.submit(&format!("{calls}/calls"), &said).await;
    let of_ana = format!("{ana}/contact");
    for (name, path, reads) in [
        ("cora", &calls, false),
        ("cora", &of_ana, false),
        ("sol", &of_ana, true),
        ("sam", &calls, true),
        ("ana", &of_ana, true),
    ] {
        let body = stage.visit_as(name).await.page(path).await;
        assert_eq!(body.contains("Only for us and Sol."), reads, "{name} at {path}");
    }
    assert!(cora.page("/telephone-support").await.contains("Would like to hear from somebody"));
}
