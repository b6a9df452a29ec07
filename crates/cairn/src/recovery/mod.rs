//! The recovery plan: what a person wants for themselves, in their own words, and the steps on the way.
//!
//! The plan belongs to the participant. They, their supporter and a coordinator write in it; a supervisor and a
//! group leader may read it. Words that were replaced stay readable, a closed goal can be opened again, and nothing
//! here ever counts days, scores a person, or says that somebody failed.

pub mod check_in;
mod closing;
mod edit;
mod goal;
mod goal_tier;
mod new;
mod plan;
mod rating;
mod review;
mod step;
pub mod store;

use crate::access::{Desk, Record, Role};
use crate::ids::{GoalId, ParticipantId};
use crate::web::{Problem, Refusal, Routes};

pub use goal::{
    CLOSING_REASONS, Closing, Goal, PlanReview, Rating, STEP_ENDINGS, Step, StepEnding, Wording,
    review_due_on,
};
pub use new::{LONGEST_WHY, LONGEST_WORDS};
pub use store::{NewStep, Stamp, goals, open_goals};

pub fn routes() -> Routes {
    Routes::new()
        .get("/participants/{id}/check-ins", check_in::index)
        .post("/participants/{id}/check-ins", check_in::create)
        .get("/check-ins/{id}", check_in::show)
        .post("/check-ins/{id}/tier", check_in::update_tier)
        .get("/participants/{id}/plan", plan::show)
        .post("/participants/{id}/plan-reviews", review::create)
        .get("/participants/{id}/goals/new", new::new)
        .post("/participants/{id}/goals", new::create)
        .get("/goals/{id}/edit", edit::edit)
        .post("/goals/{id}", edit::update)
        .post("/goals/{id}/tier", goal_tier::update)
        .post("/goals/{id}/ratings", rating::create)
        .post("/goals/{id}/closing", closing::create)
        .post("/goals/{id}/reopening", closing::reopen)
        .post("/goals/{id}/steps", step::create)
        .post("/steps/{id}/ending", step::end)
        .post("/steps/{id}/reopening", step::reopen)
}

/// Who writes in the plan: the person themselves, who walks with them, and who may stand in for both.
fn may_write(record: &Record) -> bool {
    matches!(record.acting_as(), Role::Participant | Role::PeerSupporter | Role::Coordinator)
}

/// Opens the record for somebody who may write in the plan; a reader finds nothing to write in.
fn open_to_write(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Record, Problem> {
    let record = desk.open_record(id)?;
    if may_write(&record) { Ok(record) } else { Err(Problem::NotFound) }
}

fn open_goal(desk: &mut Desk<'_, '_>, id: GoalId) -> Result<(Record, Goal), Problem> {
    let participant = store::participant_of_goal(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let record = open_to_write(desk, participant)?;
    let goal = goals(desk.tx, &record)?.into_iter().find(|goal| goal.id == id);
    Ok((record, goal.ok_or(Problem::NotFound)?))
}

/// Like [`open_goal`], for changes that make sense only while the goal is open.
fn open_live_goal(desk: &mut Desk<'_, '_>, id: GoalId) -> Result<(Record, Goal), Problem> {
    let (record, goal) = open_goal(desk, id)?;
    if goal.closing.is_some() {
        return Err(Refusal { field: "reopen", key: "goal-is-closed" }.into());
    }
    Ok((record, goal))
}

fn plan_path(record: &Record) -> String {
    format!("/participants/{}/plan", record.participant())
}
