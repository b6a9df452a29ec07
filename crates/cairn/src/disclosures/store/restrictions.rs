//! What people asked to hold back.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::{codes, list};
use crate::access::{Record, Seat};
use crate::disclosures::restriction::{Held, NewHeld};
use crate::ids::{ParticipantId, PersonId, RowId, SessionId};
use crate::web::PageRequest;

macro_rules! restrictions {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.participant_id, r.kind, r.words, r.recipient_id, c.name AS recipient_name, r.class,
                r.purposes, r.categories, r.session_id, s.starts_at, r.asked_at, a.answer, a.reason, a.answered_at,
                e.how, e.words AS ending_words, e.ended_at
             FROM restrictions r LEFT JOIN restriction_answers a ON a.restriction_id = r.id
             LEFT JOIN restriction_endings e ON e.restriction_id = r.id
             LEFT JOIN recipients c ON c.id = r.recipient_id LEFT JOIN sessions s ON s.id = r.session_id ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Held, Error> {
    Ok(Held {
        id: row.get("id")?,
        participant: row.get("participant_id")?,
        kind: row.get("kind")?,
        words: row.get("words")?,
        recipient: row.get("recipient_id")?,
        recipient_name: row.get("recipient_name")?,
        class: row.get("class")?,
        purposes: codes(row, "purposes")?,
        categories: codes(row, "categories")?,
        session: row.get("session_id")?,
        session_at: row.get("starts_at")?,
        asked_at: row.get("asked_at")?,
        answer: row.get("answer")?,
        reason: row.get("reason")?,
        answered_at: row.get("answered_at")?,
        ending: row.get("how")?,
        ending_words: row.get("ending_words")?,
        ended_at: row.get("ended_at")?,
    })
}

/// Every restriction of a participant, newest first. For the gate, which has no page to show it on, and for readers of
/// the record.
pub(in crate::disclosures) fn all(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<Vec<Held>, Error> {
    tx.all(restrictions!("WHERE r.participant_id = $1 ORDER BY r.id DESC"), params![participant], read)
}

pub fn of_participant(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Held>, Error> {
    all(tx, record.participant())
}

/// Requests that wait for an answer, the oldest first, with the person's name.
pub fn waiting(tx: &mut Tx<'_>, _seat: &Seat, page: PageRequest) -> Result<Vec<(Held, String)>, Error> {
    let found = tx.all(
        restrictions!("WHERE a.restriction_id IS NULL AND e.restriction_id IS NULL ORDER BY r.asked_at, r.id LIMIT $1 OFFSET $2"),
        params![page.limit(), page.offset()],
        read,
    )?;
    let mut named = Vec::with_capacity(found.len());
    for held in found {
        let name = tx.one(
            "SELECT p.name FROM people p JOIN participants q ON q.person_id = p.id WHERE q.id = $1",
            params![held.participant],
            |row| row.get("name"),
        )?;
        named.push((held, name));
    }
    Ok(named)
}

pub fn one(tx: &mut Tx<'_>, id: RowId) -> Result<Option<Held>, Error> {
    tx.maybe(restrictions!("WHERE r.id = $1"), params![id], read)
}

pub fn add(
    tx: &mut Tx<'_>,
    record: &Record,
    new: &NewHeld,
    (at, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    let words = tx.seal_some(record.person(), new.words.as_deref())?;
    tx.execute(
        "INSERT INTO restrictions (id, participant_id, kind, words, recipient_id, class, purposes, categories,
            session_id, asked_at, asked_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            new.id,
            record.participant(),
            new.kind,
            words,
            new.recipient,
            new.class.clone(),
            list(&new.purposes),
            list(&new.categories),
            new.session,
            at,
            by
        ],
    )?;
    Ok(())
}

pub fn answer(
    tx: &mut Tx<'_>,
    held: &Held,
    (answer, reason): (&str, Option<&str>),
    subject: PersonId,
    (at, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    let reason = tx.seal_some(subject, reason)?;
    tx.execute(
        "INSERT INTO restriction_answers (restriction_id, answer, reason, answered_at, answered_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![held.id, answer, reason, at, by],
    )?;
    Ok(())
}

pub fn end(
    tx: &mut Tx<'_>,
    held: &Held,
    (how, words): (&str, Option<&str>),
    subject: PersonId,
    (at, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    let words = tx.seal_some(subject, words)?;
    tx.execute(
        "INSERT INTO restriction_endings (restriction_id, how, words, ended_at, ended_by) VALUES ($1, $2, $3, $4, $5)",
        params![held.id, how, words, at, by],
    )?;
    Ok(())
}

/// Sessions that took place and are not marked as paid in full, the latest first: those that may still be marked.
pub fn payable(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<(SessionId, Timestamp)>, Error> {
    tx.all(
        "SELECT s.id, s.starts_at FROM sessions s JOIN holdings h ON h.session_id = s.id
         WHERE s.participant_id = $1 AND NOT EXISTS (
             SELECT 1 FROM restrictions r LEFT JOIN restriction_endings e ON e.restriction_id = r.id
             WHERE r.session_id = s.id AND e.restriction_id IS NULL)
         ORDER BY s.starts_at DESC, s.id DESC LIMIT 50",
        params![record.participant()],
        |row| Ok((row.get("id")?, row.get("starts_at")?)),
    )
}
