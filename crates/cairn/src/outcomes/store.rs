//! Every statement of the outcomes: dates and codes of many people at once, and never a name.

use std::collections::BTreeMap;

use cairn_db::{Error, Tx, params};
use cairn_instruments::Definition;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::cohort::{Arrival, Stay};
use super::period::Period;
use crate::access::{Desk, Seat};
use crate::ids::{ParticipantId, PersonId};

/// Everybody who asked for help in the period: first calls (without those that were duplicates), and people whose first
/// enrollment has no call, by the day of enrollment.
pub fn arrivals(desk: &mut Desk<'_, '_>, _seat: &Seat, period: Period) -> Result<Vec<Arrival>, Error> {
    let zone = desk.program.zone.clone();
    let mut found = called(desk.tx, period.instants(&zone))?;
    found.extend(walked_in(desk.tx, period)?);
    let sessions = sessions(desk.tx, period, &zone)?;
    let meetings = meetings(desk.tx, period, &zone)?;
    let matches = matches(desk.tx, &zone)?;
    let today = desk.today();
    Ok(found
        .into_iter()
        .map(|(closing, enrolled)| Arrival {
            closing,
            stay: enrolled.map(|enrolled| enrolled.stay(today, &sessions, &meetings, &matches)),
        })
        .collect())
}

/// An enrollment as it stands in the table.
struct Enrolled {
    participant: ParticipantId,
    on: Date,
    discharge: Option<(String, Date)>,
}

/// Why a call was closed, and the enrollment that came of asking.
type Asked = (Option<String>, Option<Enrolled>);

type Days = BTreeMap<ParticipantId, Vec<Date>>;
/// Begin and, if it ended, end of each match.
type Matches = BTreeMap<ParticipantId, Vec<(Date, Option<Date>)>>;

impl Enrolled {
    fn stay(self, today: Date, sessions: &Days, meetings: &Days, matches: &Matches) -> Stay {
        let last = self.discharge.as_ref().map_or(today, |(_, on)| *on);
        let within = |days: &Days| {
            let days = days.get(&self.participant).into_iter().flatten();
            days.filter(|day| (self.on..=last).contains(day)).max().copied()
        };
        let (session, meeting) = (within(sessions), within(meetings));
        let matches: Vec<_> = matches
            .get(&self.participant)
            .into_iter()
            .flatten()
            .filter(|(begun, ended)| *begun <= last && ended.is_none_or(|ended| ended >= self.on))
            .collect();
        Stay {
            enrolled_on: self.on,
            matched: !matches.is_empty() || session.is_some(),
            match_open: matches.iter().any(|(_, ended)| ended.is_none()),
            met: session.is_some(),
            last_contact: session.max(meeting).unwrap_or(self.on),
            discharge: self.discharge,
        }
    }
}

fn read_enrolled(row: &cairn_db::Row<'_>) -> Result<Option<Enrolled>, Error> {
    let (participant, on): (Option<ParticipantId>, Option<Date>) =
        (row.get("participant_id")?, row.get("enrolled_on")?);
    let reason: Option<String> = row.get("discharge_reason")?;
    let discharge = reason.zip(row.get("discharged_on")?);
    Ok(participant.zip(on).map(|(participant, on)| Enrolled { participant, on, discharge }))
}

fn called(tx: &mut Tx<'_>, (from, to): (Timestamp, Timestamp)) -> Result<Vec<Asked>, Error> {
    // A call that led to two enrollments is one person who asked: the first enrollment counts.
    tx.all(
        "SELECT k.reason AS closing, e.participant_id, e.enrolled_on, d.reason AS discharge_reason, d.discharged_on
         FROM first_calls c
         LEFT JOIN call_closings k ON k.first_call_id = c.id
              AND NOT EXISTS (SELECT 1 FROM call_reopenings o WHERE o.closing_id = k.id)
         LEFT JOIN enrollments e ON e.id = (SELECT MIN(f.id) FROM enrollments f WHERE f.first_call_id = c.id)
         LEFT JOIN discharges d ON d.enrollment_id = e.id
         WHERE c.received_at >= $1 AND c.received_at < $2 AND (k.reason IS NULL OR k.reason <> 'duplicate')
         ORDER BY c.id",
        params![from, to],
        |row| Ok((row.get("closing")?, read_enrolled(row)?)),
    )
}

fn walked_in(tx: &mut Tx<'_>, period: Period) -> Result<Vec<Asked>, Error> {
    tx.all(
        "SELECT e.participant_id, e.enrolled_on, d.reason AS discharge_reason, d.discharged_on
         FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id
         WHERE e.first_call_id IS NULL AND e.enrolled_on >= $1 AND e.enrolled_on <= $2
           AND NOT EXISTS (SELECT 1 FROM enrollments f WHERE f.participant_id = e.participant_id
                           AND (f.enrolled_on < e.enrolled_on OR (f.enrolled_on = e.enrolled_on AND f.id < e.id)))
         ORDER BY e.id",
        params![period.from, period.to],
        |row| Ok((None, read_enrolled(row)?)),
    )
}

fn day(at: Timestamp, zone: &TimeZone) -> Date {
    at.to_zoned_datetime(zone.clone()).date()
}

fn sessions(tx: &mut Tx<'_>, period: Period, zone: &TimeZone) -> Result<Days, Error> {
    let mut days = Days::new();
    tx.each(
        "SELECT s.participant_id, h.started_at FROM holdings h JOIN sessions s ON s.id = h.session_id
         WHERE h.started_at >= $1",
        params![period.instants(zone).0],
        |row| {
            days.entry(row.get("participant_id")?).or_default().push(day(row.get("started_at")?, zone));
            Ok(())
        },
    )?;
    Ok(days)
}

