//! The gate on every way out: what must match, what stops it at once, what goes along.

use axum::http::StatusCode;
use jiff::SignedDuration;

use super::{asked, option, recipient};
use crate::cast::Stage;
use crate::consents;
use crate::visitor::{Reply, Visitor};

/// Statement 1 of 42 CFR 2.32(a) as it stands in 89 FR 12472, typed in from the rule and not from the crate.
pub const STATEMENT: &str = "This record which has been disclosed to you is protected by Federal confidentiality rules (42 CFR part 2). These rules prohibit you from using or disclosing this record, or testimony that describes the information contained in this record, in any civil, criminal, administrative, or legislative proceedings by any Federal, State, or local authority, against the patient, unless authorized by the consent of the patient, except as provided at 42 CFR 2.12(c)(5) or as authorized by a court in accordance with 42 CFR 2.64 or 2.65. In addition, the Federal rules prohibit you from making any other use or disclosure of this record unless at least one of the following applies: (i) Further use or disclosure is expressly permitted by the written consent of the individual whose information is being disclosed in this record or as otherwise permitted by 42 CFR part 2. (ii) You are a covered entity or business associate and have received the record for treatment, payment, or health care operations, or (iii) You have received the record from a covered entity or business associate as permitted by 45 CFR part 164, subparts A and E. A general authorization for the release of medical or other information is NOT sufficient to meet the required elements of written consent to further use or redisclose the record (see 42 CFR 2.31).";

const WAYS: [&str; 6] = ["page", "csv", "json", "link", "spoken", "written"];
/// The text of 2018, which is out of force, by the words that only it has.
const OLD: [&str; 3] = [
    "The Federal rules restrict any use of the information to investigate or prosecute",
    "prohibits unauthorized disclosure of these records",
    "unless further disclosure is expressly permitted by the written consent of the individual",
];

/// What Ana agrees to: her clinic may know when she comes, for treatment, until a day.
pub async fn consent(stage: &Stage, until: &str) -> (String, String) {
    let mut ana = stage.visit_as("ana").await;
    let answers: [(&str, &[(&str, &str)]); 4] = [
        ("recipients", &[("name", "Elm Clinic"), ("kind", "covered_entity")]),
        ("steps/what", &[("categories", "attendance"), ("categories", "progress")]),
        ("steps/why", &[("purposes", "treatment")]),
        ("steps/when", &[("expiry", "date"), ("expires_on", until)]),
    ];
    let consent = consents::draft(stage, &mut ana, "general", &answers).await;
    consents::sign_own(&mut ana, &consent).await;
    let mut cora = stage.visit_as("cora").await;
    let page = cora.page(&format!("/participants/{}/disclosures/new", stage.ana)).await;
    (consent, option(&page, "Elm Clinic"))
}

pub struct Wish<'a> {
    pub to: &'a str,
    pub purpose: &'a str,
    pub category: &'a str,
    pub way: &'a str,
}

pub async fn send(stage: &Stage, who: &mut Visitor, wish: &Wish<'_>) -> Reply {
    let fields = [
        ("recipient", wish.to),
        ("purpose", wish.purpose),
        ("categories", wish.category),
        ("description", "Dates of visits"),
        ("way", wish.way),
        ("days", "90"),
    ];
    who.post(&format!("/participants/{}/disclosures", stage.ana), &fields).await
}

pub fn left(reply: &Reply) -> bool {
    reply.status == StatusCode::OK || reply.status == StatusCode::SEE_OTHER
}

async fn ledger(stage: &Stage) -> i64 {
    stage.count("SELECT COUNT(*) AS n FROM disclosures").await
}

/// Address and code of a link that was just made.
fn link_of(page: &str) -> (String, String) {
    let value = |id: &str| {
        let rest =
            page.split(&format!("id=\"{id}\" readonly value=\"")).nth(1).expect("a link that was made");
        rest.split('"').next().unwrap().to_string()
    };
    let address = value("link");
    let path = address.split_once("/shared/").unwrap().1;
    (format!("/shared/{path}"), value("code"))
}

async fn made_link(stage: &Stage, to: &str) -> (String, String) {
    let mut cora = stage.visit_as("cora").await;
    let wish = Wish { to, purpose: "treatment", category: "attendance", way: "link" };
    link_of(&send(stage, &mut cora, &wish).await.body)
}

async fn use_link(stage: &Stage, (path, code): &(String, String), way: &str) -> Reply {
    stage.stranger().post(path, &[("code", code), ("way", way)]).await
}

