//! Consents from another system meet the same gate.

use cairn::consents::{Consent, ImportFailure, Judged, State, take_in};
use serde_json::{Value, json};

use crate::cast::Stage;

struct File(std::path::PathBuf);

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn file(content: &Value) -> File {
    let id: cairn::ids::RowId =
        cairn::ids::Chance::from_system().unwrap().id(crate::cast::START.parse().unwrap());
    let path = std::env::temp_dir().join(format!("cairn-consents-{id}.json"));
    std::fs::write(&path, content.to_string()).unwrap();
    File(path)
}

fn whole() -> Value {
    json!({
        "participant": "ana@example.org",
        "kind": "general",
        "terms": {
            "patient_name": "Ana Ruiz",
            "discloser": { "name": "Stillwater Peer Program" },
            "categories": ["attendance"],
            "recipients": [{ "name": "Lake Clinic", "kind": "covered_entity" }],
            "purposes": ["at_request"],
            "expiry": { "on": "2026-09-01" },
            "statements": ["right_to_revoke", "how_to_revoke"]
        },
        "signatures": [{ "name": "Ana Ruiz", "signed_on": "2026-01-15", "text": "I agree that Stillwater tells Lake Clinic when I come." }]
    })
}

async fn take(stage: &Stage, content: Value, dry_run: bool) -> Result<Vec<Judged>, ImportFailure> {
    let file = file(&content);
    take_in(&stage.app, &file.0, None, dry_run).await
}

async fn kept(stage: &Stage) -> Vec<(Consent, State)> {
    let participant = stage.ana;
    let now = stage.app.clock.now();
    let found: Result<Vec<Consent>, cairn_db::Error> =
        stage.app.db.read(move |tx| cairn::consents::store::candidates(tx, participant)).await;
    let zone = jiff::tz::TimeZone::UTC;
    found.unwrap().into_iter().map(|one| (one.clone(), one.state(now, &zone))).collect()
}

#[tokio::test]
async fn row_36_a_deficient_consent_is_kept_as_a_draft_and_allows_nothing() {
    let stage = Stage::set().await;
    // Each of these lacks one thing.
    let mut lacking = Vec::new();
    for (element, change) in [
        ("expiry", json!({ "expiry": null })),
        ("recipients", json!({ "recipients": [] })),
        ("how_to_revoke", json!({ "statements": ["right_to_revoke"] })),
        ("expiry_fits", json!({ "expiry": "none" })),
        ("proceedings_alone", json!({ "purposes": ["at_request", "proceeding"] })),
        ("counseling_notes_alone", json!({ "categories": ["attendance", "counseling_notes"] })),
        ("patient_name", json!({ "patient_name": null })),
    ] {
        let mut one = whole();
        for (key, value) in change.as_object().unwrap() {
            one["terms"][key] = value.clone();
        }
        lacking.push((element, one));
    }
    let mut unsigned = whole();
    unsigned["signatures"] = json!([]);
    lacking.push(("signature", unsigned));
    let mut textless = whole();
    textless["signatures"][0]["text"] = json!("");
    textless["terms"]["limits"] = json!("not the same as the others");
    lacking.push(("signed_text", textless));
    let list: Vec<Value> = lacking.iter().map(|(_, one)| one.clone()).collect();
    let judged = take(&stage, json!(list), false).await.unwrap();
    for ((element, _), judged) in lacking.iter().zip(&judged) {
        assert!(judged.missing.iter().any(|code| code == element), "{element}: {:?}", judged.missing);
    }
    let kept = kept(&stage).await;
    assert_eq!(kept.len(), lacking.len());
    assert!(kept.iter().all(|(consent, state)| *state == State::Draft && consent.signatures.is_empty()));
    // The participant reads what is missing, and that nothing is allowed.
    let mut ana = stage.visit_as("ana").await;
    let page = ana.page(&format!("/consents/{}", kept[0].0.id)).await;
    assert!(page.contains("Draft, allows nothing"), "{page}");
}

#[tokio::test]
async fn row_36_a_complete_one_stands_with_the_text_that_was_signed() {
    let stage = Stage::set().await;
    let judged = take(&stage, json!([whole()]), true).await.unwrap();
    assert!(judged[0].missing.is_empty(), "{:?}", judged[0].missing);
    assert!(kept(&stage).await.is_empty(), "a dry run changes nothing");
    take(&stage, json!([whole()]), false).await.unwrap();
    let kept_now = kept(&stage).await;
    assert_eq!(kept_now[0].1, State::InForce);
    let mut ana = stage.visit_as("ana").await;
    let page = ana.page(&format!("/consents/{}", kept_now[0].0.id)).await;
    let document =
        ana.page(&super::link(&page, &format!("/consents/{}/signatures/", kept_now[0].0.id))).await;
    assert!(document.contains("I agree that Stillwater tells Lake Clinic when I come."));
    assert!(document.contains("The text is as it was signed."));
    // The same file again adds nothing.
    assert!(take(&stage, json!([whole()]), false).await.unwrap()[0].known);
    assert_eq!(kept(&stage).await.len(), 1);
}

#[tokio::test]
async fn what_cannot_be_understood_keeps_the_whole_file_out() {
    let stage = Stage::set().await;
    for (key, value) in [("participant", json!("nobody@example.org")), ("kind", json!("blanket"))] {
        let mut one = whole();
        one[key] = value;
        assert!(take(&stage, json!([whole(), one]), false).await.is_err(), "{key}");
    }
    for (key, value) in [("categories", json!(["everything"])), ("expires", json!("2026-09-01"))] {
        let mut one = whole();
        one["terms"][key] = value;
        assert!(take(&stage, json!([one]), false).await.is_err(), "{key}");
    }
    assert!(kept(&stage).await.is_empty());
    // Somebody else's consent does not let this program tell anything.
    let mut other = whole();
    other["terms"]["discloser"]["name"] = json!("County Hospital");
    take(&stage, json!([other]), false).await.unwrap();
    let kept = kept(&stage).await;
    assert_eq!(kept[0].0.terms.discloser.as_ref().unwrap().program, None);
}
