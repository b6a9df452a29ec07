//! Steps on the way to a goal: what, who, by when; done or dropped, and taken back when that was a slip.

use axum::extract::Path;

use super::store;
use crate::access::{Desk, FamilyRecord};
use crate::audit::Act;
use crate::ids::{GoalId, StepId};
use crate::recovery::{NewStep, STEP_ENDINGS, Stamp, Step};
use crate::web::{Answer, Form, Problem, Visit};

pub async fn create(visit: Visit, Path(id): Path<GoalId>, mut form: Form) -> Answer {
    let new = NewStep {
        words: form.required_text("step", 500),
        who: form.text("who", 120),
        by_on: form.date("by_on"),
    };
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (record, goal) = super::open_live_goal(desk, id)?;
                let stamp = Stamp { id: desk.id::<StepId>(), at: desk.now, by: desk.viewer.person };
                store::goals::add_step(desk.tx, &goal, stamp, &new)?;
                desk.enter_family(&record, Act::Created, "step", stamp.id.to_string())?;
                Ok(format!("/family-goals/{id}/edit"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    super::edit::draw(visit, form, id).await
}

fn open_step(desk: &mut Desk<'_, '_>, id: StepId) -> Result<(FamilyRecord, Step), Problem> {
    let goal = store::goals::goal_of_step(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let (record, goal) = super::open_goal(desk, goal)?;
    let step = goal.steps.into_iter().find(|step| step.id == id);
    Ok((record, step.ok_or(Problem::NotFound)?))
}

/// A step that is over already keeps its first ending until that is taken back.
pub async fn end(visit: Visit, Path(id): Path<StepId>, mut form: Form) -> Answer {
    let ending = form.choice("ending", &STEP_ENDINGS).filter(|_| form.is_valid());
    let location = visit
        .submit(&form, move |desk| {
            let (record, step) = open_step(desk, id)?;
            let ending = ending.ok_or(Problem::BadRequest)?;
            if step.ending.is_none() {
                let stamp = Stamp { id: desk.id(), at: desk.now, by: desk.viewer.person };
                store::goals::end_step(desk.tx, &step, stamp, &ending)?;
                desk.enter_family(&record, Act::Ended, "step", id.to_string())?;
            }
            Ok(super::plan_path(&record))
        })
        .await?;
    visit.redirect(&location, "saved")
}

pub async fn reopen(visit: Visit, Path(id): Path<StepId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (record, step) = open_step(desk, id)?;
            if let Some(ending) = step.ending {
                let stamp = Stamp { id: ending.id, at: desk.now, by: desk.viewer.person };
                store::goals::reopen_step(desk.tx, stamp)?;
                desk.enter_family(&record, Act::Changed, "step", id.to_string())?;
            }
            Ok(super::plan_path(&record))
        })
        .await?;
    visit.redirect(&location, "saved")
}