/// Every way out to the clinic, for what was agreed: how many let something through.
async fn ways_open(stage: &Stage, to: &str, link: &(String, String)) -> usize {
    let before = ledger(stage).await;
    let mut open = 0;
    let mut cora = stage.visit_as("cora").await;
    for way in ["page", "csv", "json", "link", "spoken", "written"] {
        let wish = Wish { to, purpose: "treatment", category: "attendance", way };
        open += usize::from(left(&send(stage, &mut cora, &wish).await));
    }
    for way in ["page", "csv", "json"] {
        open += usize::from(left(&use_link(stage, link, way).await));
    }
    if open == 0 {
        assert_eq!(ledger(stage).await, before, "what was refused left no row");
    }
    open
}

#[tokio::test]
async fn row_06_recipient_purpose_category_and_date_bind_on_every_way_out() {
    let stage = Stage::set().await;
    let (_, clinic) = consent(&stage, "2026-09-01").await;
    let other = recipient(&stage, "Other Clinic", "covered_entity").await;
    let mut cora = stage.visit_as("cora").await;
    for way in WAYS {
        let right = Wish { to: &clinic, purpose: "treatment", category: "attendance", way };
        let reply = send(&stage, &mut cora, &right).await;
        assert!(left(&reply), "{way}: {}", reply.words());
        let before = ledger(&stage).await;
        for wrong in [
            Wish { to: &other, ..right },
            Wish { purpose: "operations", ..right },
            Wish { purpose: "proceeding", ..right },
            Wish { category: "plan", ..right },
        ] {
            let reply = send(&stage, &mut cora, &wrong).await;
            assert_eq!(
                reply.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{way} {}: {}",
                wrong.purpose,
                reply.words()
            );
            assert!(reply.body.contains("This may not leave"), "{}", reply.words());
        }
        assert_eq!(ledger(&stage).await, before);
    }
    let link = made_link(&stage, &clinic).await;
    stage.app.clock.set("2026-09-02T15:00:00Z".parse().unwrap());
    assert_eq!(ways_open(&stage, &clinic, &link).await, 0, "the day has passed");
}

#[tokio::test]
async fn row_03_taking_a_consent_back_stops_every_way_at_once() {
    let stage = Stage::set().await;
    let (consent, clinic) = consent(&stage, "2026-09-01").await;
    let link = made_link(&stage, &clinic).await;
    assert_eq!(ways_open(&stage, &clinic, &link).await, 9);
    stage.visit_as("ana").await.submit(&format!("{consent}/revocations"), &[]).await;
    assert_eq!(ways_open(&stage, &clinic, &link).await, 0);
}

#[tokio::test]
async fn row_03_a_consent_flagged_false_stops_every_way_at_once() {
    let stage = Stage::set().await;
    let (consent, clinic) = consent(&stage, "2026-09-01").await;
    let link = made_link(&stage, &clinic).await;
    assert_eq!(ways_open(&stage, &clinic, &link).await, 9);
    let doubt = [("doubt", "The signature is not hers")];
    stage.visit_as("cora").await.submit(&format!("{consent}/doubts"), &doubt).await;
    assert_eq!(ways_open(&stage, &clinic, &link).await, 0);
}

#[tokio::test]
async fn row_03_a_restriction_stops_every_way_at_once() {
    let stage = Stage::set().await;
    let (_, clinic) = consent(&stage, "2026-09-01").await;
    let link = made_link(&stage, &clinic).await;
    let mut ana = stage.visit_as("ana").await;
    let held = asked(&stage, &mut ana, &[("whom", "everybody")]).await;
    assert_eq!(ways_open(&stage, &clinic, &link).await, 9, "what was only asked does not bind yet");
    let answer = [("answer", "accepted")];
    stage.visit_as("pia").await.submit(&format!("/restrictions/{held}/answer"), &answer).await;
    assert_eq!(ways_open(&stage, &clinic, &link).await, 0);
}

/// The last day is the one on which clocks go forward: it ends at four in the morning UTC, not at five.
#[tokio::test]
async fn row_03_a_consent_ends_to_the_second_also_when_clocks_change() {
    let stage = Stage::set().await;
    let (_, clinic) = consent(&stage, "2026-03-08").await;
    let link = made_link(&stage, &clinic).await;
    stage.app.clock.set("2026-03-09T03:59:59Z".parse().unwrap());
    assert_eq!(ways_open(&stage, &clinic, &link).await, 9, "a second before");
    stage.app.clock.set("2026-03-09T04:00:01Z".parse().unwrap());
    assert_eq!(ways_open(&stage, &clinic, &link).await, 0, "a second after");
}

