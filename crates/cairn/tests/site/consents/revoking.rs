//! Taking back: whole or for one, at once, with nothing deleted; and when the law says not yet.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::{TO_MOTHER, draft, link, sign_own, signed};
use crate::cast::Stage;

const A_WHILE: SignedDuration = SignedDuration::from_mins(5);

#[tokio::test]
async fn row_07_one_of_two_is_taken_out_and_the_other_stays() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let consent = draft(&stage, &mut ana, "general", &TO_MOTHER).await;
    ana.submit(&format!("{consent}/recipients"), &[("name", "Lake Clinic"), ("kind", "covered_entity")])
        .await;
    sign_own(&mut ana, &consent).await;
    let form = ana.page(&format!("{consent}/revocations/new")).await;
    let mother = form.split("name=\"whom\" value=\"").nth(2).unwrap().split('"').next().unwrap().to_string();
    stage.advance(A_WHILE);
    ana.submit(&format!("{consent}/revocations"), &[("whom", &mother), ("words", "We are not talking now")])
        .await;

    let participant = stage.ana;
    let now = stage.app.clock.now();
    let found: Result<_, cairn_db::Error> =
        stage.app.db.read(move |tx| cairn::consents::store::candidates(tx, participant)).await;
    let found = found.unwrap();
    let zone = jiff::tz::TimeZone::UTC;
    assert_eq!(found[0].state(now, &zone), cairn::consents::State::InForce);
    let left: Vec<_> = found[0].standing_recipients().map(|one| one.name.clone()).collect();
    assert_eq!(left, ["Lake Clinic"]);
    let page = ana.page(&consent).await;
    assert!(page.contains("We are not talking now") && page.contains("Mia Ruiz"), "nothing is deleted");
    // Taking it back for the last one takes back the whole.
    ana.submit(&format!("{consent}/revocations"), &[("whom", "all")]).await;
    assert!(ana.page(&consent).await.contains("Taken back"));
    let again = ana.post(&format!("{consent}/revocations"), &[("whom", "all")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM consent_revocations").await, 2);
}

#[tokio::test]
async fn from_my_privacy_it_is_three_taps_to_a_consent_that_is_taken_back() {
    let stage = Stage::set().await;
    let consent = signed(&stage).await;
    let mut ana = stage.visit_as("ana").await;
    let privacy = ana.page(&format!("/participants/{}/privacy", stage.ana)).await;
    let form = ana.page(&link(&privacy, &format!("{consent}/revocations/new"))).await;
    assert!(form.contains(&format!("action=\"{consent}/revocations\"")));
    ana.submit(&format!("{consent}/revocations"), &[]).await;
    assert!(ana.page(&consent).await.contains("badge--slate\">Taken back"));
}

#[tokio::test]
async fn staff_write_down_how_somebody_took_it_back() {
    let stage = Stage::set().await;
    let consent = signed(&stage).await;
    let mut sam = stage.visit_as("sam").await;
    let reply = sam.post(&format!("{consent}/revocations"), &[]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "how must be said");
    let fields = [("how", "paper"), ("relied_on", "The claim of March 2 is finished")];
    sam.submit(&format!("{consent}/revocations"), &fields).await;
    let page = stage.visit_as("pia").await.page(&consent).await;
    assert!(page.contains("The claim of March 2 is finished"));
}

const COURT: [(&str, &[(&str, &str)]); 3] = [
    ("recipients", &[("name", "County Drug Court"), ("kind", "criminal_justice")]),
    ("steps/why", &[("purposes", "criminal_justice"), ("purpose_words", "Case 26-DC-7")]),
    (
        "steps/when",
        &[
            ("expiry", "event"),
            ("expiry_words", "My drug court case ends"),
            ("period", "As long as the case lasts"),
            ("revocable", "date"),
            ("revocable_on", "2026-04-01"),
        ],
    ),
];

#[tokio::test]
async fn row_26_a_court_consent_is_taken_back_from_its_date_on() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let consent = draft(&stage, &mut ana, "criminal_justice", &COURT).await;
    let page = ana.page(&consent).await;
    assert!(
        page.contains("When I come, and how long") && !page.contains("My goals and steps"),
        "attendance only"
    );
    sign_own(&mut ana, &consent).await;
    let early = ana.post(&format!("{consent}/revocations"), &[]).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    assert!(early.words().contains("names the day from which"), "{}", early.words());
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM consent_revocations").await, 0);
    // 2026-04-01 begins at 04:00 UTC on the program's clocks.
    stage.app.clock.set("2026-04-01T03:59:59Z".parse().unwrap());
    let mut ana = stage.visit_as("ana").await;
    assert_eq!(ana.post(&format!("{consent}/revocations"), &[]).await.status, StatusCode::CONFLICT);
    stage.app.clock.set("2026-04-01T04:00:00Z".parse().unwrap());
    ana.submit(&format!("{consent}/revocations"), &[]).await;
    assert!(ana.page(&consent).await.contains("badge--slate\">Taken back"));
}

#[tokio::test]
async fn row_26_or_after_its_event_which_staff_write_down() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let mut answers = COURT;
    answers[2].1 = &[
        ("expiry", "event"),
        ("expiry_words", "My drug court case ends"),
        ("period", "As long as the case lasts"),
        ("revocable", "event"),
        ("revocable_words", "The judge closes phase two"),
    ];
    let consent = draft(&stage, &mut ana, "criminal_justice", &answers).await;
    sign_own(&mut ana, &consent).await;
    let early = ana.post(&format!("{consent}/revocations"), &[]).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    let own = ana.post(&format!("{consent}/events"), &[("event", "revocable")]).await;
    assert_eq!(own.status, StatusCode::NOT_FOUND, "the participant does not say it of the court");
    let event = [("event", "revocable"), ("words", "Letter of the court, March 2")];
    stage.visit_as("cora").await.submit(&format!("{consent}/events"), &event).await;
    ana.submit(&format!("{consent}/revocations"), &[]).await;
}
