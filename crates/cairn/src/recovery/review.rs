//! Looking at the whole plan together, and agreeing when to do so again.

use axum::extract::Path;

use super::goal::PlanReview;
use super::store;
use crate::audit::Act;
use crate::ids::{ParticipantId, RowId};
use crate::web::{Answer, Form, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let words = form.text("review_words", 2000);
    let next_review_on = form.required_date("next_review_on");
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = super::open_to_write(desk, id)?;
                if next_review_on <= desk.today() {
                    return Err(Refusal {
                        field: "next_review_on",
                        key: "plan-review-in-the-past",
                    }
                    .into());
                }
                let (row, by): (RowId, _) = (desk.id(), desk.viewer.person);
                let review = PlanReview {
                    words,
                    next_review_on,
                    reviewed_at: desk.now,
                };
                store::add_review(desk.tx, &record, row, by, &review)?;
                desk.enter(&record, Act::Created, "plan-review", Some(row.to_string()))?;
                Ok(super::plan_path(&record))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    super::plan::draw(visit, form, id, super::open_to_write).await
}
