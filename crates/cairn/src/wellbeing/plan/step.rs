//! Steps on the way to a goal: done, let go, and taken back when that was a slip.

use axum::extract::Path;

use super::{HERE, Own, store};
use crate::access::Desk;
use crate::audit::Act;
use crate::ids::{GoalId, RowId, StepId};
use crate::recovery::{NewStep, STEP_ENDINGS, Step};
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
                let (own, _) = super::open_live_goal(desk, id)?;
                let step: StepId = desk.id();
                store::add_step(desk.tx, &own, (step, id), &new, desk.now)?;
                own.enter(desk, Act::Changed, "own_plan", id.into())?;
                Ok(format!("/wellbeing/goals/{id}/edit"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    super::edit::draw(visit, form, id).await
}

fn open_step(desk: &mut Desk<'_, '_>, id: StepId) -> Result<(Own, Step), Problem> {
    let own = Own::open(desk)?;
    let mut steps = store::goals(desk.tx, &own)?.into_iter().flat_map(|goal| goal.steps);
    let step = steps.find(|step| step.id == id).ok_or(Problem::NotFound)?;
    Ok((own, step))
}

/// A step that is over already keeps its first ending until that is taken back.
pub async fn end(visit: Visit, Path(id): Path<StepId>, mut form: Form) -> Answer {
    let ending = form.choice("ending", &STEP_ENDINGS).filter(|_| form.is_valid());
    let location = visit
        .submit(&form, move |desk| {
            let (own, step) = open_step(desk, id)?;
            let ending = ending.ok_or(Problem::BadRequest)?;
            if step.ending.is_none() {
                let row: RowId = desk.id();
                store::end_step(desk.tx, &own, (row, id), &ending, desk.now)?;
            }
            own.enter(desk, Act::Changed, "own_plan", id.into())?;
            Ok(HERE.to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}

pub async fn reopen(visit: Visit, Path(id): Path<StepId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (own, step) = open_step(desk, id)?;
            if let Some(ending) = &step.ending {
                store::reopen_step(desk.tx, &own, ending, desk.now)?;
            }
            own.enter(desk, Act::Changed, "own_plan", id.into())?;
            Ok(HERE.to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
