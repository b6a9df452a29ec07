//! The privacy notice: for anybody to read, and given no later than at the first service.

use axum::http::StatusCode;
use cairn::ids::MatchId;
use cairn_db::params;

use crate::cast::Stage;
use crate::guards::permissions::{ANYONE, Case, case};

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let record = format!("/participants/{}", stage.ana);
    let both = &["pia", "cora"];
    vec![
        case("GET", "/notice", "/notice", ANYONE),
        case("POST", "/notice/acknowledgments", "/notice/acknowledgments", &["ana", "bo"]),
        case("GET", "/notices", "/notices", both),
        case("GET", "/notices/new", "/notices/new", &["pia"]),
        case("POST", "/notices", "/notices", &["pia"]),
        case("GET", "/notices/{number}", "/notices/1", &["pia"]),
        case("POST", "/participants/{id}/notice-deliveries", format!("{record}/notice-deliveries"), both),
        case("POST", "/participants/{id}/notice-bounces", format!("{record}/notice-bounces"), both),
    ]
}

/// Bo as somebody who is new: no notice yet, and matched with Tess.
async fn newcomer(stage: &Stage) {
    let (app, now) = (&stage.app, stage.app.clock.now());
    let (bo, tess, cora) = (stage.bo, stage.tess, stage.person("cora"));
    let id: MatchId = app.chance.id(now);
    let made: Result<(), cairn_db::Error> = app
        .db
        .write(move |tx| {
            tx.execute("DELETE FROM notice_deliveries WHERE participant_id = $1", params![bo])?;
            tx.execute(
                "INSERT INTO matches (id, participant_id, supporter_id, matched_at, matched_by)
                 VALUES ($1, $2, $3, $4, $5)",
                params![id, bo, tess, now, cora],
            )?;
            Ok(())
        })
        .await;
    made.unwrap();
}

const BOOKING: [(&str, &str); 5] =
    [("date", "2026-03-03"), ("time", "13:00"), ("minutes", "30"), ("mode", "phone"), ("setting", "phone")];

#[tokio::test]
async fn row_14_a_first_booking_gives_the_notice_in_the_same_response() {
    let stage = Stage::set().await;
    newcomer(&stage).await;
    let mut bo = stage.visit_as("bo").await;
    let path = format!("/participants/{}/sessions", stage.bo);
    let reply = bo.post(&path, &BOOKING).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.words());
    assert!(
        reply.body.contains("Notice of Privacy Practices of Stillwater Peer Program"),
        "{}",
        reply.words()
    );
    assert!(reply.body.contains("HOW TO FILE A COMPLAINT") && reply.body.contains("I have read it"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM sessions").await, 1, "and the session is booked");
    let given = "SELECT COUNT(*) AS n FROM notice_deliveries WHERE way = 'page' AND delivered_by IS NULL";
    assert_eq!(stage.count(given).await, 1);
    // Not blocking: the next page is the page itself, with a word until it is read.
    let next = bo.page(&path).await;
    assert!(next.contains("Please read it when you have a quiet moment"));
    assert!(!next.contains("HOW TO FILE A COMPLAINT"));
    bo.submit("/notice/acknowledgments", &[("to", path.as_str())]).await;
    assert!(!bo.page(&path).await.contains("quiet moment"));
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM notice_acknowledgments").await, 1);
    assert_eq!(bo.post(&path, &BOOKING).await.status, StatusCode::UNPROCESSABLE_ENTITY, "a clash, no notice");
}

#[tokio::test]
async fn row_14_the_first_page_of_their_record_gives_it_too_in_their_language() {
    let stage = Stage::set().await;
    newcomer(&stage).await;
    let mut bo = stage.visit_as("bo").await;
    bo.set_cookie("language", "es");
    let page = bo.page(&format!("/participants/{}/plan", stage.bo)).await;
    assert!(page.contains("Aviso de prácticas de privacidad") && page.contains("href=\"/help-now\""));
    let spanish = "SELECT COUNT(*) AS n FROM notice_deliveries WHERE language = 'es' AND way = 'page'";
    assert_eq!(stage.count(spanish).await, 1);
    // Staff who open the record are given nothing, and write no receipt.
    newcomer_again(&stage).await;
    let mut cora = stage.visit_as("cora").await;
    assert!(!cora.page(&format!("/participants/{}/plan", stage.bo)).await.contains("HOW TO FILE"));
    assert_eq!(stage.count(spanish).await, 0);
}

async fn newcomer_again(stage: &Stage) {
    let bo = stage.bo;
    let made: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| tx.execute("DELETE FROM notice_deliveries WHERE participant_id = $1", params![bo]))
        .await;
    made.unwrap();
}

