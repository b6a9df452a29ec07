//! Taking nobody new for a while, and taking people again. Those one supports already stay.

use axum::extract::Path;

use super::{standing::Standing, store};
use crate::audit::Act;
use crate::ids::SupporterId;
use crate::web::{Answer, Form, Problem, Visit};

pub async fn pause(visit: Visit, Path(id): Path<SupporterId>, form: Form) -> Answer {
    set(visit, id, form, true).await
}

pub async fn resume(visit: Visit, Path(id): Path<SupporterId>, form: Form) -> Answer {
    set(visit, id, form, false).await
}

/// The supporter, or a coordinator when the supporter cannot (an illness).
async fn set(visit: Visit, id: SupporterId, form: Form, paused: bool) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = match Standing::of(desk, id)? {
                Standing::Own(own) => *own.seat(),
                Standing::Coordinator(seat) => seat,
                Standing::Supervisor(_) => return Err(Problem::NotFound),
            };
            if paused {
                let row = desk.id();
                store::supporters::pause(desk.tx, &seat, id, row, desk.now)?;
            } else {
                store::supporters::resume(desk.tx, &seat, id, desk.now)?;
            }
            desk.enter_seated(&seat, Act::Changed, "pause", id.to_string())?;
            Ok(format!("/peer-supporters/{id}"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
