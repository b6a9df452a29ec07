//! Agreements to take part and to be contacted, and their withdrawals.
//!
//! Not the legal consents of 42 CFR Part 2: those name a recipient and a purpose and have a room of their own.

use axum::extract::Path;

use super::store::agreements::{self, NewAgreement};
use crate::access::{Desk, Record, Role};
use crate::audit::Act;
use crate::ids::ParticipantId;
use crate::web::{Answer, Form, Problem, Visit};

pub const KINDS: [&str; 4] = ["enroll", "contact_phone", "contact_text", "contact_email"];
pub const CONTACT_KINDS: [&str; 3] = ["contact_phone", "contact_text", "contact_email"];
pub const GIVEN_HOW: [&str; 3] = ["in_person", "phone", "online"];

/// Which wording of the sentences `agreement-text-…` people agree to. New wording, new version: the row tells what
/// the person was shown.
pub const TEXT_VERSION: &str = "2026-11";

/// Gives an agreement, again or for the first time. Participants give their own online; for what was said in a
/// room or on the phone, their supporter or a coordinator writes it down.
pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, form: Form) -> Answer {
    let (kind, how) = (form.value("kind").to_string(), form.value("given_how").to_string());
    let location = visit
        .submit(&form, move |desk| {
            let record = opened_by_hand(desk, id)?;
            let given_how = if record.is_own() { "online".to_string() } else { how };
            if !KINDS.contains(&kind.as_str()) || !GIVEN_HOW.contains(&given_how.as_str()) {
                return Err(Problem::BadRequest);
            }
            let newest = agreements::newest(desk.tx, &record)?;
            if !newest.iter().any(|known| known.kind == kind && known.withdrawn_at.is_none()) {
                let new = NewAgreement { id: desk.id(), kind, given_how, text_version: TEXT_VERSION };
                agreements::give(desk.tx, &record, &new, desk.now, desk.viewer.person)?;
                desk.enter(&record, Act::Created, "agreement", Some(new.id.to_string()))?;
            }
            Ok(format!("/participants/{id}"))
        })
        .await?;
    visit.redirect(&location, "saved")
}

/// Withdraws an agreement: at any time, without a reason, and undone by giving it again.
pub async fn withdraw(visit: Visit, Path(id): Path<ParticipantId>, form: Form) -> Answer {
    let kind = form.value("kind").to_string();
    let location = visit
        .submit(&form, move |desk| {
            let record = opened_by_hand(desk, id)?;
            if !KINDS.contains(&kind.as_str()) {
                return Err(Problem::BadRequest);
            }
            if agreements::withdraw(desk.tx, &record, &kind, desk.now, desk.viewer.person)? {
                desk.enter(&record, Act::Ended, "agreement", None)?;
            }
            Ok(format!("/participants/{id}"))
        })
        .await?;
    visit.redirect(&location, "saved")
}

/// Opens the record for those who may write down what the participant says about it.
pub(super) fn opened_by_hand(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Record, Problem> {
    let record = desk.open_record(id)?;
    match record.acting_as() {
        Role::Participant | Role::PeerSupporter | Role::Coordinator => Ok(record),
        _ => Err(Problem::NotFound),
    }
}
