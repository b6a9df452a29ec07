//! Insurance as coordinators, billers and participants meet it.

mod estimates;
mod forms;
mod stories;

use cairn::ids::{EnrollmentId, FirstCallId, ParticipantId};
use cairn_db::params;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

/// Who may come to this room's pages.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let ana = format!("/participants/{}/policies", stage.ana);
    let call = format!("/first-calls/{}/policies", first_call(stage).await);
    let mut cora = stage.visit_as("cora").await;
    let policy = cora.submit(&ana, &card(&[])).await;
    let verification = cora.submit(&format!("{policy}/verifications"), &said(&[])).await;
    let team: &[&str] = &["ana", "sam", "sol", "cora", "bill"];
    let recorders: &[&str] = &["cora", "bill"];
    vec![
        case("GET", "/policies", "/policies", recorders),
        case("GET", "/participants/{id}/policies", ana.clone(), team),
        case("GET", "/participants/{id}/policies/new", format!("{ana}/new"), recorders),
        case("POST", "/participants/{id}/policies", ana, recorders),
        case("GET", "/first-calls/{id}/policies/new", format!("{call}/new"), &["cora"]),
        case("POST", "/first-calls/{id}/policies", call, &["cora"]),
        case("GET", "/policies/{id}", policy.clone(), team),
        case("POST", "/policies/{id}/termination", format!("{policy}/termination"), recorders),
        case("GET", "/policies/{id}/verifications/new", format!("{policy}/verifications/new"), recorders),
        case("POST", "/policies/{id}/verifications", format!("{policy}/verifications"), recorders),
        case("GET", "/verifications/{id}", verification, team),
    ]
}

/// A call about insurance, taken by Cora.
async fn first_call(stage: &Stage) -> FirstCallId {
    let (app, cora) = (stage.app.clone(), stage.person("cora"));
    let done: Result<FirstCallId, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let now = app.clock.now();
            let id: FirstCallId = app.chance.id(now);
            tx.execute(
                "INSERT INTO first_calls (id, received_at, taken_by, caller_kind, caller_name, language, safe_to_call,
                    safe_to_leave_message, needs, immediate_risk, insurance, payer_name)
                 VALUES ($1, $2, $3, 'family', 'Rosa Chen', 'en', 'yes', 'no', 'Somebody to talk with', 'none',
                    'named', 'Prairie Mutual')",
                params![id, now, cora],
            )?;
            Ok(id)
        })
        .await;
    done.unwrap()
}

/// The person a call was about is enrolled.
async fn enroll_from(stage: &Stage, call: FirstCallId, participant: ParticipantId) {
    let (app, cora) = (stage.app.clone(), stage.person("cora"));
    let done: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let now = app.clock.now();
            tx.execute(
                "INSERT INTO enrollments (id, participant_id, first_call_id, enrolled_on, enrolled_at, enrolled_by)
                 VALUES ($1, $2, $3, '2026-03-02', $4, $5)",
                params![app.chance.id::<EnrollmentId>(now), participant, call, now, cora],
            )?;
            Ok(())
        })
        .await;
    done.unwrap();
}

type Fields<'a> = Vec<(&'a str, &'a str)>;

/// `fields` with some replaced or added.
fn with<'a>(mut fields: Fields<'a>, changes: &[(&'a str, &'a str)]) -> Fields<'a> {
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

/// A PPO card; we are out of network.
fn card<'a>(changes: &[(&'a str, &'a str)]) -> Fields<'a> {
    let card = vec![
        ("payer", "Prairie Mutual"),
        ("payer_phone", "555-0142"),
        ("member_id", "PM4410098231"),
        ("group_number", "7781"),
        ("plan_type", "PPO"),
        ("network", "out"),
        ("subscriber_relation", "self"),
        ("effective_on", "2026-01-01"),
    ];
    with(card, changes)
}

/// A call in which everything was said: the out-of-network figures of billing.md 1.3, an allowed amount of 100.
fn said<'a>(changes: &[(&'a str, &'a str)]) -> Fields<'a> {
    let said = vec![
        ("method", "phone"),
        ("spoken_on", "2026-03-02"),
        ("spoken_time", "09:40"),
        ("representative", "Dee, ID 4471"),
        ("reference", "CALL-20260302-17"),
        ("coverage_active", "yes"),
        ("peer_support", "yes"),
        ("precertification", "no"),
        ("pcp_referral", "not_needed"),
        ("session_limited", "no"),
        ("in_offered", "yes"),
        ("in_deductible", "500"),
        ("in_deductible_met", "500"),
        ("in_copay", "25"),
        ("in_maximum", "4000"),
        ("in_maximum_met", "600"),
        ("in_allowed", "80"),
        ("out_offered", "yes"),
        ("out_deductible", "3000"),
        ("out_deductible_met", "100"),
        ("out_coinsurance", "40"),
        ("out_maximum", "9000"),
        ("out_maximum_met", "200"),
        ("out_allowed", "100"),
    ];
    with(said, changes)
}

/// Ana's policy and a call about it, written down by Cora.
async fn verified<'a>(
    cora: &mut Visitor,
    stage: &Stage,
    card_changes: &[(&'a str, &'a str)],
    said_changes: &[(&'a str, &'a str)],
) -> (String, String) {
    let policy = cora.submit(&format!("/participants/{}/policies", stage.ana), &card(card_changes)).await;
    let verification = cora.submit(&format!("{policy}/verifications"), &said(said_changes)).await;
    (policy, verification)
}
