//! Statements on calls that were made, and on what they asked for.

use cairn_db::{Error, Row, Tx, params};
use jiff::{Timestamp, civil::Date};

use crate::access::{Record, Seat, Tier};
use crate::ids::{PersonId, RowId};
use crate::sealing;
use crate::telephone_support::said::Answers;
use crate::telephone_support::schedule::{Due, Next};

/// A call as it was written down.
pub struct Call {
    pub id: RowId,
    pub round: i64,
    pub attempt: i64,
    pub outcome: String,
    pub minutes: i64,
    pub tier: Tier,
    pub words: Option<String>,
    pub answers: Answers,
    pub at: Timestamp,
    pub by: PersonId,
    pub by_name: String,
    /// They would like something and nobody wrote down what was done.
    pub waits: bool,
}

macro_rules! calls {
    ($rest:literal) => {
        concat!(
            "SELECT l.id, l.round, l.attempt, l.outcome, l.minutes, l.tier, l.words, l.answers, l.called_at, l.called_by,
                COALESCE(w.goes_by, w.name) AS by_name,
                CASE WHEN l.follow_up = 1 AND f.call_id IS NULL THEN 1 ELSE 0 END AS waits
             FROM telephone_calls l JOIN people w ON w.id = l.called_by
             LEFT JOIN telephone_follow_ups f ON f.call_id = l.id ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Call, Error> {
    Ok(Call {
        id: row.get("id")?,
        round: row.get("round")?,
        attempt: row.get("attempt")?,
        outcome: row.get("outcome")?,
        minutes: row.get("minutes")?,
        tier: row.get("tier")?,
        words: row.get("words")?,
        answers: Answers::from_json(row.get::<Option<String>>("answers")?.as_deref()),
        at: row.get("called_at")?,
        by: row.get("called_by")?,
        by_name: row.get("by_name")?,
        waits: row.get("waits")?,
    })
}

/// The calls of one schedule, the latest first, for whoever calls. Of what is not for all who call, what the viewer wrote.
pub fn calls(tx: &mut Tx<'_>, seat: &Seat, support: RowId) -> Result<Vec<Call>, Error> {
    let mut calls =
        tx.all(calls!("WHERE l.support_id = $1 ORDER BY l.id DESC LIMIT 60"), params![support], read)?;
    for call in &mut calls {
        if call.tier < Tier::Team && call.by != seat.person() {
            (call.words, call.answers) = (None, Answers::default());
        }
    }
    Ok(calls)
}

/// The calls of a participant, the latest first; of what was said, what the viewer's hat reads and what they wrote.
pub fn calls_of(tx: &mut Tx<'_>, record: &Record, viewer: PersonId) -> Result<Vec<Call>, Error> {
    let mut calls = tx.all(
        calls!(
            "JOIN telephone_supports s ON s.id = l.support_id
             WHERE s.participant_id = $1 ORDER BY l.id DESC LIMIT 60"
        ),
        params![record.participant()],
        read,
    )?;
    for call in &mut calls {
        if !call.tier.is_read_by(record.acting_as()) && call.by != viewer {
            (call.words, call.answers) = (None, Answers::default());
        }
    }
    Ok(calls)
}

pub struct NewCall {
    pub id: RowId,
    pub support: RowId,
    pub due: Due,
    pub outcome: String,
    pub minutes: i64,
    pub tier: Tier,
    pub words: Option<String>,
    pub answers: Answers,
    pub next: Next,
}

pub fn add_call(tx: &mut Tx<'_>, seat: &Seat, new: &NewCall, now: Timestamp) -> Result<(), Error> {
    let subject = sealing::TELEPHONE_SUPPORT.subject(tx, new.support)?;
    let next = match new.next {
        Next::Call(due) => due,
        Next::End(_) => new.due,
    };
    let next_on = matches!(new.next, Next::Call(_)).then_some(next.on);
    tx.execute(
        "INSERT INTO telephone_calls (id, support_id, round, attempt, outcome, minutes, tier, words, answers, follow_up,
            called_at, called_by, next_round, next_attempt, next_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        params![
            new.id,
            new.support,
            new.due.round,
            new.due.attempt,
            &new.outcome,
            new.minutes,
            new.tier,
            tx.seal_some(subject, new.words.as_deref())?,
            tx.seal_data(subject, new.answers.to_json())?,
            new.answers.follow_up(),
            now,
            seat.person(),
            next.round,
            next.attempt,
            next_on
        ],
    )?;
    Ok(())
}

/// Somebody asked for something in a call, and nobody wrote down yet what was done.
pub struct Waiting {
    pub call: RowId,
    pub support: RowId,
    pub name: String,
    pub at: Timestamp,
    pub on: Date,
    /// What they would like, for those who may read it.
    pub answers: Answers,
}

/// What callers left to be done, the oldest first: for coordinators everybody's, for a supporter that of their own participants.
pub fn waiting(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (supporter, limit): (Option<PersonId>, i64),
    zone: &jiff::tz::TimeZone,
) -> Result<Vec<Waiting>, Error> {
    let me = seat.person();
    let hat = seat.role();
    tx.all(
        "SELECT l.id, l.support_id, COALESCE(w.goes_by, w.name) AS name, l.called_at, l.called_by, l.tier, l.answers
         FROM telephone_calls l JOIN telephone_supports s ON s.id = l.support_id
         JOIN participants p ON p.id = s.participant_id JOIN people w ON w.id = p.person_id
         LEFT JOIN telephone_follow_ups f ON f.call_id = l.id
         WHERE l.follow_up = 1 AND f.call_id IS NULL AND (CAST($1 AS TEXT) IS NULL OR EXISTS (
             SELECT 1 FROM matches m JOIN peer_supporters k ON k.id = m.supporter_id
             LEFT JOIN endings e ON e.match_id = m.id
             WHERE m.participant_id = s.participant_id AND k.person_id = $1 AND e.match_id IS NULL))
         ORDER BY l.called_at, l.id LIMIT $2",
        params![supporter, limit],
        |row| {
            let tier: Tier = row.get("tier")?;
            let by: PersonId = row.get("called_by")?;
            let at: Timestamp = row.get("called_at")?;
            let answers = Answers::from_json(row.get::<Option<String>>("answers")?.as_deref());
            let reads = tier.is_read_by(hat) || by == me;
            Ok(Waiting {
                call: row.get("id")?,
                support: row.get("support_id")?,
                name: row.get("name")?,
                on: at.to_zoned_datetime(zone.clone()).date(),
                at,
                answers: if reads { answers } else { Answers::default() },
            })
        },
    )
}

/// A call as a follow-up needs it: its schedule and whether anything is left to do.
pub fn to_follow_up(tx: &mut Tx<'_>, _seat: &Seat, call: RowId) -> Result<Option<(RowId, bool)>, Error> {
    tx.maybe(
        "SELECT l.support_id, CASE WHEN l.follow_up = 1 AND f.call_id IS NULL THEN 1 ELSE 0 END AS waits
         FROM telephone_calls l LEFT JOIN telephone_follow_ups f ON f.call_id = l.id WHERE l.id = $1",
        params![call],
        |row| Ok((row.get("support_id")?, row.get("waits")?)),
    )
}

pub fn follow_up(tx: &mut Tx<'_>, seat: &Seat, call: RowId, done: &str, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO telephone_follow_ups (call_id, done, done_at, done_by) VALUES ($1, $2, $3, $4)",
        params![call, done, now, seat.person()],
    )?;
    Ok(())
}
