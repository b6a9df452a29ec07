mod check_up;
mod command;
mod progress;
mod wellbeing;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};

const READERS: &[&str] = &["ana", "sam", "sol", "cora"];
const WRITERS: &[&str] = &["ana", "sam", "cora"];
const SUPPORTERS: &[&str] = &["sam", "tess"];

/// Who may come to this room's pages, and to the supporters' own.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let participant = format!("/participants/{}", stage.ana);
    let barc10 = format!("{participant}/assessments/barc10");
    let mut ana = stage.visit_as("ana").await;
    let mut fields = answers(&["5", "5", "5", "4", "4"]);
    fields.push(("tier", "record"));
    ana.submit(&format!("{participant}/assessments/who5"), &fields).await;
    let filed: String = crate::disclosures::newest(stage, "SELECT id FROM assessments LIMIT 1").await;
    vec![
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
