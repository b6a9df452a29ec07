//! A family member's own record: their plan in their own words, their well-being, how they are, the support they had, how
//! they can be reached, and who can see all this.
//!
//! A family member is here for themselves, whether or not the person they care about is here or agrees. Nothing in this
//! room may depend on a participant, name one, or be read by one; and nobody else of the family reads it either.

mod answer;
mod check_ins;
mod circle;
mod closing;
mod contact;
mod edit;
mod head;
mod measures;
mod new;
mod own;
mod plan;
mod privacy;
mod show;
mod step;
pub mod store;
mod support;
mod tier;

use crate::access::{Desk, FamilyRecord};
use crate::ids::{FamilyMemberId, GoalId};
use crate::recovery::Goal;
use crate::web::{Problem, Refusal, Routes};

pub use circle::FamilyCircle;
pub use head::FamilyHead;

pub fn routes() -> Routes {
    Routes::new()
        .get("/family", own::show)
        .get("/family-members/{id}", show::show)
        .get("/family-members/{id}/contact", contact::edit)
        .post("/family-members/{id}/contact", contact::update)
        .get("/family-members/{id}/plan", plan::show)
        .get("/family-members/{id}/goals/new", new::new)
        .post("/family-members/{id}/goals", new::create)
        .get("/family-goals/{id}/edit", edit::edit)
        .post("/family-goals/{id}", edit::update)
        .post("/family-goals/{id}/tier", tier::update)
        .post("/family-goals/{id}/closing", closing::create)
        .post("/family-goals/{id}/reopening", closing::reopen)
        .post("/family-goals/{id}/steps", step::create)
        .post("/family-steps/{id}/ending", step::end)
        .post("/family-steps/{id}/reopening", step::reopen)
        .get("/family-members/{id}/measures", measures::index)
        .get("/family-members/{id}/measures/{instrument}", answer::new)
        .post("/family-members/{id}/measures/{instrument}", answer::create)
        .get("/family-members/{id}/check-ins", check_ins::index)
        .post("/family-members/{id}/check-ins", check_ins::create)
        .get("/family-members/{id}/support", support::show)
        .get("/family-members/{id}/privacy", privacy::show)
}

/// Opens the record for somebody who writes in it; a reader finds nothing to write in.
fn open_to_write(desk: &mut Desk<'_, '_>, id: FamilyMemberId) -> Result<FamilyRecord, Problem> {
    let record = desk.open_family_member(id)?;
    if record.may_write() { Ok(record) } else { Err(Problem::NotFound) }
}

fn open_goal(desk: &mut Desk<'_, '_>, id: GoalId) -> Result<(FamilyRecord, Goal), Problem> {
    let member = store::goals::member_of_goal(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let record = open_to_write(desk, member)?;
    let goal = store::goals::all(desk.tx, &record)?.into_iter().find(|goal| goal.id == id);
    Ok((record, goal.ok_or(Problem::NotFound)?))
}

/// Like [`open_goal`], for changes that make sense only while the goal is open.
fn open_live_goal(desk: &mut Desk<'_, '_>, id: GoalId) -> Result<(FamilyRecord, Goal), Problem> {
    let (record, goal) = open_goal(desk, id)?;
    if goal.closing.is_some() {
        return Err(Refusal { field: "reopen", key: "goal-is-closed" }.into());
    }
    Ok((record, goal))
}

fn plan_path(record: &FamilyRecord) -> String {
    format!("/family-members/{}/plan", record.member())
}
