//! A person asks for their record to be erased, or takes that back; the privacy officer says why it cannot be.

use axum::extract::Path;

use super::store::requests;
use crate::access::{RecordId, Role};
use crate::audit::Act;
use crate::ids::{FamilyMemberId, ParticipantId, RowId};
use crate::web::{Answer, Form, Problem, Visit};

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, form: Form) -> Answer {
    ask(visit, RecordId::Participant(id), form).await
}

pub async fn create_of_family(visit: Visit, Path(id): Path<FamilyMemberId>, form: Form) -> Answer {
    ask(visit, RecordId::FamilyMember(id), form).await
}

async fn ask(visit: Visit, id: RecordId, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let record = desk.open_own(id)?;
            if requests::open(desk.tx, &record)?.is_none() {
                let request: RowId = desk.id();
                requests::ask(desk.tx, &record, request, desk.now)?;
                desk.enter_either(&record, Act::Created, "erasure_request", Some(request.to_string()))?;
            }
            Ok(format!("{}/copy", id.path()))
        })
        .await?;
    visit.redirect(&location, "erasure-asked")
}

pub async fn end(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let reason = form.choice("reason", &["kept_by_law", "held", "enrolled", "one_key"]);
    let location = visit
        .submit(&form, move |desk| {
            let of = requests::requester(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let when = (desk.now, desk.viewer.person);
            let own = match of {
                RecordId::Participant(id) => desk.viewer.participant == Some(id),
                RecordId::FamilyMember(id) => desk.viewer.family_member == Some(id),
            };
            if own {
                let record = desk.open_own(of)?;
                requests::end(desk.tx, id, "taken_back", when)?;
                desk.enter_either(&record, Act::Ended, "erasure_request", Some(id.to_string()))?;
                return Ok(format!("{}/copy", of.path()));
            }
            let seat = desk.seat(&[Role::PrivacyOfficer])?;
            let reason = reason.ok_or(Problem::BadRequest)?;
            if !requests::end(desk.tx, id, &reason, when)? {
                return Err(Problem::NotFound);
            }
            desk.enter_about_either(&seat, of, Act::Ended, "erasure_request")?;
            Ok("/erasures".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
