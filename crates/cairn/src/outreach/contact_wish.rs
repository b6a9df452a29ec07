//! Whether somebody wants to hear from the program. Their word counts at once, and only a newer one of theirs changes it.

use axum::extract::Path;

use super::reach::Subject;
use super::store::{self, Wish};
use crate::access::Role;
use crate::audit::Act;
use crate::ids::{FirstCallId, ParticipantId};
use crate::web::{Answer, Form, Problem, Visit};

pub const WISHES: [&str; 2] = ["no_contact", "contact"];
pub const SAID_HOW: [&str; 5] = ["in_person", "phone", "text", "letter", "online"];

/// A participant's: said by themself here, or written down by their supporter or a coordinator.
pub async fn of_participant(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let (wish, how) = (form.choice("wish", &WISHES), form.choice("said_how", &SAID_HOW));
    let valid = form.is_valid();
    let location = visit
        .submit(&form, move |desk| {
            let record = desk.open_record(id)?;
            if !matches!(record.acting_as(), Role::Participant | Role::PeerSupporter | Role::Coordinator) {
                return Err(Problem::NotFound);
            }
            let (Some(wish), true) = (wish, valid) else { return Err(Problem::BadRequest) };
            let how = if record.is_own() { Some("online".to_string()) } else { how };
            let said_how = how.ok_or(Problem::BadRequest)?;
            let new = desk.id();
            let wish = Wish { wish, said_how, said_at: desk.now };
            store::add_wish(desk.tx, Subject::Participant(id), new, &wish, desk.viewer.person)?;
            desk.enter(&record, Act::Changed, "contact_wish", None)?;
            Ok(["/participants/", &id.to_string(), "/contact"].concat())
        })
        .await?;
    visit.redirect(&location, "saved")
}

/// Somebody's who only called so far.
pub async fn of_call(visit: Visit, Path(id): Path<FirstCallId>, mut form: Form) -> Answer {
    let (wish, how) = (form.choice("wish", &WISHES), form.choice("said_how", &SAID_HOW));
    let valid = form.is_valid();
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            let subject = Subject::Call(id);
            if !store::call_is_open(desk.tx, &seat, subject)? {
                return Err(Problem::NotFound);
            }
            let (Some(wish), Some(said_how), true) = (wish, how, valid) else {
                return Err(Problem::BadRequest);
            };
            let new = desk.id();
            let wish = Wish { wish, said_how, said_at: desk.now };
            store::add_wish(desk.tx, subject, new, &wish, seat.person())?;
            desk.enter_seated(&seat, Act::Changed, "contact_wish", id.to_string())?;
            Ok(subject.path())
        })
        .await?;
    visit.redirect(&location, "saved")
}
