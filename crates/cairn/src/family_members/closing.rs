//! Closing a goal, and opening it again.

use axum::extract::Path;

use super::store;
use crate::audit::Act;
use crate::ids::GoalId;
use crate::recovery::{CLOSING_REASONS, Stamp};
use crate::web::{Answer, Form, Visit};

pub async fn create(visit: Visit, Path(id): Path<GoalId>, mut form: Form) -> Answer {
    let reason = form.required_choice("reason", &CLOSING_REASONS);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (record, goal) = super::open_live_goal(desk, id)?;
                let stamp = Stamp { id: desk.id(), at: desk.now, by: desk.viewer.person };
                store::goals::close(desk.tx, &goal, stamp, &reason)?;
                desk.enter_family(&record, Act::Ended, "goal", id.to_string())?;
                Ok(super::plan_path(&record))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    super::edit::draw(visit, form, id).await
}

/// A goal that is open already stays so.
pub async fn reopen(visit: Visit, Path(id): Path<GoalId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (record, goal) = super::open_goal(desk, id)?;
            if let Some(closing) = goal.closing {
                let stamp = Stamp { id: closing.id, at: desk.now, by: desk.viewer.person };
                store::goals::reopen(desk.tx, stamp)?;
                desk.enter_family(&record, Act::Changed, "goal", id.to_string())?;
            }
            Ok(super::plan_path(&record))
        })
        .await?;
    visit.redirect(&location, "saved")
}
