//! What the program asks of whom, and the questionnaires that it brings itself.

use axum::http::StatusCode;
use cairn_instruments::Definition;
use jiff::SignedDuration;

use super::answers;
use crate::cast::Stage;
use crate::visitor::{Reply, Visitor};

fn at(id: &str, side: &str) -> String {
    let version = &cairn_instruments::find(id, None).unwrap().version;
    format!("/program/instruments/{id}/{version}/{side}")
}

const EVERY_MONTH: [(&str, &str); 6] = [
    ("asked", "yes"),
    ("begins", "start"),
    ("rhythm", "days"),
    ("days", "0, 30, 60"),
    ("before", "5"),
    ("after", "10"),
];

#[tokio::test]
async fn the_program_says_what_it_asks_of_whom_and_every_page_follows() {
    let stage = Stage::set().await;
    let assessments = format!("/participants/{}/assessments", stage.ana);
    let mut ana = stage.visit_as("ana").await;
    ana.submit(&format!("{assessments}/who5"), &answers(&["5", "5", "5", "4", "4"])).await;
    let mut ada = stage.visit_as("ada").await;
    let gad7 = at("gad7", "participant");
    assert!(ada.page("/program").await.contains("/program/instruments"));
    assert!(ada.page(&gad7).await.contains("Is it asked?"));
    let mut meet = EVERY_MONTH;
    meet[3].1 = "0, 8";
    let refused = ada.post(&gad7, &meet).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains("open on the same day"), "{}", refused.words());
    assert_eq!(stage.count("SELECT COUNT(*) AS n FROM instrument_choices").await, 0);
    ada.submit(&gad7, &EVERY_MONTH).await;
    let mut stop = EVERY_MONTH;
    stop[0].1 = "no";
    ada.submit(&at("who5", "participant"), &stop).await;
    assert!(ada.page("/program/instruments").await.contains("Not asked"));
    // It is not made for supporters or families, and is not offered to them.
    let supporters = at("gad7", "supporter");
    assert_eq!(ada.get(&supporters).await.status, StatusCode::NOT_FOUND);
    let page = ana.get(&assessments).await.words();
    assert!(page.contains("GAD-7") && page.contains("BARC-10"), "{page}");
    assert!(ana.get("/today").await.words().contains("GAD-7"), "it is due from the first day on");
    assert_eq!(ana.get(&format!("{assessments}/who5")).await.status, StatusCode::NOT_FOUND);
    assert!(page.contains("WHO-5"), "what was answered stays: {page}");
    let sams = stage.visit_as("sam").await.get("/wellbeing").await.words();
    assert!(sams.contains("WHO-5") && !sams.contains("GAD-7"), "the other side is asked as before: {sams}");
    // Day 60 has a window now, and the one of the answers is the program's own.
    stage.advance(SignedDuration::from_hours(24 * 60));
    ana = stage.visit_as("ana").await;
    ana.submit(&format!("{assessments}/gad7"), &answers(&["1"; 7])).await;
    let filed = "SELECT COUNT(*) AS n FROM assessments WHERE instrument = 'gad7' AND due_window = 'day_60'
        AND mode = 'self'";
    assert_eq!(stage.count(filed).await, 1);
}

/// A pack of the program's own, made from one that ships, under another name.
fn pack(version: &str, first: &str) -> serde_json::Value {
    let gad7 = cairn_instruments::find("gad7", None).unwrap();
    let mut pack = gad7.to_questionnaire().unwrap();
    pack["version"] = version.into();
    let text = pack.to_string().replace("\"gad7\"", "\"worry\"");
    let text = text.replace("Feeling nervous, anxious or on edge", first);
    let made = serde_json::from_str(&text).unwrap();
    let read = Definition::from_questionnaire(&text).unwrap();
    assert_eq!((read.id.as_str(), read.items[0].text.en.as_str()), ("worry", first));
    made
}

async fn look(ada: &mut Visitor, pack: &str) -> Reply {
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"pack.json\"\r\nContent-Type: application/json\r\n\r\n{pack}\r\n--edge--\r\n"
    );
    let kind = "multipart/form-data; boundary=edge";
    ada.send_as("POST", "/program/instruments/previews", Some(body), kind).await
}

