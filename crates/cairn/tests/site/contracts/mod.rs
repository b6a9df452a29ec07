//! Contracts: without one, nothing is sent through anybody else.

use axum::http::StatusCode;
use cairn::contracts::{Channel, OpenChannel, channel_open};
use cairn::web::Problem;
use jiff::civil::Date;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

/// A service agreement that covers these channels, until the end of June; its address.
pub async fn service_agreement(pia: &mut Visitor, channels: &[&str]) -> String {
    let mut fields = vec![
        ("kind", "qsoa"),
        ("party", "Northgate Messaging"),
        ("reference", "Drawer 2"),
        ("scope", "Carries calls and messages"),
        ("from_on", "2026-01-01"),
        ("until_on", "2026-06-30"),
        ("terms", "bound_by_part2"),
        ("terms", "resists_in_court"),
    ];
    fields.extend(channels.iter().map(|channel| ("channels", *channel)));
    pia.submit("/contracts", &fields).await
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let page = service_agreement(&mut stage.visit_as("pia").await, &["mail"]).await;
    let only = &["pia"];
    vec![
        case("GET", "/contracts", "/contracts", only),
        case("GET", "/contracts/new", "/contracts/new", only),
        case("POST", "/contracts", "/contracts", only),
        case("GET", "/contracts/{id}", page.clone(), only),
        case("POST", "/contracts/{id}/ending", format!("{page}/ending"), only),
        case("POST", "/contracts/{id}/destruction", format!("{page}/destruction"), only),
    ]
}

async fn is_open(stage: &Stage, channel: Channel, today: &str) -> bool {
    let today: Date = today.parse().unwrap();
    let asked: Result<OpenChannel, Problem> =
        stage.app.db.read(move |tx| channel_open(tx, channel, today)).await;
    match asked {
        Ok(open) => open.channel() == channel,
        Err(Problem::Refused(refusal)) => {
            assert_eq!(refusal.key, "channel-is-shut");
            false
        }
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn row_20_a_channel_is_shut_until_an_agreement_covers_it_and_stops_with_it() {
    let stage = Stage::set().await;
    for channel in Channel::ALL {
        assert!(!is_open(&stage, channel, "2026-03-02").await, "{channel:?} without any agreement");
    }
    let mut pia = stage.visit_as("pia").await;
    let page = service_agreement(&mut pia, &["sms", "video"]).await;
    assert!(is_open(&stage, Channel::Sms, "2026-03-02").await);
    assert!(!is_open(&stage, Channel::Mail, "2026-03-02").await, "it covers text messages, not mail");
    assert!(is_open(&stage, Channel::Sms, "2026-06-30").await);
    assert!(!is_open(&stage, Channel::Sms, "2026-07-01").await, "the day after its last, sending stops");
    let ending = [("ended_on", "2026-04-01"), ("reason", "We changed to another company")];
    pia.submit(&format!("{page}/ending"), &ending).await;
    assert!(is_open(&stage, Channel::Sms, "2026-03-31").await);
    assert!(!is_open(&stage, Channel::Sms, "2026-04-01").await);
    let again = pia.post(&format!("{page}/ending"), &ending).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn row_20_a_video_session_needs_an_agreement_with_who_carries_it() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let path = format!("/participants/{}/sessions", stage.ana);
    let fields = |date: &'static str| {
        [
            ("date", date),
            ("time", "13:00"),
            ("minutes", "30"),
            ("mode", "video"),
            ("setting", "online"),
            ("video_link", "https://meet.example/sam"),
        ]
    };
    let refused = sam.post(&path, &fields("2026-03-03")).await;
    assert!(refused.body.contains("No service agreement"), "{}", refused.words());
    service_agreement(&mut stage.visit_as("pia").await, &["video"]).await;
    sam.submit(&path, &fields("2026-03-03")).await;
    stage.advance(jiff::SignedDuration::from_hours(24 * 122));
    let mut sam = stage.visit_as("sam").await;
    let expired = sam.post(&path, &fields("2026-07-03")).await;
    assert!(expired.body.contains("No service agreement"), "it ran out on June 30: {}", expired.words());
}

#[tokio::test]
async fn row_20_an_agreement_without_its_terms_opens_nothing() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let bare = [
        ("kind", "qsoa"),
        ("party", "Quick Send"),
        ("reference", "Drawer 2"),
        ("scope", "Sends text messages"),
        ("from_on", "2026-01-01"),
        ("terms", "bound_by_part2"),
        ("channels", "sms"),
    ];
    let page = pia.submit("/contracts", &bare).await;
    assert!(pia.page(&page).await.contains("It does not count yet"));
    assert!(!is_open(&stage, Channel::Sms, "2026-03-02").await);
    let audit = [
        ("kind", "audit"),
        ("party", "State office"),
        ("reference", "Drawer 4"),
        ("scope", "Reviews attendance"),
        ("from_on", "2026-01-01"),
        ("terms", "audit_limits"),
        ("channels", "sms"),
    ];
    let wrong = pia.post("/contracts", &audit).await;
    assert!(wrong.body.contains("Only a service agreement"), "{}", wrong.words());
}

