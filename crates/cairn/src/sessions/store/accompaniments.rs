//! Statements on going along.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use super::super::accompaniment::{Accompaniment, NONE, Outcome};
use crate::access::Record;
use crate::ids::{PersonId, RowId, SessionId};

/// Where the two of an opened session go, by the newest agreement, and how it went; none when they go nowhere.
pub fn accompaniment(
    tx: &mut Tx<'_>,
    record: &Record,
    session: SessionId,
) -> Result<Option<Accompaniment>, Error> {
    let found = tx.maybe(
        "SELECT a.kind, a.part, a.what_for, o.travel_minutes, o.outcome, o.next_on
         FROM accompaniments a JOIN sessions s ON s.id = a.session_id
         LEFT JOIN accompaniment_outcomes o ON o.id =
            (SELECT MAX(m.id) FROM accompaniment_outcomes m WHERE m.session_id = a.session_id)
         WHERE a.session_id = $1 AND s.participant_id = $2
         ORDER BY a.id DESC LIMIT 1",
        params![session, record.participant()],
        |row| {
            let travel: Option<i64> = row.get("travel_minutes")?;
            let outcome = match travel {
                Some(travel_minutes) => {
                    Some(Outcome { travel_minutes, words: row.get("outcome")?, next_on: row.get("next_on")? })
                }
                None => None,
            };
            Ok(Accompaniment {
                kind: row.get("kind")?,
                part: row.get("part")?,
                what_for: row.get("what_for")?,
                outcome,
            })
        },
    )?;
    Ok(found.filter(|agreed| agreed.kind != NONE))
}

pub fn go_along(
    tx: &mut Tx<'_>,
    record: &Record,
    (id, session): (RowId, SessionId),
    agreed: &Accompaniment,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO accompaniments (id, session_id, kind, part, what_for, agreed_at, agreed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            id,
            session,
            &agreed.kind,
            &agreed.part,
            tx.seal_some(record.person(), agreed.what_for.as_deref())?,
            now,
            by
        ],
    )?;
    Ok(())
}

pub fn went(
    tx: &mut Tx<'_>,
    record: &Record,
    (id, session): (RowId, SessionId),
    told: &Outcome,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO accompaniment_outcomes (id, session_id, travel_minutes, outcome, next_on, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            id,
            session,
            told.travel_minutes,
            tx.seal_some(record.person(), told.words.as_deref())?,
            tx.seal_data(record.person(), told.next_on)?,
            now,
            by
        ],
    )?;
    Ok(())
}
