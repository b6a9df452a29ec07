//! What is known of many people at once: days and codes, never a word of theirs.

use std::collections::BTreeMap;

use cairn_db::{Error, Tx, Value, params};
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use crate::access::Seat;
use crate::follow_up::due::{Facts, Silence};
use crate::follow_up::window::{Episode, episodes};
use crate::ids::{EnrollmentId, ParticipantId, PersonId, RowId};

/// Whom a list is about.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// Everybody: for figures.
    All,
    /// Whom a coordinator reaches: not discharged before this instant.
    Reached(Timestamp),
    /// Whom this supporter is matched with.
    Of(PersonId),
    /// One participant.
    One(ParticipantId),
}

/// The record still stands.
macro_rules! standing {
    ($condition:literal) => {
        concat!(" NOT EXISTS (SELECT 1 FROM erasures z WHERE z.record_id = p.id) AND ", $condition, " ")
    };
}

impl Scope {
    /// A statement with the condition on a participant `p` between its two parts; `$1` is the scope's own.
    fn sql(self, first: &str, last: &str) -> String {
        let condition = match self {
            // Figures of a closed period do not change when somebody's record ends.
            Scope::All => " CAST($1 AS BIGINT) IS NULL ",
            Scope::Reached(_) => standing!(
                "EXISTS (SELECT 1 FROM enrollments re LEFT JOIN discharges rd ON rd.enrollment_id = re.id
                 WHERE re.participant_id = p.id AND (rd.enrollment_id IS NULL OR rd.discharged_at >= $1))"
            ),
            Scope::Of(_) => standing!(
                "p.person_id <> $1 AND p.id IN (SELECT om.participant_id FROM matches om
                 JOIN peer_supporters os ON os.id = om.supporter_id LEFT JOIN endings ox ON ox.match_id = om.id
                 WHERE ox.match_id IS NULL AND os.person_id = $1)"
            ),
            Scope::One(_) => standing!("p.id = $1"),
        };
        [first, condition, last].concat()
    }

    fn value(self) -> Value {
        match self {
            Scope::All => Value::Null,
            Scope::Reached(since) => since.into(),
            Scope::Of(person) => person.into(),
            Scope::One(id) => id.into(),
        }
    }
}

/// One person: their times in the program, and what is known.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub episodes: Vec<(EnrollmentId, Episode)>,
    pub facts: Facts,
}

pub type People = BTreeMap<ParticipantId, Known>;

/// Days before the oldest answer that can speak for a window that is looked at.
const LOOKED_BACK: i64 = 900;

/// Everybody in the scope. `now` and `zone` say which day it is: an answer is that of its day here.
pub fn people(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    scope: Scope,
    (now, zone): (Timestamp, &TimeZone),
) -> Result<People, Error> {
    let mut found = stays(tx, scope)?;
    let since = now.to_zoned_datetime(zone.clone()).date().saturating_sub(LOOKED_BACK.days());
    answers(tx, scope, since, &mut found)?;
    tiny(tx, scope, since, &mut found)?;
    suprt(tx, scope, &mut found)?;
    silences(tx, scope, &mut found)?;
    wishes(tx, scope, zone, &mut found)?;
    Ok(found)
}

type Stay = (EnrollmentId, Date, Option<Date>);

