//! Work without a network: what goes along, what comes back, and what a lost device can still do.

mod own;

use axum::http::StatusCode;

use crate::cast::Stage;
use crate::guards::permissions::{ANYONE, Case, case};
use crate::visitor::{Reply, Visitor};

const NAME: (&str, &str) = ("name", "Street phone");

async fn take(visitor: &mut Visitor, people: &[String]) -> Reply {
    let mut fields = vec![NAME];
    fields.extend(people.iter().map(|id| ("people", id.as_str())));
    visitor.post("/offline/takings", &fields).await
}

/// The id of the only device.
async fn device(visitor: &mut Visitor) -> String {
    let page = visitor.page("/offline").await;
    page.split("action=\"/offline/devices/").nth(1).unwrap().split('/').next().unwrap().to_string()
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let mut sam = stage.visit_as("sam").await;
    assert_eq!(take(&mut sam, &[stage.ana.to_string()]).await.status, StatusCode::OK);
    let id = device(&mut sam).await;
    vec![
        case("GET", "/offline", "/offline", &["ana", "bo", "mia", "sam", "tess"]),
        case("POST", "/offline/takings", "/offline/takings", &["ana", "bo", "mia", "sam", "tess"]),
        case("GET", "/offline/devices", "/offline/devices", &["ada"]),
        case(
            "POST",
            "/offline/devices/{id}/revocation",
            format!("/offline/devices/{id}/revocation"),
            &["sam", "ada"],
        ),
        case("GET", "/offline/open", "/offline/open", ANYONE),
        case("GET", "/no-network", "/no-network", ANYONE),
        case("GET", "/sw.js", "/sw.js", ANYONE),
    ]
}

#[tokio::test]
async fn a_supporter_takes_their_own_people_along_and_nobody_elses() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let check_ins = format!("/participants/{}/check-ins", stage.ana);
    ana.submit(&check_ins, &[("words", "for us two"), ("tier", "ours")]).await;
    ana.submit(&check_ins, &[("words", "for me alone"), ("tier", "mine")]).await;
    let mut sam = stage.visit_as("sam").await;
    let reply = take(&mut sam, &[stage.ana.to_string()]).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.words());
    assert!(reply.body.contains("Ana Ruiz") && reply.body.contains("for us two"));
    assert!(!reply.body.contains("for me alone"), "told nobody, taken nowhere");
    assert!(reply.headers["cache-control"] == "no-store");
    // The participant reads that it happened.
    let seen = ana.page(&format!("/participants/{}/openings", stage.ana)).await;
    assert!(seen.contains("Sam Okafor"));
    for (who, whom) in [("sam", stage.bo), ("tess", stage.ana), ("cora", stage.ana), ("mia", stage.ana)] {
        let mut visitor = stage.visit_as(who).await;
        let reply = take(&mut visitor, &[whom.to_string()]).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{who} took {whom}");
        assert!(!reply.body.contains("Ana Ruiz"));
    }
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM offline_takings").await, 1);
}