#[tokio::test]
async fn row_23_an_audit_agreement_is_asked_after_when_copies_should_be_destroyed() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let mut audit = vec![
        ("kind", "audit"),
        ("party", "State audit office"),
        ("reference", "Drawer 4"),
        ("scope", "Reviews attendance of last year"),
        ("from_on", "2026-01-01"),
        ("terms", "audit_limits"),
        ("terms", "copies"),
        ("categories", "attendance"),
    ];
    let wrong = pia.post("/contracts", &audit).await;
    assert!(wrong.body.contains("by when copies are destroyed"), "{}", wrong.words());
    audit.push(("destroy_by", "2026-03-10"));
    let page = pia.submit("/contracts", &audit).await;
    assert!(!pia.page("/privacy-desk").await.contains("Ask whether copies were destroyed"));
    stage.advance(jiff::SignedDuration::from_hours(24 * 9));
    let mut pia = stage.visit_as("pia").await;
    let desk = pia.page("/privacy-desk").await;
    assert!(desk.contains("Ask whether copies were destroyed") && desk.contains("Overdue"));
    let told = [("destroyed_on", "2026-03-09"), ("destroyed", "Certificate of March 9")];
    pia.submit(&format!("{page}/destruction"), &told).await;
    assert!(!pia.page("/privacy-desk").await.contains("Ask whether copies were destroyed"));
}

#[tokio::test]
async fn row_23_research_needs_its_approval() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let mut research = vec![
        ("kind", "research"),
        ("party", "Valley University"),
        ("reference", "Drawer 5"),
        ("scope", "How long people stay"),
        ("from_on", "2026-01-01"),
        ("until_on", "2026-04-15"),
        ("terms", "common_rule"),
    ];
    let wrong = pia.post("/contracts", &research).await;
    assert!(wrong.body.contains("who approved the research"), "{}", wrong.words());
    research.push(("approved_by", "University IRB 2026-14"));
    let page = pia.submit("/contracts", &research).await;
    assert!(pia.page(&page).await.contains("Runs out soon"));
    assert!(pia.page("/privacy-desk").await.contains("Renew a contract"));
}

#[tokio::test]
async fn row_23_an_auditor_takes_nothing_away_unless_copies_were_approved() {
    let stage = Stage::set().await;
    let office = crate::disclosures::recipient(&stage, "State audit office", "auditor").await;
    let path = format!("/participants/{}/disclosures", stage.ana);
    let download = [
        ("recipient", office.as_str()),
        ("purpose", "audit"),
        ("categories", "attendance"),
        ("description", "Attendance of last year"),
        ("way", "csv"),
        ("days", "7"),
    ];
    let left = async || stage.count("SELECT COUNT(*) AS n FROM disclosures").await;
    let mut cora = stage.visit_as("cora").await;
    cora.post(&path, &download).await;
    assert_eq!(left().await, 0, "nothing is on file");
    let mut audit = vec![
        ("kind", "audit"),
        ("party", "State audit office"),
        ("recipient", office.as_str()),
        ("reference", "Drawer 4"),
        ("scope", "Reviews attendance of last year"),
        ("from_on", "2026-01-01"),
        ("terms", "audit_limits"),
        ("categories", "attendance"),
    ];
    let mut pia = stage.visit_as("pia").await;
    pia.submit("/contracts", &audit).await;
    cora.post(&path, &download).await;
    assert_eq!(left().await, 0, "copies were not approved");
    audit.extend([("terms", "copies"), ("destroy_by", "2026-05-01")]);
    pia.submit("/contracts", &audit).await;
    let sent = cora.post(&path, &download).await;
    assert_eq!(left().await, 1, "{}", sent.words());
    stage.advance(jiff::SignedDuration::from_hours(24 * 61));
    stage.visit_as("cora").await.post(&path, &download).await;
    assert_eq!(left().await, 1, "copies were to be destroyed by May 1");
}
