//! An e-mailed notice that came back: a paper one is due.

use axum::extract::Path;

use super::store;
use crate::audit::Act;
use crate::ids::ParticipantId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = super::seat_for(desk, id)?;
            let Some(mailing) = store::last_mailing(desk.tx, &seat, id)? else {
                return Err(Problem::Refused(Refusal { field: "", key: "notice-nothing-mailed" }));
            };
            store::bounce(desk.tx, mailing, desk.now)?;
            desk.enter_about(&seat, id, Act::Returned, "notice-delivery")?;
            Ok("/notices".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
