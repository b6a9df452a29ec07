mod alerts;
mod asked;
mod check_up;
mod command;
mod progress;
mod wellbeing;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};

const READERS: &[&str] = &["ana", "sam", "sol", "cora"];
const LOOKERS: &[&str] = &["sam", "sol", "cora"];
const WRITERS: &[&str] = &["ana", "sam", "cora"];
const SUPPORTERS: &[&str] = &["sam", "tess"];

/// Who may come to this room's pages, and to the supporters' own.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let participant = format!("/participants/{}", stage.ana);
    let barc10 = format!("{participant}/assessments/barc10");
    let mut ana = stage.visit_as("ana").await;
    // Low answers speak for the PHQ-9, and its ninth for somebody today.
    let mut fields = answers(&["1", "1", "1", "1", "1"]);
    fields.push(("tier", "record"));
    ana.submit(&format!("{participant}/assessments/who5"), &fields).await;
    let phq9 = [("item-9", "1"), ("tier", "record")];
    ana.submit(&format!("{participant}/assessments/phq9"), &phq9).await;
    let sql = "SELECT id FROM assessments WHERE instrument = 'phq9' LIMIT 1";
    let filed: String = crate::disclosures::newest(stage, sql).await;
    let version = &cairn_instruments::find("gad7", None).unwrap().version;
    let gad7 = format!("/program/instruments/gad7/{version}");
    let choice = "/program/instruments/{instrument}/{version}/{side}";
    vec![
        case("GET", "/assessments/{id}/help", format!("/assessments/{filed}/help"), &["ana"]),
        case("POST", "/assessments/{id}/looks", format!("/assessments/{filed}/looks"), LOOKERS),
        case("GET", "/program/instruments", "/program/instruments", &["ada"]),
        case("POST", "/program/instruments", "/program/instruments", &["ada"]),
        case("GET", "/program/instruments/new", "/program/instruments/new", &["ada"]),
        case("POST", "/program/instruments/previews", "/program/instruments/previews", &["ada"]),
        case("GET", "/program/instruments/{instrument}/{version}", gad7.clone(), &["ada"]),
        case("GET", "/program/instruments/{instrument}/{version}/pack", format!("{gad7}/pack"), &["ada"]),
        case("GET", choice, format!("{gad7}/participant"), &["ada"]),
        case("POST", choice, format!("{gad7}/participant"), &["ada"]),
        case("GET", "/assessments/{id}", format!("/assessments/{filed}"), READERS),
        case("POST", "/assessments/{id}/tier", format!("/assessments/{filed}/tier"), &["ana"]),
        case("GET", "/participants/{id}/assessments", format!("{participant}/assessments"), READERS),
        case("GET", "/participants/{id}/assessments/{instrument}", barc10.clone(), WRITERS),
        case("POST", "/participants/{id}/assessments/{instrument}", barc10, WRITERS),
        case("GET", "/participants/{id}/progress", format!("{participant}/progress"), READERS),
        case("GET", "/wellbeing", "/wellbeing", SUPPORTERS),
        case("GET", "/wellbeing/{instrument}", "/wellbeing/who5", SUPPORTERS),
        case("POST", "/wellbeing/{instrument}", "/wellbeing/who5", SUPPORTERS),
    ]
}

/// The fields of a form that answers the questions in order; an empty answer leaves its question out.
fn answers(values: &[&'static str]) -> Vec<(&'static str, &'static str)> {
    const FIELDS: [&str; 10] =
        ["item-1", "item-2", "item-3", "item-4", "item-5", "item-6", "item-7", "item-8", "item-9", "item-10"];
    FIELDS.into_iter().zip(values.iter().copied()).collect()
}
