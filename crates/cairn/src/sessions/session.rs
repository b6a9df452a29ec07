//! A session: planned, held, or called off.

use jiff::{Timestamp, civil::Date, civil::Time, tz::TimeZone};

use crate::access::Role;
use crate::ids::{ParticipantId, PersonId, RoomId, SeriesId, SessionId, SupporterId};
use crate::web::Refusal;

pub const MODES: [&str; 3] = ["in_person", "phone", "video"];
pub const CANCELLATIONS: [&str; 4] = ["cancelled", "late_cancelled", "no_show", "rescheduled"];

/// A session is planned for at most this many minutes, and lasts no longer: 12 hours.
pub const LONGEST_MINUTES: i64 = 12 * 60;

#[derive(Debug, Clone)]
pub struct Session {
    pub id: SessionId,
    pub participant: ParticipantId,
    pub participant_name: String,
    pub supporter: SupporterId,
    pub supporter_person: PersonId,
    pub supporter_name: String,
    pub supervisor: Option<PersonId>,
    pub starts_at: Timestamp,
    pub planned_minutes: i64,
    /// One of [`MODES`].
    pub mode: String,
    /// One of [`super::SETTINGS`], or of an earlier version.
    pub setting: String,
    pub place: Option<String>,
    pub video_link: Option<String>,
    /// Where the two go together, if they go anywhere: one of `accompaniment::KINDS`.
    pub accompaniment: Option<String>,
    /// One of [`CANCELLATIONS`], when it was called off.
    pub cancellation: Option<String>,
    pub cancellation_words: Option<String>,
    /// When it really began and ended, by the newest version of its note.
    pub held: Option<(Timestamp, Timestamp)>,
    pub room_id: Option<RoomId>,
    pub room: Option<String>,
    pub series: Option<SeriesId>,
    /// The session that was moved to this one, and the one that this was moved to.
    pub moved_from: Option<SessionId>,
    pub moved_to: Option<SessionId>,
    /// Nobody had planned it.
    pub walk_in: bool,
}

/// A session as it is first written down.
#[derive(Debug, Clone)]
pub struct NewSession {
    pub id: SessionId,
    pub supporter: SupporterId,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub mode: String,
    pub setting: String,
    pub place: Option<String>,
    pub video_link: Option<String>,
    pub room: Option<RoomId>,
    /// The session that is moved to this one.
    pub moved_from: Option<SessionId>,
}

impl Session {
    /// When it began, or shall begin.
    pub fn begin(&self) -> &Timestamp {
        self.held.as_ref().map_or(&self.starts_at, |(start, _)| start)
    }

    /// Minutes held, or planned.
    pub fn minutes(&self) -> i64 {
        self.held.map_or(self.planned_minutes, |(start, end)| minutes_between(start, end))
    }

    /// The stem of its state's key, and the badge's kind.
    pub fn state(&self, now: &Timestamp) -> (&'static str, &'static str) {
        match (&self.cancellation, self.held) {
            (Some(kind), _) => match kind.as_str() {
                "late_cancelled" => ("session-state-late-cancelled", ""),
                "no_show" => ("session-state-no-show", ""),
                "rescheduled" => ("session-state-rescheduled", ""),
                _ => ("session-state-cancelled", ""),
            },
            (None, Some(_)) => ("session-state-held", "moss"),
            (None, None) if self.starts_at > *now => ("session-state-planned", "slate"),
            (None, None) => ("session-state-unwritten", "amber"),
        }
    }

    /// Planned, and neither held nor called off.
    pub fn is_open(&self) -> bool {
        self.cancellation.is_none() && self.held.is_none()
    }

    /// Whether what was said may be read under this hat. Not by coordinators: they plan, they do not listen.
    pub fn note_is_for(&self, hat: Role) -> bool {
        matches!(hat, Role::Participant | Role::PeerSupporter | Role::Supervisor)
    }
}

/// Whole minutes, rounded down.
pub fn minutes_between(start: Timestamp, end: Timestamp) -> i64 {
    end.duration_since(start).as_secs() / 60
}

/// A date and a time of day as an instant in the program's time zone. What the clock skips in spring is the moment
/// after the gap; what it shows twice in autumn is the first.
pub fn instant(date: Date, time: Time, zone: &TimeZone) -> Result<Timestamp, Refusal> {
    let zoned = date.to_datetime(time).to_zoned_datetime(zone.clone());
    zoned.map(|zoned| zoned.timestamp()).map_err(|_| Refusal { field: "date", key: "form-not-a-date" })
}

/// The instants at which a calendar day begins and ends in a time zone.
pub fn bounds(date: Date, zone: &TimeZone) -> Result<(Timestamp, Timestamp), Refusal> {
    let next = date.tomorrow().map_err(|_| Refusal { field: "date", key: "form-not-a-date" })?;
    Ok((instant(date, Time::midnight(), zone)?, instant(next, Time::midnight(), zone)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_on_which_clocks_change_has_23_or_25_hours() {
        let zone = TimeZone::get("America/New_York").unwrap();
        for (day, hours) in [("2026-03-08", 23), ("2026-11-01", 25), ("2026-06-01", 24)] {
            let (from, to) = bounds(day.parse().unwrap(), &zone).unwrap();
            assert_eq!(minutes_between(from, to), hours * 60, "{day}");
        }
    }
}
