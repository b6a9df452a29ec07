//! What a person asked to hold back.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::{asked, option};
use crate::cast::Stage;
use crate::consents;
use crate::sessions;

#[tokio::test]
async fn row_13_a_request_is_answered_and_ended_with_its_reasons() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let path = format!("/participants/{}/restrictions", stage.ana);
    let held = asked(&stage, &mut ana, &[("whom", "health_plans"), ("categories", "attendance")]).await;
    let mut pia = stage.visit_as("pia").await;
    assert!(pia.page("/restrictions").await.contains("Ana Ruiz"));
    let declined = pia.post(&format!("/restrictions/{held}/answer"), &[("answer", "declined")]).await;
    assert_eq!(declined.status, StatusCode::CONFLICT, "declining needs a reason");
    pia.submit(&format!("/restrictions/{held}/answer"), &[("answer", "accepted")]).await;
    assert!(ana.page(&path).await.contains("We hold this back"));
    let silent = pia.post(&format!("/restrictions/{held}/ending"), &[("how", "oral")]).await;
    assert_eq!(silent.status, StatusCode::CONFLICT, "what was said is written down");
    let notice = [("how", "notice"), ("words", "Letter of today")];
    pia.submit(&format!("/restrictions/{held}/ending"), &notice).await;
    assert!(ana.page(&path).await.contains("older things stay held back"));
}

#[tokio::test]
async fn row_13_a_session_paid_in_full_never_reaches_who_pays() {
    let stage = Stage::set().await;
    let (mut sam, mut sol) = (stage.visit_as("sam").await, stage.visit_as("sol").await);
    let (session, submission) = sessions::sent(&stage, &mut sam, &mut sol).await;
    sol.submit(&format!("{submission}/approval"), &[]).await;
    let mut ana = stage.visit_as("ana").await;
    let answers: [(&str, &[(&str, &str)]); 4] = [
        ("recipients", &[("name", "Valley Health Plan"), ("kind", "health_plan")]),
        ("steps/what", &[("categories", "billing"), ("categories", "attendance")]),
        ("steps/why", &[("purposes", "payment")]),
        ("steps/when", &[("expiry", "date"), ("expires_on", "2026-09-01")]),
    ];
    let consent = consents::draft(&stage, &mut ana, "general", &answers).await;
    consents::sign_own(&mut ana, &consent).await;
    let mut cora = stage.visit_as("cora").await;
    let new = format!("/participants/{}/disclosures/new", stage.ana);
    let plan = option(&cora.page(&new).await, "Valley Health Plan");
    let path = format!("/participants/{}/disclosures", stage.ana);
    let fields = |way| {
        [
            ("recipient", plan.as_str()),
            ("purpose", "payment"),
            ("categories", "billing"),
            ("description", "A claim"),
            ("way", way),
        ]
    };
    let before = cora.post(&path, &fields("json")).await;
    assert!(before.body.contains(&session), "{}", before.body);
    assert!(!before.body.contains("old friend"), "no word of what was said");
    let paid = format!("/participants/{}/paid-in-full", stage.ana);
    stage.advance(SignedDuration::from_mins(1));
    stage.visit_as("ana").await.submit(&paid, &[("session", &session)]).await;
    for way in ["json", "csv", "page"] {
        let after = cora.post(&path, &fields(way)).await;
        assert!(!after.body.contains(&session), "{way}: {}", after.body);
        assert!(!after.body.contains("<td>52</td>") && !after.body.contains(",52,"), "{way}");
    }
    // The program cannot end it.
    let held: cairn::ids::RowId = super::newest(&stage, "SELECT id FROM restrictions LIMIT 1").await;
    let notice = [("how", "notice"), ("words", "Letter")];
    let reply = cora.post(&format!("/restrictions/{held}/ending"), &notice).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
}