#[tokio::test]
async fn a_pack_is_looked_at_before_it_is_added_and_a_bad_one_leaves_nothing() {
    let stage = Stage::set().await;
    let mut ada = stage.visit_as("ada").await;
    let none = "SELECT COUNT(*) AS n FROM instrument_packs";
    let good = pack("1.0", "Worried about the day");
    let mut without_rules = good.clone();
    let notes = without_rules["extension"].as_array_mut().unwrap();
    notes.retain(|note| note["url"] != "urn:cairn:scoring");
    let mut conditional = good.clone();
    if let Some(items) = conditional["item"].as_array_mut() {
        let inner = items[0].get("item").is_some();
        let item = if inner { &mut items[0]["item"][0] } else { &mut items[0] };
        item["enableWhen"] = serde_json::json!([]);
    }
    let mut odd = good.clone();
    odd["version"] = "1 0".into();
    let bad = [
        ("{".to_string(), "line 1"),
        ("[]".to_string(), "send one FHIR Questionnaire"),
        (without_rules.to_string(), "no scoring block"),
        (conditional.to_string(), "remove the condition"),
        (odd.to_string(), "the version needs"),
        ("x".repeat(90_000), "larger than 80 KB"),
        (String::new(), "choose a file"),
    ];
    for (text, words) in bad {
        let reply = look(&mut ada, &text).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(reply.words().contains(words), "{words}: {}", reply.words());
        assert_eq!(stage.count(none).await, 0);
    }
    let preview = look(&mut ada, &good.to_string()).await.words();
    assert!(
        preview.contains("Worried about the day") && preview.contains("Nothing was kept yet"),
        "{preview}"
    );
    assert!(preview.contains("The total goes from 0 to 21"), "{preview}");
    assert_eq!(stage.count(none).await, 0);
    let text = good.to_string();
    assert_eq!(
        ada.submit("/program/instruments", &[("pack", text.as_str())]).await,
        "/program/instruments/worry/1.0"
    );
    // The same version with other words is refused: what was asked once never changes.
    let other = pack("1.0", "Something else").to_string();
    assert!(
        ada.post("/program/instruments", &[("pack", other.as_str())]).await.words().contains("here already")
    );
    assert_eq!(stage.count(none).await, 1);
    // What ships can be taken along, and reads back as the same words and rules.
    let shipped = cairn_instruments::find("barc10", None).unwrap();
    let taken = ada.get(&format!("/program/instruments/barc10/{}/pack", shipped.version)).await;
    assert_eq!(Definition::from_questionnaire(&taken.body).unwrap().hash(), shipped.hash());
}

#[tokio::test]
async fn an_answer_keeps_the_words_it_was_given_to_when_a_newer_version_comes() {
    let stage = Stage::set().await;
    let mut ada = stage.visit_as("ada").await;
    let assessments = format!("/participants/{}/assessments", stage.ana);
    let mut versions = Vec::new();
    for (version, first) in [("1.0", "Worried about the day"), ("2.0", "Uneasy about the day")] {
        let text = pack(version, first).to_string();
        let here = ada.submit("/program/instruments", &[("pack", text.as_str())]).await;
        ada.submit(&format!("{here}/participant"), &EVERY_MONTH).await;
        let mut ana = stage.visit_as("ana").await;
        let page = ana.page(&format!("{assessments}/worry")).await;
        assert!(page.contains(first), "{page}");
        if version == "1.0" {
            let mut fields = answers(&["2", "2", "2", "2", "2", "2", "2"]);
            fields.push(("version", version));
            ana.submit(&format!("{assessments}/worry"), &fields).await;
            let page = ana.page(&assessments).await;
            let rest = page.split("href=\"/assessments/").nth(1).unwrap();
            versions.push(format!("/assessments/{}", rest.split('"').next().unwrap()));
        }
    }
    let mut sam = stage.visit_as("sam").await;
    let words = sam.get(&versions[0]).await.words();
    assert!(words.contains("Worried about the day") && words.contains("1.0"), "{words}");
    assert!(!words.contains("Uneasy"), "{words}");
    // A form that was opened before the change is kept with the words that were on it.
    let mut fields = answers(&["1", "1", "1", "1", "1", "1", "1"]);
    fields.push(("version", "1.0"));
    stage.visit_as("ana").await.submit(&format!("{assessments}/worry"), &fields).await;
    let kept = "SELECT COUNT(*) AS n FROM assessments WHERE instrument = 'worry' AND version = '1.0'";
    assert_eq!(stage.count(kept).await, 2);
    // Two versions are two courses.
    let mut fields = answers(&["3", "3", "3", "3", "3", "3", "3"]);
    fields.push(("version", "2.0"));
    stage.visit_as("ana").await.submit(&format!("{assessments}/worry"), &fields).await;
    let progress = sam.get(&format!("/participants/{}/progress", stage.ana)).await;
    assert!(
        progress.words().contains("version 1.0") && progress.words().contains("version 2.0"),
        "{}",
        progress.words()
    );
    assert!(progress.words().contains("No published alpha"), "{}", progress.words());
}
