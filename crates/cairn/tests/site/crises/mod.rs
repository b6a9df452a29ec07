//! Crises: written down, gone through, looked after, closed without blame.

use axum::http::StatusCode;
use jiff::SignedDuration;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::sessions::planned_at;
use crate::visitor::Visitor;

mod ties;

const HANDS: &[&str] = &["cora", "sam", "tess", "sol", "vale"];
const NEAR_ANA: &[&str] = &["sam", "sol", "cora"];

/// Sam writes down a crisis of Ana's; its address.
async fn crisis(stage: &Stage, sam: &mut Visitor) -> String {
    let ana = stage.ana.to_string();
    let told = [
        ("about", "participant"),
        ("participant", ana.as_str()),
        ("kind", "overdose"),
        ("words", "Found slumped on the bench, blue lips."),
    ];
    sam.submit("/crises", &told).await
}

/// Tess writes down a crisis of somebody whom nobody knows; its address.
async fn caller(tess: &mut Visitor) -> String {
    let told = [
        ("about", "caller"),
        ("caller", "Robin"),
        ("caller_phone", "540-555-0166"),
        ("kind", "self_harm"),
        ("words", "Called from the bridge."),
    ];
    tess.submit("/crises", &told).await
}

/// The address of the debrief that this page leads to.
fn debrief_of(page: &str) -> String {
    let rest = page.split("href=\"/debriefs/").nth(1).expect("a debrief");
    format!("/debriefs/{}", rest.split('"').next().unwrap())
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let mut sam = stage.visit_as("sam").await;
    let page = crisis(stage, &mut sam).await;
    let debrief = debrief_of(&sam.page(&page).await);
    let unknown = caller(&mut stage.visit_as("tess").await).await;
    vec![
        case("GET", "/crises/{id}/ties/new", format!("{unknown}/ties/new"), &["cora"]),
        case("POST", "/crises/{id}/ties", format!("{unknown}/ties"), &["cora"]),
        case("GET", "/crises", "/crises", HANDS),
        case("GET", "/crises/new", "/crises/new", HANDS),
        case("POST", "/crises", "/crises", HANDS),
        case("GET", "/crises/{id}", page.clone(), NEAR_ANA),
        case("POST", "/crises/{id}/entries", format!("{page}/entries"), NEAR_ANA),
        case("POST", "/crises/{id}/covers", format!("{page}/covers"), NEAR_ANA),
        case("POST", "/crises/{id}/calls", format!("{page}/calls"), NEAR_ANA),
        case("POST", "/crises/{id}/debriefs", format!("{page}/debriefs"), NEAR_ANA),
        case("POST", "/crises/{id}/closings", format!("{page}/closings"), NEAR_ANA),
        case("POST", "/crises/{id}/reopenings", format!("{page}/reopenings"), &[]),
        case("GET", "/debriefs/{id}", debrief.clone(), &["sam", "sol"]),
        case("POST", "/debriefs/{id}/holding", format!("{debrief}/holding"), &["sam", "sol"]),
    ]
}

