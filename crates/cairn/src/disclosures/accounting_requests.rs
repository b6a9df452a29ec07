//! Asking for an accounting or an intermediary's list, and what the program does about it in time.

use axum::extract::Path;

use super::accounting::{REQUEST_KINDS, Request};
use super::store::requests;
use super::{READERS, open_as};
use crate::access::{Desk, Record, Role};
use crate::audit::Act;
use crate::ids::{ParticipantId, RowId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let kind = form.required_choice("kind", &REQUEST_KINDS);
    let valid = form.is_valid();
    let location = visit
        .submit(&form, move |desk| {
            let record = open_as(desk, id, &READERS)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let row: RowId = desk.id();
            requests::ask(desk.tx, &record, row, &kind, (desk.now, desk.viewer.person))?;
            desk.enter(&record, Act::Created, "accounting_request", Some(row.to_string()))?;
            Ok(format!("/participants/{id}/accounting#requests"))
        })
        .await?;
    visit.redirect(&location, "request-asked")
}

/// The record and the open request, for whoever answers requests.
fn open(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Record, Request), Problem> {
    let participant = requests::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let record = open_as(desk, participant, &[Role::Coordinator])?;
    let request = requests::one(desk.tx, id, &desk.program.zone)?.ok_or(Problem::NotFound)?;
    if !request.is_open() {
        return Err(Refusal { field: "", key: "request-is-answered" }.into());
    }
    Ok((record, request))
}

pub async fn extend(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let reason = form.required_text("reason", 500);
    let valid = form.is_valid();
    let location = visit
        .submit(&form, move |desk| {
            let (record, request) = open(desk, id)?;
            if !valid {
                return Err(Refusal { field: "reason", key: "request-extend-reason" }.into());
            }
            if !request.may_extend(&desk.today()) {
                return Err(Refusal { field: "", key: "request-no-extension" }.into());
            }
            requests::extend(desk.tx, &record, id, &reason, (desk.now, desk.viewer.person))?;
            desk.enter(&record, Act::Changed, "accounting_request", Some(id.to_string()))?;
            Ok(format!("/participants/{}/accounting#requests", record.participant()))
        })
        .await?;
    visit.redirect(&location, "saved")
}

pub async fn answer(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (record, _) = open(desk, id)?;
            requests::answer(desk.tx, id, 0, (desk.now, desk.viewer.person))?;
            desk.enter(&record, Act::Answered, "accounting_request", Some(id.to_string()))?;
            Ok(format!("/participants/{}/accounting#requests", record.participant()))
        })
        .await?;
    visit.redirect(&location, "saved")
}
