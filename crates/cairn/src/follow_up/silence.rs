//! Why somebody does not answer: a code with a day, by whoever found out. It is never held against anybody.

use axum::extract::Path;
use jiff::civil::Date;

use super::show;
use super::store::facts::ASKED;
use super::store::written as store;
use crate::access::{Desk, Record, Role, Seat};
use crate::audit::Act;
use crate::ids::{ParticipantId, RowId};
use crate::outreach;
use crate::telephone_support;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// What staff can write down. The codes are those of questionnaires that could not be asked.
pub const REASONS: [&str; 9] =
    ["no_contact", "moved", "in_custody", "hospital", "new_number", ASKED, "chose_to_leave", "died", "other"];

/// The reason that the outcome of a try gives by itself. A wish not to be contacted is kept with the wishes.
pub fn reason_of(outcome: &str) -> Option<&'static str> {
    match outcome {
        "moved" => Some("moved"),
        "died" => Some("died"),
        _ => None,
    }
}

/// Writes a silence down that something else found out.
pub fn note_silence(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    participant: ParticipantId,
    found: (&str, Date),
) -> Result<(), Problem> {
    let id: RowId = desk.id();
    store::add_silence(desk.tx, seat, (id, participant), found, desk.now)?;
    desk.enter_about(seat, participant, Act::Created, "silence")
}

/// Who follows up: the supporter of now, and coordinators.
pub(super) fn open(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<(Seat, Record), Problem> {
    let record = desk.open_record(id)?;
    match record.acting_as() {
        role @ (Role::PeerSupporter | Role::Coordinator) => Ok((desk.seat(&[role])?, record)),
        _ => Err(Problem::NotFound),
    }
}

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let reason = form.required_choice("reason", &REASONS);
    let since = form.date("since_on");
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, record) = open(desk, id)?;
                let since = since.unwrap_or_else(|| desk.today());
                if since > desk.today() {
                    return Err(Refusal { field: "since_on", key: "silence-future" }.into());
                }
                keep(desk, &seat, &record, (&reason, since))?;
                Ok(format!("/participants/{id}/follow-up"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, id, form).await
}

fn keep(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    record: &Record,
    (reason, since): (&str, Date),
) -> Result<(), Problem> {
    let subject = outreach::Subject::Participant(record.participant());
    if reason == ASKED {
        // Their word counts at once and everywhere, so it is kept where every queue looks.
        let wish = outreach::store::Wish {
            wish: "no_contact".into(),
            said_how: "in_person".into(),
            said_at: desk.now,
        };
        let id: RowId = desk.id();
        outreach::store::add_wish(desk.tx, subject, id, &wish, seat.person())?;
        return desk.enter(record, Act::Changed, "contact_wish", None);
    }
    let id: RowId = desk.id();
    store::add_silence(desk.tx, seat, (id, record.participant()), (reason, since), desk.now)?;
    desk.enter(record, Act::Created, "silence", Some(id.to_string()))?;
    if reason == "died" {
        // Nobody calls, or looks for, somebody who died.
        outreach::store::end_all(desk.tx, seat, subject, "died", desk.now)?;
        for support in telephone_support::store::of_participant(desk.tx, record)? {
            if support.ended.is_none() {
                telephone_support::store::end(desk.tx, support.id, "died", desk.now, seat.person())?;
            }
        }
    }
    Ok(())
}

/// They were heard from again, or it was a mistake.
pub async fn end(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let participant = store::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let (seat, record) = open(desk, participant)?;
            let (today, stamp) = (desk.today(), (desk.now, seat.person()));
            store::end_silence(desk.tx, &record, id, today, stamp)?;
            desk.enter(&record, Act::Ended, "silence", Some(id.to_string()))?;
            Ok(format!("/participants/{participant}/follow-up"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