#[tokio::test]
async fn a_crisis_from_the_first_minute_to_its_closing() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let page = crisis(&stage, &mut sam).await;
    for (what, words) in
        [("called_911", ""), ("naloxone", "Two doses"), ("told_supervisor", "Sol, by phone"), ("safe", "")]
    {
        sam.submit(&format!("{page}/entries"), &[("what", what), ("entry_words", words)]).await;
    }
    sam.submit(
        &format!("{page}/entries"),
        &[("what", "noted"), ("at", "09:40"), ("entry_words", "Breathing again")],
    )
    .await;
    let shown = sam.page(&page).await;
    let (first, rest) = shown.split_once("Breathing again").unwrap();
    assert!(
        !first.contains("Called 911") && rest.contains("Called 911"),
        "in the order in which it happened"
    );
    assert!(shown.contains("Two doses") && shown.contains("/emergency/new"));
    // The supervisor sees it first on Today, with the call that is due.
    let today = stage.visit_as("sol").await.page("/today").await;
    assert!(today.contains("Calls after a crisis") && today.contains("Talks after a crisis"), "{today}");
    // Closing asks for the call first.
    let early = sam.post(&format!("{page}/closings"), &[("helps", "Call before I go out")]).await;
    assert!(early.body.contains("First write down a try") && early.body.contains("Call before I go out"));
    stage.advance(SignedDuration::from_hours(25));
    let mut sam = stage.visit_as("sam").await;
    assert!(sam.page("/crises").await.contains("late"));
    sam.submit(&format!("{page}/calls"), &[("outcome", "no_answer"), ("next_hours", "3")]).await;
    assert!(!sam.page("/crises").await.contains("badge--amber\">late"));
    sam.submit(&format!("{page}/calls"), &[("outcome", "reached"), ("call_words", "Tired and glad")]).await;
    sam.submit(&format!("{page}/closings"), &[("helps", "Call before I go out")]).await;
    let closed = sam.page(&page).await;
    assert!(closed.contains("Call before I go out") && closed.contains("Open it again"));
    let late = sam.post(&format!("{page}/entries"), &[("what", "safe")]).await;
    assert!(late.body.contains("is closed"), "{}", late.words());
    // It ended nothing of hers.
    let open = "SELECT COUNT(*) AS n FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id
        WHERE d.enrollment_id IS NULL";
    assert_eq!(stage.count(open).await, 2);
    sam.submit(&format!("{page}/reopenings"), &[]).await;
    sam.submit(&format!("{page}/entries"), &[("what", "stayed")]).await;
}

#[tokio::test]
async fn only_who_may_open_the_record_reads_the_crisis() {
    let stage = Stage::set().await;
    let page = crisis(&stage, &mut stage.visit_as("sam").await).await;
    for name in ["ana", "bo", "tess", "vale", "mia", "bill", "eva", "pia", "ada", "otto"] {
        let mut visitor = stage.visit_as(name).await;
        assert_eq!(visitor.get(&page).await.status, StatusCode::NOT_FOUND, "{name}");
        let list = visitor.get("/crises").await;
        // Her own name stands at the foot of her own pages.
        assert!(name == "ana" || !list.body.contains("Ana Ruiz"), "{name}");
        assert!(!list.body.contains(&page), "{name}");
        assert!(!visitor.page("/today").await.contains("after a crisis"), "{name}");
    }
    let mut sol = stage.visit_as("sol").await;
    assert!(sol.page("/crises").await.contains("Ana Ruiz"));
    sol.page(&page).await;
    // Ana can read that her record was opened.
    assert!(
        stage
            .visit_as("ana")
            .await
            .page(&format!("/participants/{}/openings", stage.ana))
            .await
            .contains("Sol Haddad")
    );
}

#[tokio::test]
async fn the_words_of_a_debrief_stay_between_the_two() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let page = crisis(&stage, &mut sam).await;
    let debrief = debrief_of(&sam.page(&page).await);
    let shown = stage.visit_as("sol").await.page(&debrief).await;
    assert!(shown.contains("Sam Okafor") && !shown.contains("Ana"), "nobody says whom it was about");
    let mut sol = stage.visit_as("sol").await;
    let ahead =
        sol.post(&format!("{debrief}/holding"), &[("held_on", "2026-03-09"), ("words", "Slept badly")]).await;
    assert!(ahead.body.contains("still to come") && ahead.body.contains("Slept badly"));
    sol.submit(&format!("{debrief}/holding"), &[("held_on", "2026-03-02"), ("words", "Slept badly")]).await;
    assert!(sam.page(&debrief).await.contains("Slept badly"));
    let mut cora = stage.visit_as("cora").await;
    assert_eq!(cora.get(&debrief).await.status, StatusCode::NOT_FOUND);
    let crisis = cora.page(&page).await;
    assert!(crisis.contains("Took place") && !crisis.contains("Slept badly"));
    assert!(!stage.visit_as("sol").await.page("/today").await.contains("Talks after a crisis"));
    assert!(
        !stage
            .visit_as("ana")
            .await
            .page(&format!("/participants/{}/copy", stage.ana))
            .await
            .contains("Slept badly")
    );
}

