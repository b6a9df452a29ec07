//! The answer to "what would it cost me?", against figures worked out by hand.

use axum::http::StatusCode;

use super::verified;
use crate::cast::Stage;

/// The text of the card of one tier.
fn tier<'a>(words: &'a str, heading: &str) -> &'a str {
    let start = words.find(heading).unwrap_or_else(|| panic!("no {heading} in {words}"));
    &words[start..]
}

#[tokio::test]
async fn both_tiers_of_the_reference_plan() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let (_, page) = verified(&mut cora, &stage, &[], &[]).await;
    let words = cora.get(&format!("{page}?sessions=30&charge=150")).await.words();
    // Out of network: 29 sessions of 100 meet the deductible, then 40 % of 100; 50 above the allowed amount each.
    let out = tier(&words, "Out of network");
    for said in [
        "You would pay $4,440.00 in all. The plan would pay $60.00.",
        "$2,900.00 of this goes toward your deductible",
        "$40.00 is your share after the deductible",
        "$1,500.00 is the part of our price that your plan does not count",
        "Sessions 1 to 29, each",
        "Session 30",
        "40 % of $100.00",
        "$150.00 − $100.00",
    ] {
        assert!(out.contains(said), "{said:?} is missing in\n{out}");
    }
    // In network: the deductible is met, 25 a session, and nobody pays the 70 above 80.
    let inside = tier(&words, "In network 30 sessions");
    for said in [
        "You would pay $750.00 in all. The plan would pay $1,650.00.",
        "Sessions 1 to 30, each",
        "Your copay $25.00",
    ] {
        assert!(inside.contains(said), "{said:?} is missing in\n{inside}");
    }
    assert!(words.find("Out of network This one counts") < words.find("In network 30 sessions"), "{words}");
    assert!(words.contains("It is not a guarantee of payment."));
}

#[tokio::test]
async fn the_maximum_and_the_session_limit() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let changes = [
        ("out_deductible_met", "3000"),
        ("out_maximum_met", "8920"),
        ("session_limited", "yes"),
        ("session_limit", "20"),
        ("sessions_used", "17"),
    ];
    let (_, page) = verified(&mut cora, &stage, &[], &changes).await;
    let words = cora.get(&format!("{page}?sessions=5&charge=100")).await.words();
    // 80 are left of the maximum: two sessions at 40, the third free; two above the limit at the full 100.
    let out = tier(&words, "Out of network This one counts");
    for said in [
        "You would pay $280.00 in all. The plan would pay $220.00.",
        "2 sessions are above your plan",
        "You save $40.00 because you reach your yearly limit.",
        "limit. You would pay all of that: $200.00.",
        "Sessions 4 to 5, each",
    ] {
        assert!(out.contains(said), "{said:?} is missing in\n{out}");
    }
}

#[tokio::test]
async fn what_nobody_said_is_a_range_with_questions() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let changes = [("out_deductible_met", ""), ("session_limited", "unknown")];
    let (_, page) = verified(&mut cora, &stage, &[], &changes).await;
    let words = cora.get(&format!("{page}?sessions=2&charge=100")).await.words();
    let out = tier(&words, "Out of network This one counts");
    // At best the deductible is met: 40 a session. At worst nothing is covered.
    for said in [
        "You would pay between $80.00 and $200.00 in all.",
        "How much of the deductible is met?",
        "Is there a limit on sessions?",
        "If every open question goes badly",
    ] {
        assert!(out.contains(said), "{said:?} is missing in\n{out}");
    }
    assert!(!words.contains("$0.00 of this"), "an unknown amount must not look like zero");
}

#[tokio::test]
async fn a_plan_that_does_not_pay_out_of_network_says_so() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let (_, page) = verified(&mut cora, &stage, &[("plan_type", "HMO")], &[("out_offered", "no")]).await;
    let words = cora.get(&format!("{page}?sessions=4&charge=90")).await.words();
    assert!(words.contains("The plan may not pay us: we are out of network."));
    assert!(
        words.contains("The plan does not pay here. You would pay $360.00 in all. The plan would pay $0.00."),
        "{words}"
    );
}

#[tokio::test]
async fn a_policy_that_ended_pays_nothing() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let (policy, page) = verified(&mut cora, &stage, &[], &[]).await;
    cora.submit(&format!("{policy}/termination"), &[("terminated_on", "2026-02-28")]).await;
    let words = cora.get(&format!("{page}?sessions=1&charge=90")).await.words();
    assert!(
        words.contains("The coverage is not active, so the plan would pay nothing. You would pay $90.00"),
        "{words}"
    );
}

#[tokio::test]
async fn questions_that_make_no_sense_are_mended_beside_the_field() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let (_, page) = verified(&mut cora, &stage, &[], &[]).await;
    for query in [
        "sessions=0&charge=90",
        "sessions=367&charge=90",
        "sessions=4",
        "charge=90",
        "sessions=4&charge=-1",
        "sessions=4&charge=10000.01",
        "sessions=4&charge=0",
        "sessions=9999999999999999999&charge=1",
        "sessions=%FF&charge=%00",
    ] {
        let reply = cora.get(&format!("{page}?{query}")).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert!(!reply.words().contains("You would pay"), "{query}");
    }
}

#[tokio::test]
async fn the_answer_is_read_in_spanish_too() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let (_, page) = verified(&mut cora, &stage, &[], &[]).await;
    let mut ana = stage.visit_as("ana").await;
    ana.set_cookie("language", "es");
    let words = ana.get(&format!("{page}?sessions=1&charge=150")).await.words();
    assert!(words.contains("Una sesión a $150.00 cada una, fuera de la red."), "{words}");
    assert!(words.contains("Usted pagaría $150.00 en total."), "{words}");
    assert!(words.contains("No es una garantía de pago."), "{words}");
}
