//! What cannot be, and what was typed wrong.

use axum::http::StatusCode;

use super::{card, said, verified};
use crate::cast::Stage;

#[tokio::test]
async fn a_card_with_something_to_mend_is_kept_and_not_saved() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let path = format!("/participants/{}/policies", stage.ana);
    let long = "x".repeat(200);
    for (field, value, sentence) in [
        ("payer", "", "Please fill this in"),
        ("payer", long.as_str(), "Please keep this to 120 characters"),
        ("member_id", " ", "Please fill this in"),
        ("plan_type", "", "Please choose"),
        ("plan_type", "gold", "Please choose one from the list"),
        ("network", "both", "Please choose one from the list"),
        ("payer_phone", "call them", "Please write a phone number"),
        ("subscriber_born_on", "May 3", "Please write a date"),
        ("ends_on", "2025-12-31", "The last day cannot be before the first."),
    ] {
        let reply = cora.post(&path, &card(&[(field, value)])).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}");
        assert!(reply.words().contains(sentence), "{field}={value}: {}", reply.words());
        assert!(reply.body.contains("7781"), "what was typed is kept");
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM insurance_policies").await, 0);
}

#[tokio::test]
async fn a_call_with_something_to_mend_is_kept_and_not_saved() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let (policy, _) = verified(&mut cora, &stage, &[], &[]).await;
    let path = format!("{policy}/verifications");
    for (changes, sentence) in [
        (vec![("method", "pigeon")], "Please choose one from the list"),
        (vec![("spoken_on", "")], "Please fill this in"),
        (vec![("spoken_time", "")], "Please fill this in"),
        (vec![("spoken_time", "25:00")], "Please write a time"),
        // 10:00 in New York is now.
        (vec![("spoken_time", "10:01")], "That time has not come yet."),
        (vec![("spoken_on", "2027-01-01")], "That time has not come yet."),
        (vec![("coverage_active", "")], "Please choose"),
        (vec![("next_check_on", "2026-03-01")], "The next check cannot be before the call"),
        (vec![("session_limited", "yes")], "Please write how many sessions the plan pays for"),
        (vec![("session_limit", "20")], "You wrote a number of sessions."),
        (vec![("session_limited", "yes"), ("session_limit", "-2")], "Please write a number from 0 to 1000"),
        (vec![("out_coinsurance", "140")], "Please write a percentage from 0 to 100"),
        (vec![("out_copay", "20")], "Please write a copay or a coinsurance, not both"),
        (vec![("out_deductible", "three")], "Please write an amount like 40"),
        (vec![("out_deductible_met", "3000.01")], "More is met than the whole amount."),
        (vec![("in_maximum_met", "4001")], "More is met than the whole amount."),
    ] {
        let reply = cora.post(&path, &said(&changes)).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{changes:?}");
        assert!(reply.words().contains(sentence), "{changes:?}: {}", reply.words());
        assert!(reply.body.contains("CALL-20260302-17"), "what was typed is kept");
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM verifications").await, 1);
}

#[tokio::test]
async fn a_coverage_ends_once_and_not_before_it_began() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let (policy, _) = verified(&mut cora, &stage, &[], &[]).await;
    let path = format!("{policy}/termination");
    let early = cora.post(&path, &[("terminated_on", "2025-12-31")]).await;
    assert!(early.words().contains("The last day cannot be before the first."), "{}", early.words());
    assert_eq!(cora.post(&path, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    cora.submit(&path, &[("terminated_on", "2026-02-28")]).await;
    let again = cora.post(&path, &[("terminated_on", "2026-01-31")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = cora.page(&policy).await;
    assert!(page.contains("Sat, Feb 28, 2026"));
    assert!(!page.contains("Jan 31, 2026"));
}

#[tokio::test]
async fn the_same_form_twice_is_one_policy() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let path = format!("/participants/{}/policies", stage.ana);
    let sent = card(&[("form_key", "0195a2c4-0000-7000-8000-000000000001")]);
    let first = cora.submit(&path, &sent).await;
    assert_eq!(cora.submit(&path, &sent).await, first);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM insurance_policies").await, 1);
}

#[tokio::test]
async fn an_id_of_nothing_leads_nowhere() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let nothing = "0195a2c4-0000-7000-8000-000000000009";
    for path in [
        format!("/policies/{nothing}"),
        format!("/policies/{nothing}/verifications/new"),
        format!("/verifications/{nothing}"),
        format!("/first-calls/{nothing}/policies/new"),
        format!("/participants/{nothing}/policies"),
    ] {
        assert_eq!(cora.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
