//! One meeting of a group or one event: when and where it is, called off, put back on, or moved to another time.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;
use jiff::civil::DateTime;
use uuid::Uuid;

use super::clash::{self, Found, Wanted};
use super::eye::Eye;
use super::rule;
use super::store::{exceptions, lines};
use crate::access::Desk;
use crate::audit::Act;
use crate::ids::{GroupId, PersonId, RoomId, RowId, SeriesId};
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Meeting,
    Event,
}

impl Kind {
    pub fn path(self) -> &'static str {
        match self {
            Kind::Meeting => "/calendar/meetings/",
            Kind::Event => "/calendar/events/",
        }
    }

    /// As the audit log calls it.
    fn object(self) -> &'static str {
        match self {
            Kind::Meeting => "group_meeting",
            Kind::Event => "event",
        }
    }
}

pub struct Occurrence {
    pub kind: Kind,
    pub id: RowId,
    pub group: Option<GroupId>,
    pub title: String,
    /// The model of a group, the kind of an event.
    pub what: String,
    pub leader: String,
    /// Who leads, and the co-leader or whom it is with.
    pub leaders: (PersonId, Option<PersonId>),
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub site: Option<String>,
    pub room: Option<String>,
    pub room_id: Option<RoomId>,
    pub capacity: Option<i64>,
    pub series: Option<SeriesId>,
    /// The local time that the series gave it.
    pub series_at: Option<DateTime>,
    pub called_off: bool,
    /// When it was planned first, if it was moved.
    pub moved_from: Option<Timestamp>,
    /// Who was there, as far as it is written down.
    pub people: i64,
    /// Whether the viewer may call it off or move it.
    pub changes: bool,
}

impl Occurrence {
    pub fn path(&self) -> String {
        [self.kind.path(), &self.id.to_string()].concat()
    }

    /// What it is, in a few words.
    pub fn words(&self, t: &Text) -> String {
        match self.kind {
            Kind::Meeting => t.code("calendar-group", &self.what),
            Kind::Event => t.code("event-kind", &self.what),
        }
    }

    /// Where who was there is written down, for who may.
    pub fn attendance(&self) -> Option<String> {
        let group = self.group.filter(|_| self.changes)?;
        Some(["/groups/", &group.to_string(), "/meetings/", &self.id.to_string()].concat())
    }

    /// "This and all that follow" of its series.
    pub fn change(&self) -> Option<String> {
        let (series, at) = self.series.zip(self.series_at)?;
        let from = at.date().to_string();
        Some(["/calendar/series/", &series.to_string(), "/changes/new?from=", &from].concat())
    }

    fn people(&self) -> Vec<PersonId> {
        [Some(self.leaders.0), self.leaders.1].into_iter().flatten().collect()
    }
}

#[derive(Template)]
#[template(path = "calendar/occurrence.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    o: Occurrence,
    clashes: Vec<String>,
}

pub async fn show_meeting(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, (Kind::Meeting, id), form, Found::default()).await
}

pub async fn show_event(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, (Kind::Event, id), form, Found::default()).await
}

async fn draw(visit: Visit, (kind, id): (Kind, RowId), form: Form, found: Found) -> Answer {
    let looks = form.is_valid();
    let (visitor, o) = visit
        .read(move |desk| {
            let eye = Eye::of(desk)?;
            let found = exceptions::one(desk.tx, &eye, kind, id)?;
            // A form that was sent and is drawn again is there for who may send it.
            found.filter(|found| looks || found.changes).ok_or(Problem::NotFound)
        })
        .await?;
    let (t, shell) = visitor.shell("calendar-title");
    let clashes = found.sentences(&t);
    visitor.show_form(&form.clone(), ShowPage { t, shell, f: form, o, clashes })
}

/// The occurrence, for who may change it.
fn open(desk: &mut Desk<'_, '_>, kind: Kind, id: RowId) -> Result<(Eye, Occurrence), Problem> {
    let eye = Eye::of(desk)?;
    let found = exceptions::one(desk.tx, &eye, kind, id)?.filter(|found| found.changes);
    Ok((eye, found.ok_or(Problem::NotFound)?))
}

