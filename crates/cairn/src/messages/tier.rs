//! Who reads a message: narrowed at any time by either of the two, widened by the participant for their own words.

use axum::extract::Path;

use super::{Conversation, store};
use crate::access::Tier;
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Visit};

pub async fn update(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let to = Tier::from_code(form.value("tier"));
    let location = visit
        .submit(&form, move |desk| {
            let (participant, supporter) = store::place_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let record = desk.open_record(participant)?;
            let talk = Conversation::open(desk, &record, supporter)?;
            let message = store::one(desk.tx, &talk, id)?.ok_or(Problem::NotFound)?;
            if !talk.is_ours() || message.withdrawn_at.is_some() {
                return Err(Problem::NotFound);
            }
            let to = to.ok_or(Problem::BadRequest)?;
            if to != message.tier {
                let viewer = desk.viewer.person;
                if !message.may_become(to, viewer, record.is_own()) {
                    return Err(Problem::BadRequest);
                }
                desk.change_tier(&record, ("message", id.into()), (message.tier, to))?;
                store::set_tier(desk.tx, &talk, id, to)?;
            }
            desk.enter_own(Act::Changed, "message")?;
            Ok(talk.path())
        })
        .await?;
    visit.redirect(&location, "saved")
}
