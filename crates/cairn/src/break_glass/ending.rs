//! Closing a record before its time is over.

use axum::extract::Path;

use super::store;
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = super::seat(desk)?;
            let opening = store::one(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
            store::end(desk.tx, id, seat.person(), desk.now)?;
            desk.enter_emergency(&seat, opening.participant, Act::Ended, "break_glass")?;
            Ok(format!("/break-glass/{id}"))
        })
        .await?;
    visit.redirect(&location, "break-glass-ended")
}