#[tokio::test]
async fn row_14_anybody_reads_it_without_signing_in() {
    let stage = Stage::set().await;
    let mut stranger = stage.stranger();
    let page = stranger.page("/notice").await;
    for words in ["Stillwater Peer Program", "Pia Moreau", "555-0100", "Version 1", "one consent"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(stranger.page("/sign-in").await.contains("href=\"/notice\""), "from the foot of every page");
}

#[tokio::test]
async fn row_14_an_e_mail_that_came_back_makes_a_paper_task() {
    let stage = Stage::set().await;
    newcomer(&stage).await;
    let mut cora = stage.visit_as("cora").await;
    let record = format!("/participants/{}", stage.bo);
    assert!(cora.page("/notices").await.contains("Bo Chen"), "who still needs it");
    let nothing = cora.post(&format!("{record}/notice-bounces"), &[]).await;
    assert_eq!(nothing.status, StatusCode::CONFLICT);
    cora.submit(&format!("{record}/notice-deliveries"), &[("way", "email")]).await;
    let mut pia = stage.visit_as("pia").await;
    assert!(!pia.page("/privacy-desk").await.contains("Give the privacy notice on paper"));
    cora.submit(&format!("{record}/notice-bounces"), &[]).await;
    let desk = pia.page("/privacy-desk").await;
    assert!(desk.contains("Give the privacy notice on paper") && desk.contains("Bo Chen"));
    cora.submit(&format!("{record}/notice-deliveries"), &[("way", "paper")]).await;
    assert!(!pia.page("/privacy-desk").await.contains("Give the privacy notice on paper"));
}

#[tokio::test]
async fn a_coordinator_hands_notices_to_those_they_reach_only() {
    let stage = Stage::set().await;
    let mut cora = stage.visit_as("cora").await;
    cora.submit(
        &format!("/participants/{}/discharge", stage.bo),
        &[("reason", "moved"), ("alumni_calls", "no"), ("last_contact_on", "2026-03-01")],
    )
    .await;
    stage.advance(jiff::SignedDuration::from_hours(24 * 400));
    let (mut cora, mut pia) = (stage.visit_as("cora").await, stage.visit_as("pia").await);
    let paper = [("way", "paper")];
    for (act, fields) in [("deliveries", &paper[..]), ("deliveries", &[]), ("bounces", &[])] {
        let path = format!("/participants/{}/notice-{act}", stage.bo);
        assert_eq!(cora.post(&path, fields).await.status, StatusCode::NOT_FOUND, "{act} {fields:?}");
        assert_ne!(pia.post(&path, fields).await.status, StatusCode::NOT_FOUND, "{act} {fields:?}");
    }
}

#[tokio::test]
async fn row_14_a_material_change_is_due_to_everybody_again_on_its_day() {
    let stage = Stage::set().await;
    let mut pia = stage.visit_as("pia").await;
    let past = [("effective_on", "2026-03-01"), ("english", "# A"), ("spanish", "# B"), ("material", "yes")];
    assert_eq!(pia.post("/notices", &past).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let small = [("effective_on", "2026-03-02"), ("english", "# Small change"), ("spanish", "# B")];
    pia.submit("/notices", &small).await;
    assert!(stage.stranger().page("/notice").await.contains("Small change"));
    assert!(pia.page("/notices").await.contains("Everyone has it"), "a typing error is due to nobody");
    let material =
        [("effective_on", "2026-03-05"), ("english", "# New duty"), ("spanish", "# C"), ("material", "yes")];
    pia.submit("/notices", &material).await;
    assert!(pia.page("/notices").await.contains("Everyone has it"), "not before its day");
    stage.advance(jiff::SignedDuration::from_hours(72));
    let mut ana = stage.visit_as("ana").await;
    assert!(ana.page(&format!("/participants/{}/plan", stage.ana)).await.contains("New duty"));
    let needy = stage.visit_as("pia").await.page("/notices").await;
    assert!(needy.contains("Bo Chen") && !needy.contains("Ana Ruiz"));
    assert!(pia_sees_old(&stage).await.contains("Notice of Privacy Practices"), "earlier versions stay");
}

async fn pia_sees_old(stage: &Stage) -> String {
    stage.visit_as("pia").await.page("/notices/1").await
}
