//! What a family member has of their own, and who reads it.

use super::family;
use crate::cast::Stage;

#[tokio::test]
async fn mia_keeps_a_plan_of_her_own_and_says_who_reads_it() {
    let stage = Stage::set().await;
    let (_, member) = family(&stage).await;
    let (mut mia, mut sam, mut cora) =
        (stage.visit_as("mia").await, stage.visit_as("sam").await, stage.visit_as("cora").await);
    let goals = format!("/family-members/{member}/goals");
    let edit = mia.submit(&goals, &[("words", "Sleep through"), ("tier", "ours")]).await;
    let goal = edit.strip_suffix("/edit").unwrap().to_string();
    mia.submit(&goals, &[("words", "Nobody else knows"), ("tier", "mine")]).await;
    mia.submit(&format!("{goal}/steps"), &[("step", "Phone in the kitchen"), ("by_on", "2026-03-02")]).await;
    assert!(mia.page("/today").await.contains("Phone in the kitchen"));
    let plan = format!("/family-members/{member}/plan");
    let own = mia.page(&plan).await;
    assert!(own.contains("Sleep through") && own.contains("Nobody else knows"));
    let hers = sam.page(&plan).await;
    assert!(hers.contains("Sleep through") && !hers.contains("Nobody else knows"));
    assert!(!cora.page(&plan).await.contains("Sleep through"), "between two");
    // Wider only by her: Sam may narrow it.
    mia.submit(&format!("{goal}/tier"), &[("tier", "team")]).await;
    assert!(cora.page(&plan).await.contains("Sleep through"));
    sam.submit(&format!("{goal}/tier"), &[("tier", "ours")]).await;
    let refused = sam.post(&format!("{goal}/tier"), &[("tier", "team")]).await;
    assert!(refused.body.contains("Only the one who wrote it"), "{}", refused.words());
    // New words keep the old ones; a closed goal comes back.
    mia.submit(&goal, &[("words", "Rest most nights")]).await;
    mia.submit(&format!("{goal}/closing"), &[("reason", "reached")]).await;
    assert!(mia.page(&plan).await.contains("Reached"));
    mia.submit(&format!("{goal}/reopening"), &[]).await;
    let own = mia.page(&plan).await;
    assert!(own.contains("Rest most nights") && own.contains("Sleep through"));
    // She reads who looked.
    let privacy = mia.page(&format!("/family-members/{member}/privacy")).await;
    assert!(privacy.contains("Sam Okafor") && privacy.contains("Cora Lindqvist"));
}

#[tokio::test]
async fn mia_answers_for_herself_and_low_numbers_show_help() {
    let stage = Stage::set().await;
    let (_, member) = family(&stage).await;
    let (mut mia, mut sam) = (stage.visit_as("mia").await, stage.visit_as("sam").await);
    assert!(mia.page("/today").await.contains("measures/who5"), "asked at the start");
    let here = format!("/family-members/{member}/measures");
    let low: Vec<(String, &str)> = (1..=5).map(|item| (format!("item-{item}"), "1")).collect();
    let mut fields: Vec<(&str, &str)> = low.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    fields.extend([("status", "answered"), ("tier", "mine")]);
    mia.submit(&format!("{here}/who5"), &fields).await;
    assert!(mia.page(&here).await.contains("20"));
    assert!(mia.page(&here).await.contains("tel:988"));
    assert!(!sam.page(&here).await.contains("<strong>20"), "for her eyes");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM assessments WHERE side = 'family_member'").await, 1);
    assert_eq!(
        sam.get(&format!("{here}/barc10")).await.status,
        404,
        "recovery capital is not asked of families"
    );
    let check_ins = format!("/family-members/{member}/check-ins");
    let refused = mia.post(&check_ins, &[("words", "Tired")]).await;
    assert!(refused.status == 422 && refused.body.contains("Tired"), "kept: {}", refused.words());
    mia.submit(&check_ins, &[("value", "4"), ("words", "A quiet day"), ("tier", "ours")]).await;
    assert!(sam.page(&check_ins).await.contains("A quiet day"));
    assert!(!stage.visit_as("cora").await.page(&check_ins).await.contains("A quiet day"));
}

#[tokio::test]
async fn another_member_of_the_family_reads_none_of_it() {
    let mut stage = Stage::set().await;
    let (family, member) = family(&stage).await;
    let ned = super::support::relative(&mut stage, "ned", "Ned Ruiz", family).await;
    let (mut mia, mut other) = (stage.visit_as("mia").await, stage.visit_as("ned").await);
    mia.submit(&format!("/family-members/{member}/goals"), &[("words", "Mine alone"), ("tier", "team")])
        .await;
    for page in [
        "plan",
        "measures",
        "check-ins",
        "support",
        "group-notes",
        "contact",
        "privacy",
        "copy",
        "copy/record.json",
        "wishes",
    ] {
        assert_eq!(other.get(&format!("/family-members/{member}/{page}")).await.status, 404, "{page}");
        assert_eq!(mia.get(&format!("/family-members/{ned}/{page}")).await.status, 404, "{page}");
    }
    assert!(!other.page("/family").await.contains("Mine alone"));
}

#[tokio::test]
async fn how_she_can_be_reached_is_hers_to_say() {
    let stage = Stage::set().await;
    let (_, member) = family(&stage).await;
    let mut mia = stage.visit_as("mia").await;
    let contact = format!("/family-members/{member}/contact");
    let new = [
        ("name", "Mia Ruiz"),
        ("goes_by", "Mimi"),
        ("email", "mia@example.org"),
        ("phone", "555-0133"),
        ("language", "en"),
        ("relation", "parent"),
        ("safe_to_leave_message", "no"),
        ("words", "Say you call from the library"),
    ];
    mia.submit(&contact, &new).await;
    let seen = stage.visit_as("sam").await.page(&format!("/family-members/{member}")).await;
    assert!(seen.contains("Please leave no message") && seen.contains("from the library"));
    let mut taken = new;
    taken[2] = ("email", "ana@example.org");
    let refused = mia.post(&contact, &taken).await;
    assert!(refused.status == 422 && refused.body.contains("from the library"));
}
