//! What a form says about when, where and how often: the same fields for meetings of groups and for events.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

use super::clash::Wanted;
use super::repeat::Repeat;
use super::rule::{self, Rule};
use super::series::{self, Of, Series, Spot, Stamp};
use crate::access::Desk;
use crate::ids::{PersonId, RoomId, SeriesId, SiteId};
use crate::program;
use crate::web::{Choice, Form, Problem, Refusal, Text};

pub const LONGEST_MINUTES: i64 = 12 * 60;

#[derive(Debug, Clone)]
pub struct Planned {
    pub date: Date,
    pub time: Time,
    pub minutes: i64,
    pub repeat: Repeat,
    site: Option<SiteId>,
    room: Option<RoomId>,
    capacity: Option<i64>,
    pub anyway: bool,
}

impl Planned {
    /// The fields `date`, `time`, `minutes`, `site`, `room`, `capacity`, `anyway` and those of [`Repeat`].
    pub fn read(form: &mut Form) -> Planned {
        let date = form.required_date("date");
        if form.value("time").trim().is_empty() {
            form.wrong("time", "form-required");
        }
        Planned {
            date,
            time: form.time("time").unwrap_or_default(),
            minutes: form.required_integer("minutes", 5..=LONGEST_MINUTES),
            repeat: Repeat::read(form, date),
            site: form.id("site"),
            room: form.id("room"),
            capacity: form.integer("capacity", 1..=1_000),
            anyway: form.checked("anyway"),
        }
    }

    pub fn start(&self) -> DateTime {
        self.date.to_datetime(self.time)
    }

    /// When it takes place the first time, or the only time.
    pub fn instant(&self, desk: &Desk<'_, '_>) -> Result<Timestamp, Refusal> {
        rule::instant(self.start(), &desk.program.zone)
            .ok_or(Refusal { field: "date", key: "form-not-a-date" })
    }

    /// Where; a room says its site, and holds no more than fit.
    pub fn spot(&self, desk: &mut Desk<'_, '_>) -> Result<Spot, Problem> {
        let Some(room) = self.room else {
            let known = program::sites(desk.tx)?;
            if self.site.is_some_and(|site| known.iter().all(|one| one.id != site)) {
                return Err(Refusal { field: "site", key: "form-choose-listed" }.into());
            }
            return Ok(Spot { site: self.site, room: None, capacity: self.capacity });
        };
        let known = program::rooms(desk.tx)?;
        let found = known.iter().find(|one| one.id == room);
        let found = found.ok_or(Refusal { field: "room", key: "form-choose-listed" })?;
        if self.capacity.is_some_and(|most| most > found.capacity) {
            return Err(Refusal { field: "capacity", key: "calendar-capacity-room" }.into());
        }
        Ok(Spot { site: Some(found.site), room: Some(room), capacity: self.capacity })
    }

    /// The series that this is, unless it takes place once.
    pub fn series(
        &self,
        desk: &mut Desk<'_, '_>,
        of: Of,
        previous: Option<SeriesId>,
    ) -> Result<Option<Series>, Problem> {
        let Some(text) = self.repeat.rule() else { return Ok(None) };
        let zone = desk.program.zone.clone();
        let rule = Rule::read(text, self.start(), &zone)
            .map_err(|wrong| Refusal { field: "rule", key: wrong.key })?;
        Ok(Some(Series {
            id: desk.id(),
            of,
            rule,
            zone,
            minutes: self.minutes,
            spot: self.spot(desk)?,
            previous,
            written_until: series::horizon(desk.now),
            begun_by: desk.viewer.person,
            until: None,
        }))
    }

    /// For what is planned and never written down afterwards.
    pub fn check_ahead(&self, desk: &Desk<'_, '_>) -> Result<(), Refusal> {
        if self.instant(desk)? > desk.now {
            Ok(())
        } else {
            Err(Refusal { field: "date", key: "calendar-move-ahead" })
        }
    }

    /// A year that slipped: from three months back to a year ahead.
    pub fn check_date(&self, desk: &Desk<'_, '_>) -> Result<(), Refusal> {
        let days = self.instant(desk)?.duration_since(desk.now).as_hours() / 24;
        if (-92..=366).contains(&days) {
            Ok(())
        } else {
            Err(Refusal { field: "date", key: "calendar-far-date" })
        }
    }
}

/// What a series that begins now would take the time of.
pub fn wanted(series: &Series, people: Vec<PersonId>, now: Timestamp) -> Wanted {
    // What lies behind is no clash any more.
    let starts = series.first_year(now).into_iter().map(|(_, at)| at).filter(|at| *at >= now);
    Wanted {
        people,
        room: series.spot.room,
        instead_of_series: series.previous,
        ..Wanted::at(starts, series.minutes)
    }
}

impl Desk<'_, '_> {
    /// Who plans something now.
    pub(crate) fn stamp(&self) -> Stamp {
        Stamp { at: self.now, by: self.viewer.person }
    }
}

/// The lists that the fields need.
pub struct Lists {
    pub sites: Vec<Choice>,
    pub rooms: Vec<Choice>,
    pub repeats: Vec<Choice>,
    pub weekdays: Vec<Choice>,
}

impl Lists {
    pub fn load(desk: &mut Desk<'_, '_>) -> Result<Lists, Problem> {
        let sites = program::sites(desk.tx)?;
        let rooms = program::rooms(desk.tx)?;
        Ok(Lists {
            sites: sites.into_iter().map(|site| Choice::new(site.id.to_string(), site.name)).collect(),
            rooms: rooms.into_iter().map(|room| Choice::new(room.id.to_string(), room.label())).collect(),
            repeats: Vec::new(),
            weekdays: Vec::new(),
        })
    }

    pub fn in_words(mut self, t: &Text) -> Lists {
        self.repeats = super::repeat::choices(t);
        self.weekdays = super::repeat::weekdays(t);
        for room in &mut self.rooms {
            room.hint = String::new();
        }
        self
    }
}
