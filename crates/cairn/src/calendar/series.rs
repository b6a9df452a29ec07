//! A series: something that repeats by a rule, and writes its occurrences into the room they belong to.
//!
//! An occurrence is a plain row there (a meeting, a session, an event) and knows its series and the local time that the
//! rule gave it. A series without an end is written a year ahead and goes on being written ([`extend`]). What somebody
//! touched (came, moved it, wrote a note) stays whatever happens to the series; what nobody touched goes with it.

use cairn_db::{Error, Tx};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::rule::{self, Rule};
use super::store;
use crate::ids::*;

/// Occurrences are written this far ahead.
pub const WEEKS_AHEAD: i64 = 53;
/// A series whose occurrences are written less far ahead than this is due.
const WEEKS_LEAST: i64 = 52;

/// What occurrences are, and what they need beyond a time and a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    Group(GroupId),
    Session(OfSession),
    Family(OfFamily),
    Event(OfEvent),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfSession {
    pub participant: ParticipantId,
    pub supporter: SupporterId,
    pub mode: String,
    pub setting: String,
    pub place: Option<String>,
    pub video_link: Option<String>,
}

/// A supporter with a family as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfFamily {
    pub family: FamilyId,
    pub supporter: SupporterId,
    /// One of [`crate::families::MODES`].
    pub mode: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfEvent {
    /// One of [`super::event::KINDS`].
    pub kind: String,
    pub title: String,
    pub leader: PersonId,
    pub with: Option<PersonId>,
}

impl Of {
    pub fn code(&self) -> &'static str {
        match self {
            Of::Group(_) => "group_meeting",
            Of::Session(_) => "session",
            Of::Family(_) => "family_meeting",
            Of::Event(_) => "event",
        }
    }
}

/// Where something takes place, and how many fit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spot {
    pub site: Option<SiteId>,
    pub room: Option<RoomId>,
    pub capacity: Option<i64>,
}

#[derive(Debug, Clone)]
pub struct Series {
    pub id: SeriesId,
    pub of: Of,
    pub rule: Rule,
    pub zone: TimeZone,
    pub minutes: i64,
    pub spot: Spot,
    pub previous: Option<SeriesId>,
    pub written_until: Timestamp,
    pub begun_by: PersonId,
    /// The last day on which it takes place, once it was ended.
    pub until: Option<Date>,
}

/// Who does something, and when.
#[derive(Debug, Clone, Copy)]
pub struct Stamp {
    pub at: Timestamp,
    pub by: PersonId,
}

/// Until when a series is written at `now`.
pub fn horizon(now: Timestamp) -> Timestamp {
    weeks_after(now, WEEKS_AHEAD)
}

fn weeks_after(now: Timestamp, weeks: i64) -> Timestamp {
    now.checked_add((weeks * 7 * 24).hours()).unwrap_or(now)
}

impl Series {
    /// The occurrences that begin from one instant to before another, without those after its end.
    pub fn occurrences(&self, span: (Timestamp, Timestamp)) -> Vec<(DateTime, Timestamp)> {
        let mut found = self.rule.instants(span, &self.zone);
        found.retain(|(local, _)| self.until.is_none_or(|until| local.date() <= until));
        found
    }

    /// All that a new series writes at once: from its first day to the horizon.
    pub fn first_year(&self, now: Timestamp) -> Vec<(DateTime, Timestamp)> {
        let first = rule::instant(self.rule.start(), &self.zone).unwrap_or(now);
        self.occurrences((first, horizon(now).max(weeks_after(first, 1))))
    }
}

/// Keeps a new series and writes its first year. How many occurrences it has so far.
pub fn begin(tx: &mut Tx<'_>, chance: &Chance, series: &Series, stamp: Stamp) -> Result<u64, Error> {
    store::series::add(tx, series, stamp)?;
    let occurrences = series.first_year(stamp.at);
    store::series::write(tx, chance, series, &occurrences, stamp)
}

/// Ends a series after a day. Its occurrences after that day go, unless somebody touched them. How many went.
pub fn end(tx: &mut Tx<'_>, series: &Series, until: Date, stamp: Stamp) -> Result<u64, Error> {
    store::one_at_a_time(tx)?;
    store::series::end(tx, series.id, until, stamp)?;
    let after = until.tomorrow().unwrap_or(until).to_datetime(jiff::civil::Time::midnight());
    let from = rule::instant(after, &series.zone).unwrap_or(stamp.at);
    store::series::remove_untouched(tx, series, from)
}

/// Ends the series of sessions whose two people are not matched any more, and those of groups and of families whose support
/// ended, on the day that happened: whoever did it, wherever that was. How many.
pub fn end_orphans(tx: &mut Tx<'_>, now: Timestamp) -> Result<usize, Error> {
    let orphans = store::series::orphans(tx)?;
    for (series, ended_at, by) in &orphans {
        let until = ended_at.to_zoned_datetime(series.zone.clone()).date();
        end(tx, series, until, Stamp { at: now, by: *by })?;
    }
    Ok(orphans.len())
}

/// Writes what has come near enough of every series that goes on, and ends those that nobody comes to any more. Done twice,
/// or by two at once, it writes nothing twice. How many occurrences were written.
pub fn extend(tx: &mut Tx<'_>, chance: &Chance, now: Timestamp) -> Result<u64, Error> {
    store::one_at_a_time(tx)?;
    end_orphans(tx, now)?;
    let (mut written, until) = (0, horizon(now));
    for series in store::series::due(tx, weeks_after(now, WEEKS_LEAST))? {
        let occurrences = series.occurrences((series.written_until, until));
        let stamp = Stamp { at: now, by: series.begun_by };
        written += store::series::write(tx, chance, &series, &occurrences, stamp)?;
        store::series::written(tx, series.id, until)?;
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn series(rule: &str, first: &str, zone: &str) -> Series {
        let zone = TimeZone::get(zone).unwrap();
        Series {
            id: SeriesId::from(Uuid::from_u128(1)),
            of: Of::Group(GroupId::from(Uuid::from_u128(2))),
            rule: Rule::read(rule, first.parse().unwrap(), &zone).unwrap(),
            zone,
            minutes: 60,
            spot: Spot::default(),
            previous: None,
            written_until: Timestamp::UNIX_EPOCH,
            begun_by: PersonId::from(Uuid::from_u128(3)),
            until: None,
        }
    }

    #[test]
    fn the_year_ahead_is_written_and_no_more() {
        let now: Timestamp = "2026-03-02T15:00:00Z".parse().unwrap();
        let weekly = series("FREQ=WEEKLY", "2026-03-03T18:30", "America/New_York");
        let year = weekly.first_year(now);
        assert_eq!(year.len(), 53);
        assert!(year.iter().all(|(local, _)| (local.hour(), local.minute()) == (18, 30)));
        let far = series("FREQ=WEEKLY", "2027-09-01T18:30", "America/New_York");
        assert_eq!(far.first_year(now).len(), 1, "one that begins after the horizon has its first");
    }

    #[test]
    fn an_ended_series_stops_on_its_last_day() {
        let now: Timestamp = "2026-03-02T15:00:00Z".parse().unwrap();
        let mut weekly = series("FREQ=WEEKLY", "2026-03-03T23:30", "America/New_York");
        weekly.until = Some("2026-03-17".parse().unwrap());
        // 11:30 pm on the 17th in New York is the 18th in London; the day of the series' own zone counts.
        assert_eq!(weekly.first_year(now).len(), 3);
    }
}
