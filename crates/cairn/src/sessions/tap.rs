//! One tap on each side after a session: did it give, or take? Each side's is its own.

use axum::extract::Path;

use super::store;
use crate::access::{Record, Role};
use crate::audit::Act;
use crate::ids::SessionId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// From "took a lot from me" to "gave me a lot".
pub const VALUES: [i64; 5] = [-2, -1, 0, 1, 2];

/// The side on which the viewer taps; none for everyone else.
pub fn side(record: &Record) -> Option<&'static str> {
    match record.acting_as() {
        Role::Participant => Some("participant"),
        Role::PeerSupporter => Some("supporter"),
        _ => None,
    }
}

pub async fn create(visit: Visit, Path(id): Path<SessionId>, mut form: Form) -> Answer {
    let value = form.integer("value", -2..=2);
    let location = visit
        .submit(&form, move |desk| {
            let record = desk.open_session(id)?;
            let side = side(&record).ok_or(Problem::NotFound)?;
            let session = store::one(desk.tx, &record, id)?.ok_or(Problem::NotFound)?;
            let value = value.ok_or(Problem::BadRequest)?;
            if session.held.is_none() {
                return Err(Refusal { field: "", key: "tap-not-held" }.into());
            }
            store::tap(desk.tx, id, side, value, desk.now)?;
            desk.enter_own(Act::Answered, "tap")?;
            Ok(format!("/sessions/{id}"))
        })
        .await?;
    visit.redirect(&location, "tapped")
}
