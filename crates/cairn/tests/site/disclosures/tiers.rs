//! Only what is part of the record leaves, whatever a consent names.

use super::option;
use crate::cast::Stage;
use crate::consents;
use crate::sessions;
use crate::visitor::Visitor;

/// What the clinic gets of these categories.
async fn sent(stage: &Stage, sol: &mut Visitor, clinic: &str) -> String {
    let fields = [
        ("recipient", clinic),
        ("purpose", "treatment"),
        ("categories", "plan"),
        ("categories", "progress"),
        ("categories", "session_notes"),
        ("description", "Plan and notes"),
        ("way", "json"),
    ];
    let reply = sol.post(&format!("/participants/{}/disclosures", stage.ana), &fields).await;
    assert!(reply.status.is_success(), "{}", reply.words());
    reply.body
}

#[tokio::test]
async fn what_stays_between_two_or_here_does_not_leave_by_a_consent() {
    let stage = Stage::set().await;
    let (mut ana, mut sam) = (stage.visit_as("ana").await, stage.visit_as("sam").await);
    let mut sol = stage.visit_as("sol").await;
    let goals = format!("/participants/{}/goals", stage.ana);
    ana.submit(&goals, &[("words", "Heronwater"), ("tier", "ours")]).await;
    ana.submit(&goals, &[("words", "Saltmeadow"), ("tier", "team")]).await;
    ana.submit(&goals, &[("words", "Sleep at night"), ("tier", "record")]).await;
    let (session, submission) = sessions::sent(&stage, &mut sam, &mut sol).await;
    sol.submit(&format!("{submission}/approval"), &[]).await;
    let answers: [(&str, &[(&str, &str)]); 4] = [
        ("recipients", &[("name", "Elm Clinic"), ("kind", "covered_entity")]),
        (
            "steps/what",
            &[("categories", "plan"), ("categories", "progress"), ("categories", "session_notes")],
        ),
        ("steps/why", &[("purposes", "treatment")]),
        ("steps/when", &[("expiry", "date"), ("expires_on", "2026-09-01")]),
    ];
    let consent = consents::draft(&stage, &mut ana, "general", &answers).await;
    consents::sign_own(&mut ana, &consent).await;
    let page = sol.page(&format!("/participants/{}/disclosures/new", stage.ana)).await;
    let clinic = option(&page, "Elm Clinic");

    let first = sent(&stage, &mut sol, &clinic).await;
    assert!(first.contains("Sleep at night") && first.contains("old friend"), "the record leaves: {first}");
    assert!(!first.contains("Heronwater") && !first.contains("Saltmeadow"), "{first}");

    // Ana narrows the note: the same consent releases it no more.
    ana.submit(&format!("/sessions/{session}/note/tier"), &[("tier", "supervised")]).await;
    let then = sent(&stage, &mut sol, &clinic).await;
    assert!(then.contains("Sleep at night") && !then.contains("old friend"), "{then}");
}

/// Ana's HALT check with a note of its own, read by this many; its address.
async fn checked(stage: &Stage, note: &str, tier: &str) -> String {
    let mut ana = stage.visit_as("ana").await;
    let fields = [("a.note", note), ("tier", tier)];
    ana.submit(&format!("/participants/{}/tools/halt", stage.ana), &fields).await
}

/// A consent for a clinic on these kinds of information, still open.
async fn for_clinic(stage: &Stage, ana: &mut Visitor, name: &str, categories: &[(&str, &str)]) -> String {
    let answers: [(&str, &[(&str, &str)]); 4] = [
        ("recipients", &[("name", name), ("kind", "covered_entity")]),
        ("steps/what", categories),
        ("steps/why", &[("purposes", "treatment")]),
        ("steps/when", &[("expiry", "date"), ("expires_on", "2026-09-01")]),
    ];
    consents::draft(stage, ana, "general", &answers).await
}

/// What the clinic is sent of goals and worksheets; `None` where nothing leaves.
async fn worksheets(stage: &Stage, sol: &mut Visitor, clinic: &str) -> Option<String> {
    let fields = [
        ("recipient", clinic),
        ("purpose", "treatment"),
        ("categories", "plan"),
        ("categories", "worksheets"),
        ("description", "Goals and worksheets"),
        ("way", "json"),
    ];
    let reply = sol.post(&format!("/participants/{}/disclosures", stage.ana), &fields).await;
    reply.status.is_success().then_some(reply.body)
}

#[tokio::test]
async fn row_06_a_worksheet_leaves_when_it_is_of_the_record_and_a_consent_names_it() {
    let stage = Stage::set().await;
    let (mut ana, mut sol) = (stage.visit_as("ana").await, stage.visit_as("sol").await);
    let goals = format!("/participants/{}/goals", stage.ana);
    ana.submit(&goals, &[("words", "Sleep at night"), ("tier", "record")]).await;
    let sheet = checked(&stage, "Heronwater", "record").await;
    let kept =
        [("Reedbed", "mine"), ("Saltmeadow", "ours"), ("Mudflat", "supervised"), ("Dunegrass", "team")];
    for (note, tier) in kept {
        checked(&stage, note, tier).await;
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM worksheets").await, 5);

    // Goals are named and worksheets are not.
    let first = for_clinic(&stage, &mut ana, "Elm Clinic", &[("categories", "plan")]).await;
    assert!(!ana.page(&format!("{first}/preview")).await.contains("HALT check"));
    consents::sign_own(&mut ana, &first).await;
    let page = sol.page(&format!("/participants/{}/disclosures/new", stage.ana)).await;
    let clinic = option(&page, "Elm Clinic");
    let goals_alone = worksheets(&stage, &mut sol, &clinic).await.unwrap_or_default();
    assert!(!goals_alone.contains("Heronwater"), "{goals_alone}");

    // Looking ahead shows the one that could be told, and then it is told.
    let both = [("categories", "plan"), ("categories", "worksheets")];
    let named = for_clinic(&stage, &mut ana, "Oak Clinic", &both).await;
    let ahead = ana.page(&format!("{named}/preview")).await;
    assert_eq!(ahead.matches("HALT check").count(), 1, "{ahead}");
    consents::sign_own(&mut ana, &named).await;
    let page = sol.page(&format!("/participants/{}/disclosures/new", stage.ana)).await;
    let clinic = option(&page, "Oak Clinic");
    let told = worksheets(&stage, &mut sol, &clinic).await.expect("the consent names both");
    assert!(told.contains("HALT check") && told.contains("Heronwater"), "{told}");
    assert!(told.contains("Sleep at night"), "{told}");
    for (note, tier) in kept {
        assert!(!told.contains(note), "{tier}: {told}");
    }
    let listed = "SELECT COUNT(*) AS n FROM disclosures WHERE categories LIKE '%\"worksheets\"%'";
    assert!(stage.count(listed).await >= 1, "the accounting says of what kind it was");

    // Ana narrows it: the same consent releases it no more.
    ana.submit(&sheet, &[("a.note", "Heronwater"), ("tier", "team")]).await;
    assert!(!ana.page(&format!("{named}/preview")).await.contains("HALT check"));
    let then = worksheets(&stage, &mut sol, &clinic).await.unwrap_or_default();
    assert!(then.contains("Sleep at night") && !then.contains("Heronwater"), "{then}");
}