pub async fn call_off_meeting(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    call_off(visit, (Kind::Meeting, id), form).await
}

pub async fn call_off_event(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    call_off(visit, (Kind::Event, id), form).await
}

async fn call_off(visit: Visit, (kind, id): (Kind, RowId), mut form: Form) -> Answer {
    let outcome = visit
        .submit(&form, move |desk| {
            let (eye, found) = open(desk, kind, id)?;
            if found.people > 0 {
                return Err(Refusal { field: "", key: "calendar-off-people" }.into());
            }
            if found.called_off {
                return Err(Refusal { field: "", key: "calendar-off-already" }.into());
            }
            exceptions::call_off(desk.tx, desk.id(), (kind, id), desk.stamp())?;
            desk.enter_seated(eye.seat(), Act::Ended, kind.object(), id.to_string())?;
            Ok(found.path())
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, (kind, id), form, Found::default()).await,
    }
}

pub async fn put_back_meeting(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    put_back(visit, (Kind::Meeting, id), form).await
}

pub async fn put_back_event(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    put_back(visit, (Kind::Event, id), form).await
}

async fn put_back(visit: Visit, (kind, id): (Kind, RowId), mut form: Form) -> Answer {
    let outcome = visit
        .submit(&form, move |desk| {
            let (eye, found) = open(desk, kind, id)?;
            if !exceptions::put_back(desk.tx, (kind, id), desk.stamp())? {
                return Err(Refusal { field: "", key: "calendar-on-already" }.into());
            }
            desk.enter_seated(eye.seat(), Act::Changed, kind.object(), id.to_string())?;
            Ok(found.path())
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, (kind, id), form, Found::default()).await,
    }
}

pub async fn move_meeting(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    shift(visit, (Kind::Meeting, id), form).await
}

pub async fn move_event(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    shift(visit, (Kind::Event, id), form).await
}

async fn shift(visit: Visit, (kind, id): (Kind, RowId), mut form: Form) -> Answer {
    let date = form.required_date("date");
    if form.value("time").trim().is_empty() {
        form.wrong("time", "form-required");
    }
    let (time, anyway) = (form.time("time").unwrap_or_default(), form.checked("anyway"));
    let found = Found::default();
    if form.is_valid() {
        let shared = found.clone();
        let outcome = visit
            .submit(&form, move |desk| {
                let (eye, occurrence) = open(desk, kind, id)?;
                let to = rule::instant(date.to_datetime(time), &desk.program.zone);
                let to = to.ok_or(Refusal { field: "date", key: "form-not-a-date" })?;
                move_to(desk, &occurrence, to, (anyway, &shared))?;
                desk.enter_seated(eye.seat(), Act::Changed, kind.object(), id.to_string())?;
                Ok(occurrence.path())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, (kind, id), form, found).await
}

fn move_to(
    desk: &mut Desk<'_, '_>,
    occurrence: &Occurrence,
    to: Timestamp,
    (anyway, found): (bool, &Found),
) -> Result<(), Problem> {
    if occurrence.called_off || occurrence.people > 0 {
        return Err(Refusal { field: "date", key: "calendar-move-over" }.into());
    }
    let days = to.duration_since(desk.now).as_hours() / 24;
    if to <= desk.now || days > 366 {
        return Err(Refusal { field: "date", key: "calendar-move-ahead" }.into());
    }
    let people = match occurrence.group {
        Some(group) => lines::leaders(desk.tx, group)?,
        None => occurrence.people(),
    };
    let wanted = Wanted {
        people,
        room: occurrence.room_id,
        instead_of: Some(Uuid::from(occurrence.id)),
        ..Wanted::at([to], occurrence.minutes)
    };
    found.unless(anyway, clash::find(desk.tx, &wanted)?)?;
    if !exceptions::shift(
        desk.tx,
        desk.id(),
        (occurrence.kind, occurrence.id),
        (occurrence.starts_at, to),
        desk.stamp(),
    )? {
        return Err(Refusal { field: "time", key: "groups-meeting-there" }.into());
    }
    Ok(())
}
