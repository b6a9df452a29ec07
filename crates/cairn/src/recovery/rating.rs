//! How a goal feels now, in the person's own numbers. Each rating is a row of its own.

use axum::extract::Path;

use super::goal::Rating;
use super::store::{self, Stamp};
use crate::audit::Act;
use crate::ids::GoalId;
use crate::web::{Answer, Form, Visit};

pub async fn create(visit: Visit, Path(id): Path<GoalId>, mut form: Form) -> Answer {
    let [importance, confidence, closeness] =
        ["importance", "confidence", "closeness"].map(|field| form.integer(field, 0..=10));
    if form.is_valid() && importance.or(confidence).or(closeness).is_none() {
        form.wrong("importance", "goal-rating-nothing");
    }
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (record, goal) = super::open_live_goal(desk, id)?;
                let stamp = Stamp {
                    id: desk.id(),
                    at: desk.now,
                    by: desk.viewer.person,
                };
                let rating = Rating {
                    importance,
                    confidence,
                    closeness,
                    rated_at: desk.now,
                };
                store::rate(desk.tx, &goal, stamp, &rating)?;
                desk.enter(&record, Act::Created, "goal-rating", Some(stamp.id.to_string()))?;
                Ok(super::plan_path(&record))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    super::edit::draw(visit, form, id).await
}