#[tokio::test]
async fn other_appointments_of_the_day_are_handed_over_or_called_off_and_nobody_says_why() {
    let stage = Stage::set().await;
    let (app, bo, sam_id, cora_id) = (stage.app.clone(), stage.bo, stage.sam, stage.person("cora"));
    let now = app.clock.now();
    let planned: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO matches (id, participant_id, supporter_id, matched_at, matched_by) VALUES ($1, $2, $3, $4, $5)",
                cairn_db::params![app.chance.id::<cairn::ids::MatchId>(now), bo, sam_id, now, cora_id],
            )?;
            Ok(())
        })
        .await;
    planned.unwrap();
    let mut sam = stage.visit_as("sam").await;
    for time in ["14:00", "16:00"] {
        let fields = [
            ("date", "2026-03-02"),
            ("time", time),
            ("minutes", "45"),
            ("mode", "in_person"),
            ("setting", "center"),
            ("place", "Room 4"),
        ];
        sam.submit(&format!("/participants/{}/sessions", stage.bo), &fields).await;
    }
    planned_at(&stage, &mut sam, "2026-03-02", "15:00").await;
    let page = crisis(&stage, &mut sam).await;
    let shown = sam.page(&page).await;
    assert!(
        shown.contains("2:00 PM") && shown.contains("4:00 PM") && !shown.contains("3:00 PM"),
        "hers is not one of the others"
    );
    let sessions: Vec<String> = shown
        .split("name=\"session\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_string())
        .collect();
    let tess = stage.tess.to_string();
    let nobody = [("session", sessions[0].as_str()), ("how", "handed")];
    assert_eq!(sam.post(&format!("{page}/covers"), &nobody).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let handed = [("session", sessions[0].as_str()), ("how", "handed"), ("substitute", tess.as_str())];
    sam.submit(&format!("{page}/covers"), &handed).await;
    sam.submit(&format!("{page}/covers"), &[("session", sessions[1].as_str()), ("how", "called_off")]).await;
    let shown = sam.page(&page).await;
    assert!(shown.contains("Tess Malone takes it over") && shown.contains("called off"), "{shown}");
    // Bo sees an hour with Tess, at the same time and place, and no reason.
    let mut bo = stage.visit_as("bo").await;
    let list = bo.page(&format!("/participants/{}/sessions", stage.bo)).await;
    assert!(list.contains("Tess Malone") && !list.contains("crisis") && !list.contains("Ana"), "{list}");
    let gone = [("session", sessions[0].as_str()), ("how", "called_off")];
    assert_eq!(sam.post(&format!("{page}/covers"), &gone).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_caller_whom_nobody_knows_and_a_family_member_have_crises_too() {
    let stage = Stage::set().await;
    let mut tess = stage.visit_as("tess").await;
    let page = caller(&mut tess).await;
    assert!(tess.page(&page).await.contains("Robin"));
    assert!(stage.visit_as("cora").await.page(&page).await.contains("Robin"));
    for name in ["sam", "sol", "vale"] {
        let mut visitor = stage.visit_as(name).await;
        assert_eq!(visitor.get(&page).await.status, StatusCode::NOT_FOUND, "{name}");
        assert!(!visitor.page("/crises").await.contains("Robin"), "{name}");
    }
    // Somebody else stood by too: then they read it, and so does their supervisor.
    let sam = stage.person("sam").to_string();
    stage.visit_as("cora").await.submit(&format!("{page}/debriefs"), &[("bystander", sam.as_str())]).await;
    for name in ["sam", "sol"] {
        assert!(stage.visit_as(name).await.page(&page).await.contains("Robin"), "{name}");
    }
    let lost = tess.post("/crises", &[("about", "family_member"), ("kind", "other")]).await;
    assert_eq!(lost.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A participant whom Tess does not know is nobody to her.
    let ana = stage.ana.to_string();
    let unknown = [("about", "participant"), ("participant", ana.as_str()), ("kind", "other")];
    assert_eq!(tess.post("/crises", &unknown).await.status, StatusCode::NOT_FOUND);
}
