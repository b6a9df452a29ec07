//! Moving a session: to a free time of the supporter, or to another one that is proposed. The old session stays as moved, the
//! new one says from which it was moved, so both can be followed.

use askama::Template;
use axum::extract::Path;
use cairn_matching::{Part, Slot};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::late::is_late;
use super::schedule;
use super::session::{self, NewSession, Session};
use super::store::{self, CalledOff};
use crate::access::{Desk, Record, Role};
use crate::audit::Act;
use crate::calendar::clash::Found;
use crate::calendar::store::busy::{self, Taken};
use crate::ids::SessionId;
use crate::matching;
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

/// Days ahead in which free times are offered, and the most that are.
const AHEAD: i64 = 14;
const OFFERED: usize = 24;
/// Nothing is offered that begins sooner.
const SOONEST: SignedDuration = SignedDuration::from_hours(2);

/// Where a session is moved to.
pub struct To {
    pub starts_at: Timestamp,
    pub words: Option<String>,
    pub anyway: bool,
}

/// A day with free times: each as the form sends it, and as people say it.
pub struct FreeDay {
    pub date: Date,
    pub times: Vec<(DateTime, String)>,
}

#[derive(Template)]
#[template(path = "sessions/move.html")]
struct MovePage {
    t: Text,
    shell: Shell,
    f: Form,
    s: Session,
    with: String,
    free: Vec<FreeDay>,
    clashes: Vec<String>,
    /// Moving it now counts as late.
    late: bool,
}

pub fn only_who_plans(record: &Record) -> Result<(), Problem> {
    match record.acting_as() {
        Role::Participant | Role::PeerSupporter | Role::Coordinator => Ok(()),
        _ => Err(Problem::NotFound),
    }
}

pub async fn new(visit: Visit, Path(id): Path<SessionId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form, Found::default()).await
}

