//! Writing down what was done about something that somebody asked for in a call.

use axum::extract::Path;

use super::store;
use super::support::{find, reaches};
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Visit};

pub const DONE: [&str; 4] = ["talked", "session_planned", "meeting_found", "not_needed"];

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let done = form.choice("done", &DONE).filter(|_| form.is_valid());
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&super::support::CALLERS)?;
            let (support, waits) = store::to_follow_up(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
            let (seat, support) = find(desk, support)?;
            if !reaches(desk, &seat, &support)? {
                return Err(Problem::NotFound);
            }
            let done = done.ok_or(Problem::BadRequest)?;
            if waits {
                store::follow_up(desk.tx, &seat, id, &done, desk.now)?;
            }
            desk.enter_about(&seat, support.participant, Act::Answered, "telephone_call")?;
            Ok("/telephone-support".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
