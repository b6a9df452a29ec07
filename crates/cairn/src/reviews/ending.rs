//! The officer ends a review before its day; from the next request on the auditor finds nothing.

use axum::extract::Path;

use super::{show, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::privacy_desk::{officer, stamp};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let reason = form.required_text("reason", 1000);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, today) = (officer(desk)?, desk.today());
                let review = store::find(desk.tx, &seat, id, today)?.ok_or(Problem::NotFound)?;
                if !review.may_end(today) {
                    return Err(Refusal { field: "reason", key: "review-over-already" }.into());
                }
                let stamp = stamp(desk);
                store::end(desk.tx, &review, stamp, &reason)?;
                desk.enter_seated(&seat, Act::Ended, "audit_review", id.to_string())?;
                Ok(super::path(id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw_for_officer(visit, form, id).await
}
