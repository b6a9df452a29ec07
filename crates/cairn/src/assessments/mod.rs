//! What is measured with published questionnaires: who is asked what and when, what was answered, and what a number
//! can and cannot say.
//!
//! The program chooses what is asked ([`offered_to`], one list a side, each with its own times); an answer is always shown in
//! the version it was given to ([`Assessment::definition`]). Every question can be left out, and the whole can be declined. A
//! missing answer stays missing: it is never a zero and never guessed, so an incomplete answer has no total. A total is not a
//! grade and not a diagnosis. An answer that tells of thoughts of dying leads to help at once and sends nothing by itself.
//! What a person answers as a supporter is not in here: it is theirs alone, in the `wellbeing` room, which lists
//! `offered_to(tx, Side::Supporter)` and takes the times from [`Asked::calendar`] and [`Asked::window_for`].

mod answer;
mod asked;
mod assessment;
mod change;
mod help;
mod in_short;
mod index;
pub mod library;
pub mod looks;
mod parts;
mod progress;
mod questionnaire;
mod show;
mod store;
mod tier;
mod trend;
mod window;

use crate::access::{Desk, Record, Role};
use crate::ids::AssessmentId;
use crate::web::{Problem, Routes};

pub use asked::{Asked, Begins, InstrumentChoice, Rhythm, choice, choose, offered_as, offered_to, usual};
pub use assessment::{
    Assessment, Latest, MODES, REASONED, REASONS, STATUSES, calls_for_somebody, raises_alert,
};
pub use change::{Comparison, compare};
pub use in_short::{InShort, in_short};
pub use questionnaire::{Answers, Part, Questionnaire, in_words, named, subscales, words};
pub use store::{NewAssessment, file_of_family_member, file_own, of_family_member, of_viewer};
pub use trend::chart;
pub use window::{Line, Side, window_day};

/// An instrument that the newest answers speak for, if any does.
pub fn suggested(filed: &[Assessment]) -> Option<&'static str> {
    let newest = |one: &&Assessment| !filed.iter().any(|other| is_newer(other, one));
    filed.iter().filter(|one| one.is_answered()).filter(newest).find_map(Assessment::suggests)
}

fn is_newer(other: &Assessment, one: &Assessment) -> bool {
    other.instrument == one.instrument
        && other.is_answered()
        && (other.answered_on, other.id) > (one.answered_on, one.id)
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
        .get("/assessments/{id}/help", help::show)
        .post("/assessments/{id}/tier", tier::update)
        .post("/assessments/{id}/looks", looks::create)
        .get("/participants/{id}/progress", progress::show)
}
