//! Taking an own message back, as long as the other side has not seen it. Nothing is altered: a correction is a new message.

use axum::extract::Path;

use super::{Conversation, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Visit};

/// Where the answer leads when the other side was quicker.
const TOO_LATE: &str = "#seen";

pub async fn create(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (participant, supporter) = store::place_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let record = desk.open_record(participant)?;
            let talk = Conversation::open(desk, &record, supporter)?;
            let message = store::one(desk.tx, &talk, id)?.ok_or(Problem::NotFound)?;
            if !talk.is_ours() || message.sent_by != desk.viewer.person {
                return Err(Problem::NotFound);
            }
            if message.withdrawn_at.is_none() && !store::withdraw(desk.tx, &talk, id, desk.now)? {
                return Ok([&talk.path(), TOO_LATE].concat());
            }
            desk.enter_own(Act::Changed, "message")?;
            Ok(talk.path())
        })
        .await?;
    let flash = if location.ends_with(TOO_LATE) { "message-seen-already" } else { "message-taken-back" };
    visit.redirect(&location, flash)
}
