//! Beginning the calls, and changing how often and when they come.

use axum::extract::Path;
use jiff::{ToSpan, civil::Date};

use super::contact;
use super::schedule::MESSAGE_SAFE;
use super::store::{self, NewSupport};
use super::support::Schedule;
use crate::access::{Desk, Record, Role};
use crate::audit::Act;
use crate::ids::{ParticipantId, RowId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub const AGREED_HOW: [&str; 3] = ["in_person", "phone", "online"];
const LANGUAGES: [&str; 2] = ["en", "es"];

impl Schedule {
    pub(super) fn read(form: &mut Form) -> Schedule {
        Schedule {
            every_days: form.required_integer("every_days", 1..=90),
            calls: form.required_integer("calls", 1..=200),
            times: form.text("times", 200),
            language: form.required_choice("language", &LANGUAGES),
            message_safe: form.required_choice("message_safe", &MESSAGE_SAFE),
        }
    }
}

/// Opens a record for those who agree the calls: the participant, their supporter, a coordinator.
fn opened(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Record, Problem> {
    let record = desk.open_record(id)?;
    match record.acting_as() {
        Role::Participant | Role::PeerSupporter | Role::Coordinator => Ok(record),
        _ => Err(Problem::NotFound),
    }
}

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let schedule = Schedule::read(&mut form);
    let first_on = form.required_date("first_on");
    let agreed = form.choice("agreed_how", &AGREED_HOW);
    let takes = form.checked("mine");
    let since = form.checked("agreed_since");
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = opened(desk, id)?;
                let agreed_how = if record.is_own() { Some("online".to_string()) } else { agreed };
                let agreed_how =
                    agreed_how.ok_or(Refusal { field: "agreed_how", key: "telephone-agreement-needed" })?;
                may_begin(desk, &record, first_on, since)?;
                let mine = (takes && record.acting_as() == Role::PeerSupporter)
                    .then(|| (desk.id(), desk.viewer.person));
                let new = NewSupport {
                    id: desk.id(),
                    first_on,
                    agreed_how,
                    schedule: (desk.id(), schedule),
                    caller: mine,
                };
                store::add(desk.tx, &record, &new, desk.now, desk.viewer.person)?;
                desk.enter(&record, Act::Created, "telephone_support", Some(new.id.to_string()))?;
                Ok(["/participants/", &id.to_string(), "/contact"].concat())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    contact::draw(visit, id, form, false).await
}

/// Somebody who was discharged is called if they agreed to it when they left, or have since; nobody is called twice over.
fn may_begin(desk: &mut Desk<'_, '_>, record: &Record, first_on: Date, since: bool) -> Result<(), Problem> {
    let refused = |field, key| Err(Refusal { field, key }.into());
    let today = desk.today();
    if first_on < today || first_on > today.saturating_add(366.days()) {
        return refused("first_on", "telephone-first-range");
    }
    if store::runs(desk.tx, record)? {
        return refused("first_on", "telephone-runs-already");
    }
    match store::discharge(desk.tx, record)? {
        Some((reason, _)) if reason == "died" => refused("first_on", "telephone-not-possible"),
        Some((_, false)) if !record.is_own() && !since => {
            refused("agreed_since", "telephone-alumni-not-agreed")
        }
        _ => Ok(()),
    }
}

/// A change of the schedule: the next call stays where it is, those after it follow the new rhythm.
pub async fn update(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let schedule = Schedule::read(&mut form);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let participant = store::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let record = opened(desk, participant)?;
            if !valid {
                return Err(Refusal { field: "schedule", key: "telephone-look-again" }.into());
            }
            let running = store::of_participant(desk.tx, &record)?.into_iter().find(|one| one.id == id);
            if running.is_none_or(|one| one.ended.is_some()) {
                return Err(Refusal { field: "schedule", key: "telephone-has-ended" }.into());
            }
            let new = (desk.id(), schedule);
            store::set_schedule(desk.tx, id, &new, desk.now, desk.viewer.person)?;
            desk.enter(&record, Act::Changed, "telephone_support", Some(id.to_string()))?;
            Ok(["/participants/", &participant.to_string(), "/contact"].concat())
        })
        .await;
    if let Some(location) = form.settle(outcome)? {
        return visit.redirect(&location, "saved");
    }
    contact::draw_for_support(visit, id, form).await
}
