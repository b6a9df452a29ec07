//! What is measured with published questionnaires: who is asked what and when, what was answered, and what a number
//! can and cannot say.
//!
//! Every question can be left out, and the whole can be declined. A missing answer stays missing: it is never a zero
//! and never guessed, so an incomplete answer has no total. A total is not a grade and not a diagnosis. What a person
//! answers as a supporter is not in here: it is theirs alone, in the `wellbeing` room.

mod answer;
mod assessment;
mod change;
mod in_short;
mod index;
mod progress;
mod questionnaire;
mod show;
mod store;
mod tier;
mod trend;
mod window;

use cairn_instruments::Definition;

use crate::access::{Desk, Record, Role};
use crate::ids::AssessmentId;
use crate::web::{Problem, Routes};

pub use assessment::{Assessment, Latest, STATUSES};
pub use change::{Comparison, compare};
pub use in_short::{InShort, in_short};
pub use questionnaire::{Answers, Questionnaire, in_words, words};
pub use store::{NewAssessment, file_of_family_member, file_own, of_family_member, of_viewer};
pub use trend::chart;
pub use window::{Line, Side, calendar, window_for};

/// What everybody is asked (facts of the field, "recommended set"): recovery capital and well-being, the same two for
/// participants and supporters, so that both sides can be read alike.
pub const OFFERED: [&str; 2] = ["barc10", "who5"];

/// What a family member is asked: well-being alone. Recovery capital asks about a recovery of one's own, and the
/// questionnaires for families that are in use are not free to use.
pub const OFFERED_TO_FAMILIES: [&str; 1] = ["who5"];

/// The newest definitions of the instruments that are offered.
pub fn offered() -> Vec<&'static Definition> {
    OFFERED.iter().filter_map(|id| cairn_instruments::find(id, None).ok()).collect()
}

/// The same of those that family members are asked.
pub fn offered_to_families() -> Vec<&'static Definition> {
    OFFERED_TO_FAMILIES.iter().filter_map(|id| cairn_instruments::find(id, None).ok()).collect()
}

/// The newest definition of one of them.
pub fn offered_as(id: &str) -> Option<&'static Definition> {
    offered().into_iter().find(|definition| definition.id == id)
}

/// Who answers, or writes down what the person answered.
fn may_answer(record: &Record) -> bool {
    matches!(record.acting_as(), Role::Participant | Role::PeerSupporter | Role::Coordinator)
}

/// Opens the record that an answered questionnaire stands in, and the answers if they are shown to the viewer.
fn open_answered(desk: &mut Desk<'_, '_>, id: AssessmentId) -> Result<(Record, Assessment), Problem> {
    let participant = store::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let record = desk.open_record(participant)?;
    let found = store::of_record(desk.tx, &record)?.into_iter().find(|one| one.id == id);
    let shown = found.filter(|one| one.is_answered() && !one.kept_back);
    Ok((record, shown.ok_or(Problem::NotFound)?))
}

pub fn routes() -> Routes {
    Routes::new()
        .get("/participants/{id}/assessments", index::index)
        .get("/participants/{id}/assessments/{instrument}", answer::new)
        .post("/participants/{id}/assessments/{instrument}", answer::create)
        .get("/assessments/{id}", show::show)
        .post("/assessments/{id}/tier", tier::update)
        .get("/participants/{id}/progress", progress::show)
}
