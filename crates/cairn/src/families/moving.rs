//! Moving a meeting with a family that was planned ahead. It stays the same meeting, with the same people and the same room;
//! when it was planned first is kept.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;
use uuid::Uuid;

use super::meeting_page::{self, Opened};
use super::store::{self, Meeting, Move};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::calendar::clash::{self, Found, Wanted};
use crate::calendar::store::lines;
use crate::ids::{FamilyId, FamilyMeetingId, RoomId, SupporterId};
use crate::sessions::{instant, is_late};
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "families/move.html")]
struct MovePage {
    t: Text,
    shell: Shell,
    f: Form,
    meeting: Meeting,
    clashes: Vec<String>,
    /// Moving it now counts as late.
    late: bool,
}

pub async fn new(visit: Visit, Path(id): Path<FamilyMeetingId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form, Found::default()).await
}

async fn draw(visit: Visit, id: FamilyMeetingId, form: Form, found: Found) -> Answer {
    let (visitor, (meeting, late)) = visit
        .write(move |desk| {
            let meeting = meeting_page::open_to_change(desk, id)?.meeting;
            let late = is_late(meeting.starts_at, desk.now, desk.program.settings.calendar.late_hours);
            Ok((meeting, late))
        })
        .await?;
    let (t, shell) = visitor.shell("session-move");
    let clashes = found.sentences(&t);
    visitor.show_form(&form.clone(), MovePage { t, shell, f: form, meeting, clashes, late })
}

pub async fn create(visit: Visit, Path(id): Path<FamilyMeetingId>, mut form: Form) -> Answer {
    let date = form.required_date("date");
    if form.value("time").trim().is_empty() {
        form.wrong("time", "form-required");
    }
    let (time, anyway) = (form.time("time").unwrap_or_default(), form.checked("anyway"));
    let valid = form.is_valid();
    let found = Found::default();
    let shared = found.clone();
    let outcome = visit
        .submit(&form, move |desk| {
            let opened = meeting_page::open_to_change(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let to = instant(date, time, &desk.program.zone)?;
            shift(desk, &opened, to, (anyway, &shared))
        })
        .await;
    match super::new::settle(&mut form, outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, id, form, found).await,
    }
}

fn shift(
    desk: &mut Desk<'_, '_>,
    opened: &Opened,
    to: Timestamp,
    (anyway, found): (bool, &Found),
) -> Result<String, Problem> {
    let meeting = &opened.meeting;
    if !meeting.is_open() {
        return Err(Refusal { field: "date", key: "family-meeting-not-open" }.into());
    }
    let days = to.duration_since(desk.now).as_hours() / 24;
    if to <= desk.now || days > 366 {
        return Err(Refusal { field: "date", key: "calendar-move-ahead" }.into());
    }
    let times = Wanted { instead_of: Some(Uuid::from(meeting.id)), ..Wanted::at([to], meeting.minutes) };
    let spot = (meeting.supporter_id, meeting.room_id);
    let wanted = wanted(desk, &opened.seat, (opened.family, opened.other), spot, times)?;
    found.unless(anyway, clash::find(desk.tx, &wanted)?)?;
    let late = is_late(meeting.starts_at, desk.now, desk.program.settings.calendar.late_hours);
    let new = Move { id: desk.id(), meeting: meeting.id, from: meeting.starts_at, to, late };
    if !store::shift(desk.tx, &opened.seat, &new, desk.now)? {
        return Err(Refusal { field: "date", key: "family-meeting-not-open" }.into());
    }
    desk.enter_seated(&opened.seat, Act::Changed, "family_meeting", meeting.id.to_string())?;
    Ok(format!("/family-meetings/{}", meeting.id))
}

/// Whose time a meeting takes. A family does not learn what their supporter does, nor another family, nor one of them what
/// somebody else of them has here.
pub(super) fn wanted(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    (family, other): (FamilyId, Option<FamilyId>),
    (supporter, room): (Option<SupporterId>, Option<RoomId>),
    times: Wanted,
) -> Result<Wanted, Problem> {
    let own = seat.role() == Role::FamilyMember;
    let people = match supporter {
        Some(supporter) => vec![lines::supporter(desk.tx, supporter)?],
        None => Vec::new(),
    };
    let member = Some(seat.person()).filter(|_| own);
    let families = [Some(family), other.filter(|_| !own)].into_iter().flatten();
    let families = families.map(|family| (family, member)).collect();
    Ok(Wanted { people, room, families, discreet: own, ..times })
}