#[tokio::test]
async fn row_03_an_unsigned_consent_opens_nothing() {
    let stage = Stage::set().await;
    let mut ana = stage.visit_as("ana").await;
    consents::draft(&stage, &mut ana, "general", &consents::TO_MOTHER).await;
    let mut cora = stage.visit_as("cora").await;
    let page = cora.page(&format!("/participants/{}/disclosures/new", stage.ana)).await;
    let mother = option(&page, "Mia Ruiz");
    for way in WAYS {
        let wish = Wish { to: &mother, purpose: "family_involvement", category: "attendance", way };
        assert!(!left(&send(&stage, &mut cora, &wish).await), "{way}");
    }
    assert_eq!(ledger(&stage).await, 0);
}

#[tokio::test]
async fn row_03_each_use_of_a_link_is_a_row_and_wrong_codes_shut_it() {
    let stage = Stage::set().await;
    let (_, clinic) = consent(&stage, "2026-09-01").await;
    let link = made_link(&stage, &clinic).await;
    assert_eq!(ledger(&stage).await, 0, "making a link tells nobody anything");
    assert!(stage.stranger().page(&link.0).await.contains("name=\"code\""));
    for (uses, way) in [(1, "page"), (2, "csv"), (3, "json"), (4, "page")] {
        assert_eq!(use_link(&stage, &link, way).await.status, StatusCode::OK);
        assert_eq!(ledger(&stage).await, uses);
    }
    let wrong = (link.0.clone(), "0000 0000".to_string());
    for _ in 0..5 {
        assert_eq!(use_link(&stage, &wrong, "page").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(use_link(&stage, &link, "page").await.status, StatusCode::NOT_FOUND, "the right code is late");
    let second = made_link(&stage, &clinic).await;
    stage.advance(SignedDuration::from_hours(24 * 90));
    assert_eq!(use_link(&stage, &second, "page").await.status, StatusCode::NOT_FOUND, "its days are over");
}

#[tokio::test]
async fn row_08_every_form_carries_the_notice_of_2024_and_the_scope() {
    let stage = Stage::set().await;
    let (_, clinic) = consent(&stage, "2026-09-01").await;
    let link = made_link(&stage, &clinic).await;
    let mut cora = stage.visit_as("cora").await;
    let mut artifacts = Vec::new();
    for way in ["page", "csv", "json"] {
        let wish = Wish { to: &clinic, purpose: "treatment", category: "attendance", way };
        artifacts.push((way, send(&stage, &mut cora, &wish).await));
        artifacts.push((way, use_link(&stage, &link, way).await));
    }
    for (way, reply) in artifacts {
        assert_eq!(reply.status, StatusCode::OK, "{way}");
        assert!(reply.body.contains(STATEMENT), "{way} lacks the notice: {}", reply.body);
        for part in ["Scope of the written consent of Ana Ruiz", "Elm Clinic", "purpose: treatment"] {
            assert!(reply.body.contains(part), "{way} lacks {part}");
        }
        assert!(OLD.iter().all(|old| !reply.body.contains(old)), "{way} has the old text");
    }
    let versions = stage.count("SELECT COUNT(*) AS n FROM disclosures WHERE notice_version <> '2024'").await;
    assert_eq!(versions, 0);
}

#[test]
fn row_08_the_text_of_2018_stands_nowhere() {
    let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let mut folders = vec![root.join("crates"), root.join("locales"), root.join("docs")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            // This file has them, to look for them.
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("disclosures/gate.rs") {
                let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
                found.extend(OLD.iter().filter(|old| text.contains(**old)).map(|old| (path.clone(), *old)));
            }
        }
    }
    found.retain(|(path, _)| !path.to_string_lossy().contains("/tests/"));
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test]
async fn row_09_every_record_is_labeled_and_a_second_program_keeps_the_labels() {
    let stage = Stage::set().await;
    let (_, clinic) = consent(&stage, "2026-09-01").await;
    let mut cora = stage.visit_as("cora").await;
    let wish = Wish { to: &clinic, purpose: "treatment", category: "attendance", way: "json" };
    let file = send(&stage, &mut cora, &wish).await.body;
    let pages: serde_json::Value = serde_json::from_str(&file).unwrap();
    let codes = |labels: &serde_json::Value| -> Vec<String> {
        labels.as_array().unwrap().iter().map(|l| l["code"].as_str().unwrap().to_string()).collect()
    };
    let all = ["R", "42CFRPart2", "SUD", "NORDSCLCD"];
    let records = pages["records"].as_array().unwrap();
    assert!(!records.is_empty());
    assert!(records.iter().all(|record| codes(&record["labels"]) == all), "{file}");
    let table = send(&stage, &mut cora, &Wish { way: "csv", ..wish }).await.body;
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    for row in reader.records() {
        assert_eq!(row.unwrap().get(4), Some("R 42CFRPart2 SUD NORDSCLCD"));
    }

    let second = Stage::set().await;
    let mut there = second.visit_as("cora").await;
    let received = format!("/participants/{}/received", second.ana);
    let fields = |file: &str| {
        [
            ("sender", "Stillwater"),
            ("received_on", "2026-03-02"),
            ("held_as", "tpo"),
            ("description", "Dates of visits"),
            ("file", file),
        ]
        .map(|(name, value)| (name.to_string(), value.to_string()))
    };
    let given = fields(&file);
    let given: Vec<(&str, &str)> =
        given.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    there.submit(&received, &given).await;
    let page = there.page(&received).await;
    assert!(page.contains("R 42CFRPart2 SUD NORDSCLCD"), "{page}");
    assert!(page.contains(STATEMENT), "the notice stays with it");
    let mut bare = pages.clone();
    bare["records"][0]["labels"] = serde_json::json!([]);
    let bare = fields(&bare.to_string());
    let bare: Vec<(&str, &str)> = bare.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(there.post(&received, &bare).await.status, StatusCode::UNPROCESSABLE_ENTITY, "no labels");
}

#[tokio::test]
async fn row_10_what_came_from_others_goes_on_only_where_a_consent_says_so() {
    let stage = Stage::set().await;
    let mut sol = stage.visit_as("sol").await;
    let from = [
        ("sender", "Lake Hospital"),
        ("received_on", "2026-03-01"),
        ("held_as", "tpo"),
        ("description", "Letter of discharge"),
        ("content", "Stayed four days."),
    ];
    sol.submit(&format!("/participants/{}/received", stage.ana), &from).await;
    let mut ana = stage.visit_as("ana").await;
    let consent = consents::draft(&stage, &mut ana, "general", &consents::TO_MOTHER).await;
    consents::sign_own(&mut ana, &consent).await;
    let new = format!("/participants/{}/disclosures/new", stage.ana);
    let mother = option(&sol.page(&new).await, "Mia Ruiz");
    let wish = Wish { to: &mother, purpose: "family_involvement", category: "received", way: "csv" };
    let reply = send(&stage, &mut sol, &wish).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.words());
    assert!(!reply.body.contains("Stayed four days."));
}