fn stays(tx: &mut Tx<'_>, scope: Scope) -> Result<People, Error> {
    let mut stays: BTreeMap<ParticipantId, Vec<Stay>> = BTreeMap::new();
    let mut died: BTreeMap<ParticipantId, Date> = BTreeMap::new();
    tx.each(
        &scope.sql(
            "SELECT e.id, e.participant_id, e.enrolled_on, d.discharged_on, d.reason FROM enrollments e
             JOIN participants p ON p.id = e.participant_id LEFT JOIN discharges d ON d.enrollment_id = e.id WHERE",
            "ORDER BY e.enrolled_on, e.id"
        ),
        &[scope.value()],
        |row| {
            let (id, discharged_on): (ParticipantId, Option<Date>) =
                (row.get("participant_id")?, row.get("discharged_on")?);
            let reason: Option<String> = row.get("reason")?;
            if let Some(on) = discharged_on.filter(|_| reason.as_deref() == Some("died")) {
                died.insert(id, on);
            }
            stays.entry(id).or_default().push((row.get("id")?, row.get("enrolled_on")?, discharged_on));
            Ok(())
        },
    )?;
    let known = |(id, stays): (ParticipantId, Vec<Stay>)| {
        let facts = Facts { died_on: died.get(&id).copied(), ..Facts::default() };
        (id, Known { episodes: episodes(&stays), facts })
    };
    Ok(stays.into_iter().map(known).collect())
}

fn answers(tx: &mut Tx<'_>, scope: Scope, since: Date, people: &mut People) -> Result<(), Error> {
    tx.each(
        &scope.sql(
            "SELECT p.id, a.status, a.reason, a.answered_on FROM assessments a
             JOIN participants p ON p.person_id = a.person_id
             WHERE a.side = 'participant' AND a.answered_on >= $2 AND",
            "ORDER BY a.id",
        ),
        &[scope.value(), since.into()],
        |row| {
            let id: ParticipantId = row.get("id")?;
            if let Some(known) = people.get_mut(&id) {
                let (status, on): (String, Date) = (row.get("status")?, row.get("answered_on")?);
                let reason: Option<String> = row.get("reason")?;
                match status.as_str() {
                    "answered" => known.facts.answered.push(on),
                    // A no needs no reason.
                    "declined" => known.facts.unanswered.push((on, status)),
                    _ => known.facts.unanswered.push((on, reason.unwrap_or(status))),
                }
            }
            Ok(())
        },
    )
}

fn tiny(tx: &mut Tx<'_>, scope: Scope, since: Date, people: &mut People) -> Result<(), Error> {
    tx.each(
        &scope.sql(
            "SELECT p.id, y.asked_on FROM tiny_check_ins y JOIN participants p ON p.id = y.participant_id
             WHERE y.asked_on >= $2 AND",
            "ORDER BY y.check_in_id",
        ),
        &[scope.value(), since.into()],
        |row| {
            let id: ParticipantId = row.get("id")?;
            if let Some(known) = people.get_mut(&id) {
                known.facts.answered.push(row.get("asked_on")?);
            }
            Ok(())
        },
    )
}

fn suprt(tx: &mut Tx<'_>, scope: Scope, people: &mut People) -> Result<(), Error> {
    tx.each(
        &scope.sql(
            "SELECT p.id, s.kind, s.status, s.done_on FROM suprt_records s
             JOIN participants p ON p.id = s.participant_id WHERE",
            "ORDER BY s.id",
        ),
        &[scope.value()],
        |row| {
            let id: ParticipantId = row.get("id")?;
            if let Some(known) = people.get_mut(&id) {
                known.facts.suprt.push((row.get("kind")?, row.get("status")?, row.get("done_on")?));
            }
            Ok(())
        },
    )
}

fn silences(tx: &mut Tx<'_>, scope: Scope, people: &mut People) -> Result<(), Error> {
    tx.each(
        &scope.sql(
            "SELECT p.id, s.reason, s.since_on, x.ended_on FROM silences s
             JOIN participants p ON p.id = s.participant_id LEFT JOIN silence_endings x ON x.silence_id = s.id WHERE",
            "ORDER BY s.id"
        ),
        &[scope.value()],
        |row| {
            let id: ParticipantId = row.get("id")?;
            let Some(known) = people.get_mut(&id) else { return Ok(()) };
            let silence = Silence {
                reason: row.get("reason")?,
                since_on: row.get("since_on")?,
                ended_on: row.get("ended_on")?,
            };
            if silence.reason == "died" && silence.ended_on.is_none() {
                let on = known.facts.died_on.map_or(silence.since_on, |on| on.min(silence.since_on));
                known.facts.died_on = Some(on);
            }
            known.facts.silences.push(silence);
            Ok(())
        },
    )
}

