//! Ending an effort by hand.

use axum::extract::Path;

use super::plan::ENDINGS;
use super::reach::{enter, open};
use super::{show, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let reason = form.required_choice("reason", &ENDINGS);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, reach) = open(desk, id)?;
                if !store::end(desk.tx, &seat, id, &reason, desk.now)? {
                    return Err(Refusal { field: "reason", key: "outreach-has-ended" }.into());
                }
                enter(desk, &seat, &reach, Act::Ended)?;
                Ok(reach.path())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, id, form).await
}
