//! Cora asks a payer, Bill looks after the bills, Ana reads what her plan pays.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::{card, enroll_from, first_call, said, verified};
use crate::cast::Stage;

#[tokio::test]
async fn a_caller_s_policy_becomes_the_participant_s() {
    let stage = Stage::set().await;
    let (mut cora, mut bill) = (stage.visit_as("cora").await, stage.visit_as("bill").await);
    let call = first_call(&stage).await;
    let path = format!("/first-calls/{call}/policies");
    cora.page(&format!("{path}/new")).await;
    let policy = cora.submit(&path, &card(&[("plan_type", "POS")])).await;
    assert!(policy.starts_with("/policies/") && !policy.contains("PM4410098231"));
    let verification =
        cora.submit(&format!("{policy}/verifications"), &said(&[("pcp_referral", "missing")])).await;
    let words = cora.get(&verification).await.words();
    assert!(words.contains("referral is missing. Ask the primary care doctor"), "{words}");
    let list = cora.get("/policies").await.words();
    assert!(list.contains("Rosa Chen Caller Prairie Mutual POS"), "{list}");

    // Nobody else knows of a caller's policy, and Bo's pages show none.
    assert_eq!(bill.get(&policy).await.status, StatusCode::NOT_FOUND);
    assert_eq!(bill.get(&verification).await.status, StatusCode::NOT_FOUND);
    assert!(!bill.page("/policies").await.contains("Prairie Mutual"));
    let mut bo = stage.visit_as("bo").await;
    let own = format!("/participants/{}/policies", stage.bo);
    assert!(!bo.page(&own).await.contains("Prairie Mutual"));

    enroll_from(&stage, call, stage.bo).await;
    assert!(bo.page(&own).await.contains("Prairie Mutual"));
    assert!(bo.page(&policy).await.contains("PM4410098231"));
    assert!(bill.page("/policies").await.contains("Bo Chen"));
    bill.page(&verification).await;
    let mut ana = stage.visit_as("ana").await;
    assert_eq!(ana.get(&policy).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_biller_sees_the_insurance_and_nothing_else_of_the_record() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let (policy, _) = verified(&mut cora, &stage, &[], &[]).await;
    let mut bill = stage.visit_as("bill").await;
    let words = bill.get("/policies").await.words();
    assert!(
        words.contains("Ana Ruiz Prairie Mutual PPO Mon, Mar 2, 2026 Wed, Apr 1, 2026 In order"),
        "{words}"
    );
    let list = bill.page(&format!("/participants/{}/policies", stage.ana)).await;
    assert!(list.contains("Prairie Mutual") && !list.contains("/plan\""), "no tabs of the record");
    assert!(bill.page(&policy).await.contains("PM4410098231"));
    bill.submit(&format!("{policy}/verifications"), &said(&[("reference", "B-2")])).await;
    for page in ["", "/plan", "/sessions", "/openings", "/supporter"] {
        let reply = bill.get(&format!("/participants/{}{page}", stage.ana)).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{page}");
    }
    // Ana can read that Bill looked at her insurance and wrote down a call.
    let mut ana = stage.visit_as("ana").await;
    let openings = ana.get(&format!("/participants/{}/openings", stage.ana)).await.words();
    assert!(openings.contains("Bill Novak Biller Added · call about insurance"), "{openings}");
    assert!(openings.contains("Bill Novak Biller Opened · insurance"), "{openings}");
}

#[tokio::test]
async fn what_is_missing_is_flagged_gravest_first_until_it_is_mended() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let gaps = [
        ("reference", ""),
        ("representative", ""),
        ("precertification", "yes"),
        ("carve_out", "Harbor Behavioral"),
        ("carve_out_phone", "555-0177"),
    ];
    let (policy, _) = verified(&mut cora, &stage, &[], &gaps).await;
    let words = cora.get(&policy).await.words();
    let places: Vec<_> = [
        "The plan wants to agree first, and has not.",
        "The call has no reference number. Call again and ask for one.",
        "Nobody wrote down who was on the phone.",
        "Another company looks after behavioral health. Call them too.",
    ]
    .iter()
    .map(|flag| words.find(flag).unwrap_or_else(|| panic!("{flag} is missing in\n{words}")))
    .collect();
    assert!(places.is_sorted(), "{words}");
    assert!(cora.get("/policies").await.words().contains("4 things"));

    // The next call begins with these answers, without what belonged to the last call.
    let form = cora.page(&format!("{policy}/verifications/new")).await;
    assert!(form.contains("value=\"Harbor Behavioral\"") && form.contains("value=\"3000\""));
    assert!(form.contains("value=\"2026-03-02\"") && form.contains("value=\"10:00\""));
    assert!(form.contains("value=\"2026-04-01\""), "30 days on, by the program's rule");
    let mended = said(&[
        ("precertification", "yes"),
        ("precertification_reference", "PA-9"),
        ("spoken_time", "09:59"),
    ]);
    cora.submit(&format!("{policy}/verifications"), &mended).await;
    let words = cora.get("/policies").await.words();
    assert!(words.contains("In order"), "{words}");
    assert!(cora.get(&policy).await.words().contains("reference CALL-20260302-17"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM verifications").await, 2, "the first call stays");
}

#[tokio::test]
async fn time_raises_flags_too() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let (policy, verification) = verified(&mut cora, &stage, &[("ends_on", "2026-04-30")], &[]).await;
    assert!(!cora.page(&policy).await.contains("It is time to ask again."));
    stage.advance(SignedDuration::from_hours(24 * 31));
    let mut cora = stage.visit_as("cora").await;
    assert!(cora.page(&policy).await.contains("It is time to ask again."));
    stage.advance(SignedDuration::from_hours(24 * 30));
    let mut cora = stage.visit_as("cora").await;
    assert!(cora.page(&verification).await.contains("The coverage has ended."));
}

#[tokio::test]
async fn what_is_due_comes_first_and_what_ended_last() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let path = format!("/participants/{}/policies", stage.ana);
    verified(&mut cora, &stage, &[("payer", "Later Life")], &[("next_check_on", "2026-06-01")]).await;
    verified(&mut cora, &stage, &[("payer", "Sooner Shield")], &[("next_check_on", "2026-03-20")]).await;
    cora.submit(&path, &card(&[("payer", "Never Asked")])).await;
    cora.submit(&path, &card(&[("payer", "Ended Early"), ("ends_on", "2026-02-01")])).await;
    let words = cora.get("/policies").await.words();
    let places: Vec<_> = ["Never Asked", "Sooner Shield", "Later Life", "Ended Early"]
        .iter()
        .map(|payer| words.find(payer).unwrap())
        .collect();
    assert!(places.is_sorted(), "{words}");
    let found = cora.get("/policies?search=SHIELD").await.words();
    assert!(found.contains("Sooner Shield") && !found.contains("Later Life"), "{found}");
    assert!(cora.get("/policies?search=nobody").await.words().contains("No insurance here yet"));
}

