//! Ending the calls: whoever is called may, on any day and without a reason.

use axum::extract::Path;

use super::schedule::ENDINGS;
use super::store;
use crate::access::Role;
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let reason = form.choice("reason", &ENDINGS).filter(|_| form.is_valid());
    let location = visit
        .submit(&form, move |desk| {
            let participant = store::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let record = desk.open_record(participant)?;
            let reason = match record.acting_as() {
                Role::Participant => "asked_to_stop".to_string(),
                Role::PeerSupporter | Role::Coordinator => reason.ok_or(Problem::BadRequest)?,
                _ => return Err(Problem::NotFound),
            };
            if !store::end(desk.tx, id, &reason, desk.now, desk.viewer.person)? {
                return Err(Refusal { field: "", key: "telephone-has-ended" }.into());
            }
            desk.enter(&record, Act::Ended, "telephone_support", Some(id.to_string()))?;
            Ok(["/participants/", &participant.to_string(), "/contact"].concat())
        })
        .await?;
    visit.redirect(&location, "saved")
}
