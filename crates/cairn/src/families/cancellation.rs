//! Calling off a meeting with a family that was planned ahead: by a member, by the supporter whose meeting it is, by a
//! coordinator. The kinds and the hours of notice are those of sessions.

use axum::extract::Path;

use super::meeting_page::{self, Opened};
use super::store::{self, CalledOff};
use crate::access::Desk;
use crate::audit::Act;
use crate::ids::FamilyMeetingId;
use crate::sessions::{CANCELLATIONS, cancellation_said, is_late};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<FamilyMeetingId>, mut form: Form) -> Answer {
    let kind = form.choice("kind", &CANCELLATIONS);
    let words = form.text("off_words", 500);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let opened = meeting_page::open_to_change(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            call_off(desk, &opened, (kind, words))
        })
        .await;
    match super::new::settle(&mut form, outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => meeting_page::draw(visit, form, id).await,
    }
}

fn call_off(
    desk: &mut Desk<'_, '_>,
    opened: &Opened,
    (kind, words): (Option<String>, Option<String>),
) -> Result<String, Problem> {
    let meeting = &opened.meeting;
    let late = is_late(meeting.starts_at, desk.now, desk.program.settings.calendar.late_hours);
    let (kind, late) = cancellation_said(opened.seat.role(), kind.as_deref(), late)?;
    if kind == "no_show" && meeting.starts_at > desk.now {
        return Err(Refusal { field: "kind", key: "family-no-show-early" }.into());
    }
    // What is said of it stays with the side whose meeting it is.
    let called_off = CalledOff { kind, words: words.filter(|_| opened.holds), late };
    if !store::call_off(desk.tx, &opened.seat, (meeting.id, called_off), desk.now)? {
        return Err(Refusal { field: "kind", key: "family-meeting-not-open" }.into());
    }
    desk.enter_seated(&opened.seat, Act::Ended, "family_meeting", meeting.id.to_string())?;
    Ok(format!("/family-meetings/{}", meeting.id))
}
