//! Hours of learning: the ledger is the supporter's, and their supervisor confirms what they are asked to.

use axum::http::StatusCode;
use cairn::ids::RowId;

use super::{SAM, SUPPORTERS, group_met};
use crate::cast::Stage;
use crate::disclosures::newest;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

const TRAINING: [(&str, &str); 4] =
    [("on_day", "2026-03-01"), ("minutes", "90"), ("domain", "advocacy"), ("kind", "training")];

async fn write(sam: &mut Visitor, more: &[(&str, &str)]) {
    let fields = [TRAINING.as_slice(), more].concat();
    assert_eq!(sam.submit("/wellbeing/learning", &fields).await, "/wellbeing/learning");
}

async fn entry(stage: &Stage) -> RowId {
    newest(stage, "SELECT id FROM learning_entries ORDER BY id DESC LIMIT 1").await
}

pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let mut sam = stage.visit_as("sam").await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        write(&mut sam, &[("asks", "yes")]).await;
        ids.push(entry(stage).await);
    }
    let [kept, gone, confirmed]: [RowId; 3] = ids.try_into().unwrap();
    let kept = format!("/wellbeing/learning/{kept}");
    vec![
        case("GET", "/wellbeing/learning", "/wellbeing/learning", SUPPORTERS),
        case("POST", "/wellbeing/learning", "/wellbeing/learning", SUPPORTERS),
        case("GET", "/wellbeing/learning/new", "/wellbeing/learning/new", SUPPORTERS),
        case("GET", "/wellbeing/learning/record", "/wellbeing/learning/record", SUPPORTERS),
        case("GET", "/wellbeing/learning/hours.csv", "/wellbeing/learning/hours.csv", SUPPORTERS),
        case("GET", "/wellbeing/learning/{id}/edit", format!("{kept}/edit"), SAM),
        case("POST", "/wellbeing/learning/{id}", kept.clone(), SAM),
        case("POST", "/wellbeing/learning/{id}/request", format!("{kept}/request"), SAM),
        case(
            "POST",
            "/wellbeing/learning/{id}/withdrawal",
            format!("/wellbeing/learning/{gone}/withdrawal"),
            SAM,
        ),
        case("GET", "/learning-confirmations", "/learning-confirmations", &["sol"]),
        case(
            "POST",
            "/learning-entries/{id}/confirmation",
            format!("/learning-entries/{confirmed}/confirmation"),
            &["sol"],
        ),
    ]
}

#[tokio::test]
async fn hours_are_confirmed_without_the_words_and_corrected_by_a_new_line() {
    let stage = Stage::set().await;
    let mut sam = stage.visit_as("sam").await;
    write(&mut sam, &[("words", "dunnock-mine"), ("tier", "mine")]).await;
    let mut sol = stage.visit_as("sol").await;
    assert!(sol.page("/learning-confirmations").await.contains("Nothing waits"), "nobody asked yet");
    let first = entry(&stage).await;
    sam.submit(&format!("/wellbeing/learning/{first}/request"), &[]).await;
    write(&mut sam, &[("words", "dunnock-shown"), ("tier", "supervised"), ("asks", "yes")]).await;
    assert!(sol.page("/today").await.contains("2 entries of hours to confirm"));
    let page = sol.page("/learning-confirmations").await;
    assert!(
        page.contains("1 h 30 min") && page.contains("Sam Okafor") && page.contains("Advocacy"),
        "{page}"
    );
    assert!(page.contains("dunnock-shown") && !page.contains("dunnock-mine"), "words only by choice: {page}");
    sol.submit(&format!("/learning-entries/{first}/confirmation"), &[]).await;
    assert_eq!(
        sol.post(&format!("/learning-entries/{first}/confirmation"), &[]).await.status,
        StatusCode::NOT_FOUND
    );
    let words = sam.get("/wellbeing/learning").await.words();
    assert!(words.contains("Confirmed by Sol Haddad"), "{words}");
    assert!(words.contains("Training: Advocacy 10 h 0 min 3 h 0 min 1 h 30 min"), "{words}");
    // A correction takes the place of a line, and its confirmation with it.
    let corrected: Vec<(&str, &str)> =
        TRAINING.iter().map(|(n, v)| if *n == "minutes" { ("minutes", "60") } else { (*n, *v) }).collect();
    sam.submit(&format!("/wellbeing/learning/{first}"), &corrected).await;
    let words = sam.get("/wellbeing/learning").await.words();
    assert!(words.contains("Training: Advocacy 10 h 0 min 2 h 30 min 0 h 0 min"), "{words}");
    assert!(words.contains("Replaced or taken back"), "{words}");
    assert_eq!(sam.get(&format!("/wellbeing/learning/{first}/edit")).await.status, StatusCode::NOT_FOUND);
    let tomorrow = [[("on_day", "2026-03-03")].as_slice(), &TRAINING[1..]].concat();
    let refused = sam.post("/wellbeing/learning", &tomorrow).await;
    assert!(refused.words().contains("today or a day before"), "{}", refused.words());
    // The page to print and the table have hours and nobody's words or names.
    group_met(&stage).await;
    sam.step_up().await;
    let csv = sam.get("/wellbeing/learning/hours.csv").await;
    assert!(csv.body.contains("2026-03-01,2026-03-31,group_meeting,,60,"), "{}", csv.body);
    let record = sam.page("/wellbeing/learning/record").await;
    assert!(record.contains("Sam Okafor") && record.contains("check with your board"), "{record}");
    for page in [&csv.body, &record] {
        assert!(!page.contains("dunnock") && !page.contains("Ana Ruiz"), "{page}");
    }
    for name in ["cora", "ada", "eva", "tess"] {
        let mut visitor = stage.visit_as(name).await;
        assert!(!visitor.page("/today").await.contains("hours to confirm"), "{name}");
        if name != "tess" {
            assert_eq!(visitor.get("/wellbeing/learning").await.status, StatusCode::NOT_FOUND, "{name}");
        }
    }
}
