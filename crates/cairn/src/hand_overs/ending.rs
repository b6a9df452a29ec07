//! Taking a hand-over back: the two go on together.

use axum::extract::Path;

use super::hand_over::{path, running};
use super::store;
use crate::audit::Act;
use crate::ids::RowId;
use crate::matching;
use crate::web::{Answer, Form, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (record, hand_over) = running(desk, id)?;
            matching::store::one_at_a_time(desk.tx)?;
            let by = desk.viewer.person;
            // Offers that were out for this are withdrawn with it, and so is a choice that nobody has answered.
            matching::store::offers::answer_open(desk.tx, hand_over.participant, "withdrawn", desk.now, by)?;
            matching::store::offers::withdraw_chosen(desk.tx, hand_over.participant, desk.now, by)?;
            store::end(desk.tx, id, (None, None), desk.now, by)?;
            desk.enter(&record, Act::Ended, "hand_over", Some(id.to_string()))?;
            Ok(path(hand_over.participant))
        })
        .await?;
    visit.redirect(&location, "saved")
}
