//! Who signs: adults, young people by state law, and those who sign for somebody.

use axum::http::StatusCode;

use super::{TO_MOTHER, draft};
use crate::cast::Stage;

/// Ana is fifteen, in a program of a state with this rule.
async fn young(stage: &Stage, rule: &str) {
    let ana = stage.person("ana");
    let born: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute("UPDATE people SET born_on = '2010-06-01' WHERE id = $1", cairn_db::params![ana])
        })
        .await;
    born.unwrap();
    set_rule(stage, rule).await;
}

async fn set_rule(stage: &Stage, rule: &str) {
    let mut ada = stage.visit_as("ada").await;
    let fields = [
        ("name", "Stillwater Peer Program"),
        ("discreet_name", "Stillwater"),
        ("time_zone", "America/New_York"),
        ("language", "en"),
        ("crisis_line", "988"),
        ("exit_url", "https://example.org"),
        ("unit_minutes", "15"),
        ("rounding", "more_than_half"),
        ("caseload_usual", "12"),
        ("caseload_most", "15"),
        ("minor_rule", rule),
    ];
    ada.submit("/program", &fields).await;
}

const GUARDIAN: [(&str, &str); 5] = [
    ("signer", "guardian"),
    ("how", "in_person"),
    ("name", "Mia Ruiz"),
    ("authority", "parent"),
    ("agree", "yes"),
];

#[tokio::test]
async fn row_17_where_a_minor_signs_alone_no_parent_can_sign_or_see() {
    let stage = Stage::set().await;
    young(&stage, "alone").await;
    let mut ana = stage.visit_as("ana").await;
    let consent = draft(&stage, &mut ana, "general", &TO_MOTHER).await;
    let mut sam = stage.visit_as("sam").await;
    let refused = sam.post(&format!("{consent}/signatures"), &GUARDIAN).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains("the young person signs alone"), "{}", refused.words());
    ana.submit(&format!("{consent}/signatures"), &[("name", "Ana Ruiz"), ("agree", "yes")]).await;
    assert!(ana.page(&consent).await.contains("In force"));

    // Her mother has an account of her own. It sees nothing of her: no name, no schedule, no bill, no consent.
    let mut mia = stage.visit_as("mia").await;
    let record = format!("/participants/{}", stage.ana);
    for page in ["", "/plan", "/sessions", "/policies", "/privacy", "/consents", "/openings", "/progress"] {
        assert_eq!(mia.get(&format!("{record}{page}")).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    for page in [consent.clone(), format!("{consent}/preview"), format!("{consent}/revocations/new")] {
        assert_eq!(mia.get(&page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    let today = mia.page("/today").await;
    assert!(!today.contains("Ana Ruiz"));
}

#[tokio::test]
async fn row_17_where_both_sign_one_signature_allows_nothing() {
    let stage = Stage::set().await;
    young(&stage, "both").await;
    let mut ana = stage.visit_as("ana").await;
    let consent = draft(&stage, &mut ana, "general", &TO_MOTHER).await;
    ana.submit(&format!("{consent}/signatures"), &[("name", "Ana Ruiz"), ("agree", "yes")]).await;
    assert!(ana.page(&consent).await.contains("Waits for the other signature"));
    let found = candidates(&stage).await;
    assert!(!found[0].state(stage.app.clock.now(), &jiff::tz::TimeZone::UTC).stands());
    assert!(found[0].missing().contains(&"parent_signature"), "{:?}", found[0].missing());
    // From her own account nobody but she signs.
    let again = ana.post(&format!("{consent}/signatures"), &GUARDIAN).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A new rule of the program does not change what this consent waits for.
    set_rule(&stage, "alone").await;
    stage.visit_as("sam").await.submit(&format!("{consent}/signatures"), &GUARDIAN).await;
    assert!(ana.page(&consent).await.contains("In force"));
    assert!(candidates(&stage).await[0].missing().is_empty());
}

async fn candidates(stage: &Stage) -> Vec<cairn::consents::Consent> {
    let participant = stage.ana;
    let found: Result<_, cairn_db::Error> =
        stage.app.db.read(move |tx| cairn::consents::store::candidates(tx, participant)).await;
    found.unwrap()
}

fn representative<'a>(authority: &'a str, document: &'a str) -> Vec<(&'static str, &'a str)> {
    let mut fields =
        vec![("signer", "representative"), ("how", "in_person"), ("name", "Rita Ruiz"), ("agree", "yes")];
    fields.extend([("authority", authority), ("authority_document", document)]);
    fields
}

#[tokio::test]
async fn row_18_a_representative_shows_a_document() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let consent = draft(&stage, &mut cora, "general", &TO_MOTHER).await;
    let signatures = format!("{consent}/signatures");
    for fields in [
        representative("court_order", ""),
        representative("", "order 26-CV-114"),
        representative("parent", "x"),
    ] {
        let refused = cora.post(&signatures, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM consent_signatures").await, 0);
    cora.submit(&signatures, &representative("court_order", "order 26-CV-114")).await;
    let page = cora.page(&consent).await;
    assert!(page.contains("In force") && page.contains("order 26-CV-114"));
    assert!(candidates(&stage).await[0].missing().is_empty());
}

#[tokio::test]
async fn row_18_for_somebody_who_died_others_sign() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    let consent = draft(&stage, &mut cora, "general", &TO_MOTHER).await;
    let died = [("reason", "died"), ("alumni_calls", "no"), ("discharged_on", "2026-03-02")];
    cora.submit(&format!("/participants/{}/discharge", stage.ana), &died).await;
    let own = [
        ("signer", "participant"),
        ("how", "paper"),
        ("on", "2026-03-01"),
        ("name", "Ana Ruiz"),
        ("agree", "yes"),
    ];
    let refused = cora.post(&format!("{consent}/signatures"), &own).await;
    assert!(refused.words().contains("The person has died"), "{}", refused.words());
    cora.submit(&format!("{consent}/signatures"), &representative("executor", "letters of May 4")).await;
    assert!(cora.page(&consent).await.contains("In force"));
    assert!(candidates(&stage).await[0].missing().is_empty());
}

#[tokio::test]
async fn a_paper_has_its_own_day_and_counts_from_when_it_is_in_hand() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let consent = draft(&stage, &mut sam, "general", &TO_MOTHER).await;
    let signatures = format!("{consent}/signatures");
    let paper = |on| {
        [("signer", "participant"), ("how", "paper"), ("name", "Ana Ruiz"), ("agree", "yes"), ("on", on)]
    };
    for day in ["", "2026-03-03"] {
        assert_eq!(
            sam.post(&signatures, &paper(day)).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{day}"
        );
    }
    sam.submit(&signatures, &paper("2026-02-20")).await;
    let found = candidates(&stage).await;
    let zone = jiff::tz::TimeZone::UTC;
    assert_eq!(found[0].begins_at(&zone), Some(stage.app.clock.now()));
    assert_eq!(found[0].signatures[0].on.to_string(), "2026-02-20");
    let by_phone = [("signer", "participant"), ("how", "phone"), ("name", "Ana Ruiz"), ("agree", "yes")];
    assert_ne!(sam.post(&signatures, &by_phone).await.status, StatusCode::SEE_OTHER, "a consent is written");
}