#[tokio::test]
async fn a_participant_takes_their_own_things_along_for_a_month() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    let here = format!("/participants/{}", stage.ana);
    let plan = [("tier", "ours"), ("ask", "My sister: 540-555-0134")];
    ana.submit(&format!("{here}/safety-plan"), &plan).await;
    ana.submit(&format!("{here}/goals"), &[("words", "heron-goal"), ("tier", "ours")]).await;
    ana.submit(&format!("{here}/check-ins"), &[("mood", "4"), ("tier", "mine")]).await;
    let page = ana.page("/offline").await;
    assert!(
        page.contains("Take your own things along")
            && page.contains(&format!("value=\"{}\" checked", stage.ana))
    );
    let reply = take(&mut ana, &[stage.ana.to_string()]).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.words());
    let pack: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
    let own = &pack["people"][0];
    let shown = own["html"].as_str().unwrap();
    assert!(shown.contains("tel:5405550134") && shown.contains("heron-goal") && shown.contains("tel:988"));
    let until: jiff::Timestamp = own["until"].as_str().unwrap().parse().unwrap();
    assert_eq!(until.duration_since(stage.app.clock.now()).as_hours(), 30 * 24);
    let forms = own["forms"].as_array().unwrap();
    let check_in = forms[0]["html"].as_str().unwrap();
    assert!(check_in.contains(&format!("action=\"{here}/check-ins\"")));
    assert!(check_in.contains("value=\"mine\" checked"), "it begins as the last one ended");
    assert!(forms.len() > 5, "and every tool: {}", forms.len());
    // Nobody else's, and for a supporter it stays a day.
    assert_eq!(take(&mut ana, &[stage.bo.to_string()]).await.status, StatusCode::NOT_FOUND);
    let mut sam = stage.visit_as("sam").await;
    let pack: serde_json::Value =
        serde_json::from_str(&take(&mut sam, &[stage.ana.to_string()]).await.body).unwrap();
    let until: jiff::Timestamp = pack["until"].as_str().unwrap().parse().unwrap();
    assert_eq!(until.duration_since(stage.app.clock.now()).as_hours(), 24);
    // A lost phone is revoked by its person, and forgets.
    let id = device(&mut ana).await;
    ana.submit(&format!("/offline/devices/{id}/revocation"), &[]).await;
    assert_eq!(ana.get("/today").await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_revoked_device_is_wiped_by_whatever_it_asks_for() {
    let stage = Stage::set().await;
    let mut lost = stage.visit_as("sam").await;
    take(&mut lost, &[stage.ana.to_string()]).await;
    let token = lost.cookie("kept").expect("the device has a cookie");
    let id = device(&mut lost).await;
    stage.visit_as("ada").await.submit(&format!("/offline/devices/{id}/revocation"), &[]).await;
    for path in ["/today", "/help-now", "/assets/mark.svg"] {
        let mut finder = stage.stranger();
        finder.set_cookie("kept", &token);
        let reply = finder.get(path).await;
        assert_eq!(reply.status, StatusCode::GONE, "{path}");
        assert!(reply.headers["clear-site-data"].to_str().unwrap().contains("storage"), "{path}");
        assert!(!reply.body.contains("Ana"));
    }
    // Its sign-in ended, and words that it still had are not taken.
    let check_ins = format!("/participants/{}/check-ins", stage.ana);
    let sent = lost.post(&check_ins, &[("mood", "5"), ("tier", "ours")]).await;
    assert_eq!(sent.status, StatusCode::GONE);
    assert_eq!(lost.get("/today").await.location, "/sign-in?next=/today");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM check_ins").await, 0);
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM offline_wipings").await, 1);
    let list = stage.visit_as("ada").await.page("/offline/devices").await;
    assert!(list.contains("Wiped"), "an administrator sees that it was reached");
}

#[tokio::test]
async fn somebody_elses_device_is_not_taken_over() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    take(&mut sam, &[stage.ana.to_string()]).await;
    let mut tess = stage.visit_as("tess").await;
    tess.set_cookie("kept", &sam.cookie("kept").unwrap());
    let reply = take(&mut tess, &[stage.ana.to_string()]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut again = take(&mut sam, &[stage.ana.to_string()]).await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.words());
    again = take(&mut sam, &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody was chosen");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM offline_devices").await, 1);
}

#[tokio::test]
async fn leaving_in_a_hurry_keeps_words_that_wait_and_nothing_else() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let plain = sam.get("/leave").await;
    assert!(plain.headers["clear-site-data"].to_str().unwrap().contains("storage"));
    let mut sam = stage.visit_as("sam").await;
    take(&mut sam, &[stage.ana.to_string()]).await;
    for leave in [sam.get("/leave").await, stage.visit_as("sam").await.get("/leave").await] {
        assert!(leave.status.is_redirection());
    }
    let mut sam = stage.visit_as("sam").await;
    take(&mut sam, &[stage.ana.to_string()]).await;
    let leave = sam.get("/leave").await;
    assert_eq!(leave.headers["clear-site-data"], "\"cache\"");
}

#[tokio::test]
async fn a_note_that_comes_back_late_stands_beside_the_newer_one() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    let planned = [
        ("date", "2026-03-02"),
        ("time", "11:00"),
        ("minutes", "60"),
        ("mode", "in_person"),
        ("setting", "home"),
    ];
    let session = sam.submit(&format!("/participants/{}/sessions", stage.ana), &planned).await;
    let note = format!("{session}/note");
    let written = |did: &'static str, base: &'static str| {
        vec![
            ("date", "2026-03-02"),
            ("start", "11:00"),
            ("end", "11:30"),
            ("mode", "in_person"),
            ("setting", "home"),
            ("billing", "billable"),
            ("did", did),
            ("response", ""),
            ("next_step", ""),
            ("base", base),
        ]
    };
    // The device took the form along before anything was written; meanwhile the desk wrote a version.
    sam.submit(&note, &written("at the desk", "0")).await;
    let late = sam.post(&note, &written("in the street", "0")).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("at the desk") && late.body.contains("in the street"), "side by side");
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM note_versions").await, 1);
    assert!(late.body.contains("name=\"base\" value=\"1\""), "the next saving is one that has seen it");
    sam.submit(&note, &written("both", "1")).await;
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM note_versions").await, 2);
}
