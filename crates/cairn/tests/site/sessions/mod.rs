//! Sessions, notes and their reviews, told through pages.

mod accompaniment;
mod moves;
mod notes;
mod planning;
mod privacy;
mod reviews;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

/// The last part of a location: the id of what was made.
pub fn id_of(location: &str) -> String {
    location.rsplit('/').next().unwrap().to_string()
}

/// Sam plans an hour with Ana, this morning at nine, which is over when the test begins.
pub async fn planned(stage: &Stage, sam: &mut Visitor) -> String {
    planned_at(stage, sam, "2026-03-02", "09:00").await
}

pub async fn planned_at(stage: &Stage, who: &mut Visitor, date: &str, time: &str) -> String {
    let fields = [
        ("date", date),
        ("time", time),
        ("minutes", "60"),
        ("mode", "in_person"),
        ("setting", "center"),
        ("place", "Main Street, room 2"),
    ];
    id_of(&who.submit(&format!("/participants/{}/sessions", stage.ana), &fields).await)
}

/// The fields of a note that tells everything a supervisor needs.
pub const NOTE: [(&str, &str); 10] = [
    ("date", "2026-03-02"),
    ("start", "09:00"),
    ("end", "09:52"),
    ("mode", "in_person"),
    ("setting", "center"),
    ("deeds", "listening"),
    ("did", "We practiced how to say no to an old friend."),
    ("response", "Ana tried it twice and laughed."),
    ("next_step", "Ana calls her sister on Friday."),
    ("billing", "billable"),
];

/// The note with some fields in other words, and more fields.
pub fn note<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> = NOTE.to_vec();
    fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    fields.extend(changes);
    fields
}

/// Sam writes the note and sends it; the session's id and where the sending can be answered.
pub async fn sent(stage: &Stage, sam: &mut Visitor, sol: &mut Visitor) -> (String, String) {
    let id = planned(stage, sam).await;
    sam.submit(&format!("/sessions/{id}/note"), &note(&[("action", "send")])).await;
    let submission = submission(sol, &id).await;
    (id, submission)
}

/// `/submissions/ID`, as the session's page offers it to the supervisor.
pub async fn submission(sol: &mut Visitor, session: &str) -> String {
    let page = sol.page(&format!("/sessions/{session}")).await;
    let rest = page.split("action=\"/submissions/").nth(1).expect("something to review");
    format!("/submissions/{}", rest.split('/').next().unwrap())
}

/// Who may come to this room's pages.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    const SIDES: &[&str] = &["ana", "sam", "sol", "cora"];
    const PLANNERS: &[&str] = &["ana", "sam", "cora"];
    const READERS: &[&str] = &["ana", "sam", "sol"];
    let (mut sam, mut sol) = (stage.visit_as("sam").await, stage.visit_as("sol").await);
    let (id, submission) = sent(stage, &mut sam, &mut sol).await;
    let key = "00000000-0000-7000-8000-000000000001";
    sam.submit(&format!("/sessions/{id}/tap"), &[("value", "1"), ("form_key", key)]).await;
    let asides = format!("/sessions/{id}/asides");
    sam.submit(&asides, &[("words", "We laughed."), ("tier", "ours")]).await;
    let page = sam.page(&asides).await;
    let aside =
        page.split(&format!("action=\"{asides}/")).nth(1).unwrap().split('/').next().unwrap().to_string();
    let (session, of_ana) = (format!("/sessions/{id}"), format!("/participants/{}/sessions", stage.ana));
    vec![
        case("GET", "/sessions", "/sessions", &["sam", "tess"]),
        case("GET", "/sessions/{id}/moves/new", format!("{session}/moves/new"), PLANNERS),
        case("POST", "/sessions/{id}/moves", format!("{session}/moves"), PLANNERS),
        case("GET", "/notes", "/notes", &["sol"]),
        case("GET", "/participants/{id}/sessions", of_ana.clone(), SIDES),
        case("GET", "/participants/{id}/sessions/new", format!("{of_ana}/new"), PLANNERS),
        case("POST", "/participants/{id}/sessions", of_ana, PLANNERS),
        case("GET", "/sessions/{id}", session.clone(), SIDES),
        case("POST", "/sessions/{id}/cancellation", format!("{session}/cancellation"), PLANNERS),
        case("GET", "/sessions/{id}/note", format!("{session}/note"), READERS),
        case("POST", "/sessions/{id}/note", format!("{session}/note"), &["sam"]),
        case("GET", "/sessions/{id}/note/versions", format!("{session}/note/versions"), READERS),
        case("POST", "/sessions/{id}/tap", format!("{session}/tap"), &["ana", "sam"]),
        case("GET", "/sessions/{id}/accompaniment", format!("{session}/accompaniment"), PLANNERS),
        case("POST", "/sessions/{id}/accompaniment", format!("{session}/accompaniment"), PLANNERS),
        case(
            "POST",
            "/sessions/{id}/accompaniment/outcome",
            format!("{session}/accompaniment/outcome"),
            PLANNERS,
        ),
        case("GET", "/sessions/{id}/asides", asides.clone(), &["ana", "sam"]),
        case("POST", "/sessions/{id}/asides", asides.clone(), &["ana", "sam"]),
        case("POST", "/sessions/{id}/asides/{aside}/tier", format!("{asides}/{aside}/tier"), &["ana", "sam"]),
        case("POST", "/sessions/{id}/note/tier", format!("{session}/note/tier"), &["ana", "sam"]),
        case("POST", "/submissions/{id}/return", format!("{submission}/return"), &["sol"]),
        case("POST", "/submissions/{id}/approval", format!("{submission}/approval"), &["sol"]),
        case(
            "POST",
            "/language-hints",
            "/language-hints",
            &["sam", "tess", "sol", "cora", "vale", "bill", "eva", "pia", "ada", "gus"],
        ),
        case("GET", "/receipts/{key}", format!("/receipts/{key}"), &["sam"]),
    ]
}
