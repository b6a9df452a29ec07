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