/// A wish not to be contacted is a silence too, until a newer word: it is kept once, with the wishes.
fn wishes(tx: &mut Tx<'_>, scope: Scope, zone: &TimeZone, people: &mut People) -> Result<(), Error> {
    tx.each(
        &scope.sql(
            "SELECT p.id, w.wish, w.said_at FROM contact_wishes w JOIN participants p ON p.id = w.participant_id WHERE",
            "ORDER BY w.id"
        ),
        &[scope.value()],
        |row| {
            let id: ParticipantId = row.get("id")?;
            let Some(known) = people.get_mut(&id) else { return Ok(()) };
            let (wish, at): (String, Timestamp) = (row.get("wish")?, row.get("said_at")?);
            let on = at.to_zoned_datetime(zone.clone()).date();
            let silences = &mut known.facts.silences;
            for open in silences.iter_mut().filter(|one| one.reason == ASKED && one.ended_on.is_none()) {
                open.ended_on = Some(on);
            }
            known.facts.held = wish == "no_contact";
            if known.facts.held {
                silences.push(Silence { reason: ASKED.to_string(), since_on: on, ended_on: None });
            }
            Ok(())
        },
    )
}

/// How such a wish is called among the reasons for silence.
pub const ASKED: &str = "asked_not_to_be_contacted";

/// What a line of the list says beside the window: who it is, who supports them, and the last try.
pub struct Shown {
    pub name: String,
    pub supporter: Option<String>,
    /// When, how and what came of it.
    pub last: Option<(Timestamp, String, String)>,
    /// When to try again.
    pub next_on: Option<Date>,
    /// The effort that runs.
    pub effort: Option<RowId>,
}

pub fn shown(tx: &mut Tx<'_>, _seat: &Seat, id: ParticipantId) -> Result<Option<Shown>, Error> {
    tx.maybe(
        "SELECT COALESCE(w.goes_by, w.name) AS name, COALESCE(sw.goes_by, sw.name) AS supporter,
            t.attempted_at, t.way, t.outcome, t.next_on, r.id AS effort
         FROM participants p JOIN people w ON w.id = p.person_id
         LEFT JOIN matches m ON m.id = (SELECT MAX(n.id) FROM matches n LEFT JOIN endings x ON x.match_id = n.id
            WHERE n.participant_id = p.id AND x.match_id IS NULL)
         LEFT JOIN peer_supporters k ON k.id = m.supporter_id LEFT JOIN people sw ON sw.id = k.person_id
         LEFT JOIN outreach_attempts t ON t.id = (SELECT MAX(u.id) FROM outreach_attempts u
            JOIN outreaches o ON o.id = u.outreach_id WHERE o.participant_id = p.id)
         LEFT JOIN outreaches r ON r.id = (SELECT MAX(q.id) FROM outreaches q
            LEFT JOIN outreach_endings y ON y.outreach_id = q.id
            WHERE q.participant_id = p.id AND y.outreach_id IS NULL)
         WHERE p.id = $1",
        params![id],
        |row| {
            let at: Option<Timestamp> = row.get("attempted_at")?;
            let last = match at {
                Some(at) => Some((at, row.get("way")?, row.get("outcome")?)),
                None => None,
            };
            Ok(Shown {
                name: row.get("name")?,
                supporter: row.get("supporter")?,
                last,
                next_on: row.get("next_on")?,
                effort: row.get("effort")?,
            })
        },
    )
}

/// Whether the program keeps SUPRT at all: it has written one down.
pub fn keeps_suprt(tx: &mut Tx<'_>, _seat: &Seat) -> Result<bool, Error> {
    Ok(tx.count("SELECT COUNT(*) AS n FROM suprt_records", &[])? > 0)
}
