//! A participant asks to be erased, or takes that back; the privacy officer says why it cannot be.

use axum::extract::Path;

use super::store;
use crate::access::Role;
use crate::audit::Act;
use crate::ids::{ParticipantId, RowId};
use crate::web::{Answer, Form, Problem, Visit};

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let record = desk.open_record(id)?;
            if !record.is_own() {
                return Err(Problem::NotFound);
            }
            if store::open_request(desk.tx, &record)?.is_none() {
                let request: RowId = desk.id();
                store::ask(desk.tx, &record, request, desk.now)?;
                desk.enter(&record, Act::Created, "erasure_request", Some(request.to_string()))?;
            }
            Ok(format!("/participants/{id}/copy"))
        })
        .await?;
    visit.redirect(&location, "erasure-asked")
}

pub async fn end(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let reason = form.choice("reason", &["kept_by_law", "held", "enrolled"]);
    let location = visit
        .submit(&form, move |desk| {
            let participant = store::requester(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let when = (desk.now, desk.viewer.person);
            if desk.viewer.participant == Some(participant) {
                let record = desk.open_record(participant)?;
                store::end_request(desk.tx, id, "taken_back", when)?;
                desk.enter(&record, Act::Ended, "erasure_request", Some(id.to_string()))?;
                return Ok(format!("/participants/{participant}/copy"));
            }
            let seat = desk.seat(&[Role::PrivacyOfficer])?;
            let reason = reason.ok_or(Problem::BadRequest)?;
            if !store::end_request(desk.tx, id, &reason, when)? {
                return Err(Problem::NotFound);
            }
            desk.enter_about(&seat, participant, Act::Ended, "erasure_request")?;
            Ok("/erasures".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
