//! What becomes of each planned session.

use axum::extract::Path;

use super::hand_over::{CHOICES, path, running};
use super::store;
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Visit};

/// One field a session, named by its id.
pub async fn create(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let sent = form.clone();
    let location = visit
        .submit(&form, move |desk| {
            let (record, hand_over) = running(desk, id)?;
            for session in store::planned(desk.tx, &hand_over, desk.now)? {
                let choice = sent.value(&session.id.to_string()).to_string();
                if CHOICES.contains(&choice.as_str()) {
                    store::choose(desk.tx, id, session.id, &choice, (desk.now, desk.viewer.person))?;
                }
            }
            desk.enter(&record, Act::Changed, "hand_over", Some(id.to_string()))?;
            Ok(path(hand_over.participant))
        })
        .await?;
    visit.redirect(&location, "saved")
}