fn meetings(tx: &mut Tx<'_>, period: Period, zone: &TimeZone) -> Result<Days, Error> {
    let mut days = Days::new();
    tx.each(
        "SELECT p.id, m.starts_at FROM attendances a
         JOIN group_meetings m ON m.id = a.meeting_id
         JOIN participants p ON p.person_id = a.person_id
         WHERE m.starts_at >= $1 AND a.minutes > 0",
        params![period.instants(zone).0],
        |row| {
            days.entry(row.get("id")?).or_default().push(day(row.get("starts_at")?, zone));
            Ok(())
        },
    )?;
    Ok(days)
}

fn matches(tx: &mut Tx<'_>, zone: &TimeZone) -> Result<Matches, Error> {
    let mut found = Matches::new();
    tx.each(
        "SELECT m.participant_id, m.matched_at, e.ended_at FROM matches m LEFT JOIN endings e ON e.match_id = m.id",
        &[],
        |row| {
            let ended: Option<Timestamp> = row.get("ended_at")?;
            let span = (day(row.get("matched_at")?, zone), ended.map(|at| day(at, zone)));
            found.entry(row.get("participant_id")?).or_default().push(span);
            Ok(())
        },
    )?;
    Ok(found)
}

/// One person's start and answers to one version of an instrument: day and total, the oldest first.
pub struct Answered {
    pub start: Date,
    pub scores: Vec<(Date, f64)>,
    /// Day, status and reason of what was written down instead of an answer.
    pub unanswered: Vec<(Date, String, String)>,
}

/// Every participant from the first enrollment on.
pub fn participants(tx: &mut Tx<'_>, seat: &Seat, definition: &Definition) -> Result<Vec<Answered>, Error> {
    let starts: Vec<(PersonId, Date)> = tx.all(
        "SELECT p.person_id, MIN(e.enrolled_on) AS start FROM enrollments e
         JOIN participants p ON p.id = e.participant_id GROUP BY p.person_id ORDER BY p.person_id",
        &[],
        |row| Ok((row.get("person_id")?, row.get("start")?)),
    )?;
    answered(tx, seat, starts, ("participant", definition))
}

/// Every supporter from the day of registration on.
pub fn supporters(
    tx: &mut Tx<'_>,
    seat: &Seat,
    definition: &Definition,
    zone: &TimeZone,
) -> Result<Vec<Answered>, Error> {
    let starts =
        tx.all("SELECT person_id, registered_at FROM peer_supporters ORDER BY person_id", &[], |row| {
            Ok((row.get("person_id")?, day(row.get("registered_at")?, zone)))
        })?;
    answered(tx, seat, starts, ("supporter", definition))
}

fn answered(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    starts: Vec<(PersonId, Date)>,
    (side, definition): (&str, &Definition),
) -> Result<Vec<Answered>, Error> {
    let mut scores: BTreeMap<PersonId, Vec<(Date, f64)>> = BTreeMap::new();
    tx.each(
        "SELECT person_id, answered_on, total FROM assessments
         WHERE side = $1 AND instrument = $2 AND version = $3 AND status = 'answered' AND total IS NOT NULL
            AND (side <> 'participant' OR tier IN ('team', 'record'))
         ORDER BY answered_on, id",
        params![side, &definition.id, &definition.version],
        |row| {
            // None: the person's key was destroyed.
            if let Some(total) = row.get("total")? {
                scores.entry(row.get("person_id")?).or_default().push((row.get("answered_on")?, total));
            }
            Ok(())
        },
    )?;
    let mut unanswered: BTreeMap<PersonId, Vec<(Date, String, String)>> = BTreeMap::new();
    tx.each(
        "SELECT person_id, answered_on, status, reason FROM assessments
         WHERE side = $1 AND instrument = $2 AND status <> 'answered' ORDER BY answered_on, id",
        params![side, &definition.id],
        |row| {
            let reason: Option<String> = row.get("reason")?;
            let line = (row.get("answered_on")?, row.get("status")?, reason.unwrap_or_default());
            unanswered.entry(row.get("person_id")?).or_default().push(line);
            Ok(())
        },
    )?;
    Ok(starts
        .into_iter()
        .map(|(person, start)| Answered {
            start,
            scores: scores.remove(&person).unwrap_or_default(),
            unanswered: unanswered.remove(&person).unwrap_or_default(),
        })
        .collect())
}

/// How many people tapped on a side, and how many sessions gave, left as it was, or took.
pub struct TapCounts {
    pub people: i64,
    pub gave: i64,
    pub even: i64,
    pub took: i64,
}

pub fn taps(tx: &mut Tx<'_>, _seat: &Seat, side: &'static str) -> Result<TapCounts, Error> {
    tx.one(
        "SELECT COUNT(DISTINCT CASE WHEN k.side = 'participant' THEN s.participant_id ELSE s.supporter_id END) AS people,
                COUNT(CASE WHEN k.value > 0 THEN 1 END) AS gave,
                COUNT(CASE WHEN k.value = 0 THEN 1 END) AS even,
                COUNT(CASE WHEN k.value < 0 THEN 1 END) AS took
         FROM taps k JOIN sessions s ON s.id = k.session_id WHERE k.side = $1",
        params![side],
        |row| {
            Ok(TapCounts {
                people: row.get("people")?,
                gave: row.get("gave")?,
                even: row.get("even")?,
                took: row.get("took")?,
            })
        },
    )
}