#[tokio::test]
async fn a_long_list_pages_and_keeps_the_search() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let path = format!("/participants/{}/policies", stage.ana);
    for _ in 0..26 {
        cora.submit(&path, &card(&[])).await;
    }
    let first = cora.page("/policies?search=prairie").await;
    assert_eq!(first.matches("<tr>").count(), 1 + 25);
    assert!(
        first.contains("?page=2&amp;search=prairie") || first.contains("?page=2&#38;search=prairie"),
        "{first}"
    );
    let second = cora.page("/policies?page=2&search=prairie").await;
    assert_eq!(second.matches("<tr>").count(), 1 + 1);
}

#[tokio::test]
async fn a_participant_reads_their_own_in_plain_words() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let gaps = [("reference", ""), ("pcp_referral", "missing")];
    let (policy, verification) = verified(&mut cora, &stage, &[("plan_type", "POS")], &gaps).await;
    let mut ana = stage.visit_as("ana").await;
    let list = ana.get(&format!("/participants/{}/policies", stage.ana)).await.words();
    assert!(list.contains("This is what your insurance told us."), "{list}");
    assert!(list.contains("referral is missing."), "{list}");
    assert!(!list.contains("Add a policy"), "{list}");
    for page in [&policy, &verification] {
        let words = ana.get(page).await.words();
        assert!(words.contains("referral is missing."), "{words}");
        assert!(!words.contains("no reference number"), "what the program has to mend is not hers: {words}");
        assert!(!words.contains("Write down a call") && !words.contains("Coverage has ended"), "{words}");
    }
    let words = ana.get(&format!("{verification}?sessions=2&charge=100")).await.words();
    assert!(words.contains("You would pay $200.00 in all, whatever the answers"), "{words}");

    // Her supporter sees what the plan pays, and not the number on the card.
    let mut sam = stage.visit_as("sam").await;
    let page = sam.page(&policy).await;
    assert!(page.contains("…8231") && !page.contains("PM4410098231"));
    let mut tess = stage.visit_as("tess").await;
    assert_eq!(tess.get(&policy).await.status, StatusCode::NOT_FOUND);
}