#[tokio::test]
async fn row_16_payment_holds_no_word_of_a_session() {
    let stage = Stage::set().await;
    let (_, clinic) = consent(&stage, "2026-09-01").await;
    let mut sol = stage.visit_as("sol").await;
    for category in ["session_notes", "plan", "assessments", "received", "record"] {
        let wish = Wish { to: &clinic, purpose: "payment", category, way: "csv" };
        let reply = send(&stage, &mut sol, &wish).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{category}");
        assert!(reply.words().contains("none of what was said"), "{}", reply.words());
    }
    let everything = Wish { to: &clinic, purpose: "treatment", category: "record", way: "csv" };
    assert!(send(&stage, &mut sol, &everything).await.words().contains("why they need everything"));
    let mut cora = stage.visit_as("cora").await;
    let notes = Wish { category: "session_notes", ..everything };
    assert!(send(&stage, &mut cora, &notes).await.words().contains("by the supervisor only"));
    assert_eq!(ledger(&stage).await, 0);
}

#[tokio::test]
async fn a_form_that_arrives_twice_discloses_once() {
    let stage = Stage::set().await;
    let (_, clinic) = consent(&stage, "2026-09-01").await;
    let mut cora = stage.visit_as("cora").await;
    let fields = [
        ("recipient", clinic.as_str()),
        ("purpose", "treatment"),
        ("categories", "attendance"),
        ("description", "Dates"),
        ("way", "csv"),
        ("form_key", "019cad50-0000-7000-8000-000000000009"),
    ];
    let path = format!("/participants/{}/disclosures", stage.ana);
    assert_eq!(cora.post(&path, &fields).await.status, StatusCode::OK);
    assert!(cora.post(&path, &fields).await.location.starts_with("/disclosures/"));
    assert_eq!(ledger(&stage).await, 1);
}
