//! A supporter's plan about themselves: goals in their own words, small steps, how much each matters and how sure they are
//! of it, and a look at the whole now and then.
//!
//! The rules are those of a recovery plan (`recovery`); the rows are apart, for nobody but its author has a way to them. A
//! supporter may also be a participant or a family member here: those plans stand in those records, and this one does not.

mod acts;
mod edit;
mod new;
mod show;
mod step;
pub(super) mod store;

use super::own::Own;
use crate::access::Desk;
use crate::ids::GoalId;
use crate::recovery::Goal;
use crate::web::{Problem, Refusal, Routes};

/// Where every change of the plan leads.
const HERE: &str = "/wellbeing/plan";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/wellbeing/plan", show::show)
        .post("/wellbeing/plan-reviews", acts::review)
        .get("/wellbeing/goals/new", new::new)
        .post("/wellbeing/goals", new::create)
        .get("/wellbeing/goals/{id}/edit", edit::edit)
        .post("/wellbeing/goals/{id}", edit::update)
        .post("/wellbeing/goals/{id}/ratings", acts::rate)
        .post("/wellbeing/goals/{id}/closing", acts::close)
        .post("/wellbeing/goals/{id}/reopening", acts::reopen)
        .post("/wellbeing/goals/{id}/steps", step::create)
        .post("/wellbeing/steps/{id}/ending", step::end)
        .post("/wellbeing/steps/{id}/reopening", step::reopen)
}

/// A goal of the viewer's own; anybody else's does not exist.
fn open_goal(desk: &mut Desk<'_, '_>, id: GoalId) -> Result<(Own, Goal), Problem> {
    let own = Own::open(desk)?;
    let goal = store::goals(desk.tx, &own)?.into_iter().find(|goal| goal.id == id);
    Ok((own, goal.ok_or(Problem::NotFound)?))
}

/// Like [`open_goal`], for changes that make sense only while the goal is open.
fn open_live_goal(desk: &mut Desk<'_, '_>, id: GoalId) -> Result<(Own, Goal), Problem> {
    let (own, goal) = open_goal(desk, id)?;
    if goal.closing.is_some() {
        return Err(Refusal { field: "reopen", key: "goal-is-closed" }.into());
    }
    Ok((own, goal))
}