pub(super) async fn draw(visit: Visit, id: SessionId, form: Form, found: Found) -> Answer {
    let (visitor, (session, hat, free, late)) = visit
        .write(move |desk| {
            let record = desk.open_session(id)?;
            only_who_plans(&record)?;
            let session = store::one(desk.tx, &record, id)?.ok_or(Problem::NotFound)?;
            let free = if session.is_open() { free_times(desk, &session)? } else { Vec::new() };
            let late = is_late(session.starts_at, desk.now, desk.program.settings.calendar.late_hours);
            Ok((session, record.acting_as(), free, late))
        })
        .await?;
    let (t, shell) = visitor.shell("session-title");
    let with = if hat == Role::Participant { &session.supporter_name } else { &session.participant_name };
    let page = MovePage {
        with: t.with("session-with", "name", with.as_str()),
        free: by_day(&t, free),
        clashes: found.sentences(&t),
        f: form.clone(),
        s: session,
        late,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// Whole hours in the parts of the week in which the supporter is free, without those that are taken.
fn free_times(desk: &mut Desk<'_, '_>, session: &Session) -> Result<Vec<DateTime>, Problem> {
    let slots = matching::store::supporters::times(desk.tx, session.supporter_person)?;
    let (from, to) = (desk.now + SOONEST, desk.now + SignedDuration::from_hours(24 * (AHEAD + 1)));
    let (_, taken) = busy::of_person(desk.tx, session.supporter_person, (from, to))?;
    let zone = desk.program.zone.clone();
    let length = SignedDuration::from_mins(session.planned_minutes);
    let today = desk.today();
    let free = (0..AHEAD)
        .map(|day| today.saturating_add(day.days()))
        .flat_map(|day| hours(day, &slots))
        .filter(|at| {
            begins(*at, &zone).is_some_and(|start| start >= from && is_free(&taken, start, start + length))
        });
    Ok(free.take(OFFERED).collect())
}

fn begins(at: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    session::instant(at.date(), at.time(), zone).ok()
}

fn is_free(taken: &[Taken], from: Timestamp, to: Timestamp) -> bool {
    taken.iter().all(|one| one.to <= from || one.from >= to)
}

/// The whole hours of a day's free parts.
fn hours(day: Date, slots: &std::collections::BTreeSet<Slot>) -> Vec<DateTime> {
    let weekday = day.weekday().to_monday_zero_offset() as u8;
    let hours = |part: Part| match part {
        Part::Morning => 9..=11_i8,
        Part::Afternoon => 13..=16,
        Part::Evening => 17..=19,
    };
    let free = Part::ALL
        .into_iter()
        .filter(|part| slots.iter().any(|slot| slot.day() == weekday && slot.part() == *part));
    free.flat_map(hours).map(|hour| day.at(hour, 0, 0, 0)).collect()
}

fn by_day(t: &Text, free: Vec<DateTime>) -> Vec<FreeDay> {
    let mut days: Vec<FreeDay> = Vec::new();
    for at in free {
        let time = (at, t.time(&at.time()));
        match days.last_mut().filter(|day| day.date == at.date()) {
            Some(day) => day.times.push(time),
            None => days.push(FreeDay { date: at.date(), times: vec![time] }),
        }
    }
    days
}

pub async fn create(visit: Visit, Path(id): Path<SessionId>, mut form: Form) -> Answer {
    let start = read(&mut form);
    let (words, anyway) = (form.text("words", 500), form.checked("anyway"));
    let found = Found::default();
    if form.is_valid() {
        let shared = found.clone();
        let outcome = visit
            .submit(&form, move |desk| {
                let record = desk.open_session(id)?;
                only_who_plans(&record)?;
                let session = store::one(desk.tx, &record, id)?.ok_or(Problem::NotFound)?;
                let starts_at = session::instant(start.date(), start.time(), &desk.program.zone)?;
                shift(desk, &record, &session, (To { starts_at, words, anyway }, &shared))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, id, form, found).await
}

/// A free time that was chosen, or another date and time.
fn read(form: &mut Form) -> DateTime {
    let chosen: Option<DateTime> = form.value("slot").parse().ok();
    let other = !form.value("date").trim().is_empty() || !form.value("time").trim().is_empty();
    match chosen.filter(|_| !other) {
        Some(slot) => slot,
        None => {
            let (date, time) = schedule::read_start(form);
            date.to_datetime(time)
        }
    }
}

/// Calls the session off as moved and plans it anew.
pub(super) fn shift(
    desk: &mut Desk<'_, '_>,
    record: &Record,
    session: &Session,
    (to, found): (To, &Found),
) -> Result<String, Problem> {
    if to.starts_at <= desk.now {
        return Err(Refusal { field: "date", key: "session-move-ahead" }.into());
    }
    let late = is_late(session.starts_at, desk.now, desk.program.settings.calendar.late_hours);
    let called_off = CalledOff { kind: "rescheduled", words: to.words, late };
    if !store::cancel(desk.tx, session, called_off, desk.stamp())? {
        return Err(Refusal { field: "kind", key: "session-not-open" }.into());
    }
    desk.enter(record, Act::Ended, "session", Some(session.id.to_string()))?;
    let new = NewSession {
        id: desk.id(),
        supporter: session.supporter,
        starts_at: to.starts_at,
        minutes: session.planned_minutes,
        mode: session.mode.clone(),
        setting: session.setting.clone(),
        place: session.place.clone(),
        video_link: session.video_link.clone(),
        room: session.room_id,
        moved_from: Some(session.id),
    };
    schedule::plan(desk, record, &new, (to.anyway, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_hours_lie_in_free_parts() {
        let monday: Date = "2026-03-02".parse().unwrap();
        let slots = [Slot::new(0, Part::Evening).unwrap(), Slot::new(1, Part::Morning).unwrap()].into();
        let evening: Vec<String> = hours(monday, &slots).iter().map(|at| at.time().to_string()).collect();
        assert_eq!(evening, ["17:00:00", "18:00:00", "19:00:00"]);
        assert_eq!(hours(monday.tomorrow().unwrap(), &slots).len(), 3);
        assert!(hours("2026-03-04".parse().unwrap(), &slots).is_empty());
    }
}
