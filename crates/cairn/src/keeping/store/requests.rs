//! Requests to be erased, and copies that were handed out.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::access::{RecordId, RecordOf};
use crate::ids::{PersonId, RowId};

/// The open request of a record's person.
pub fn open(tx: &mut Tx<'_>, record: &RecordOf) -> Result<Option<(RowId, Timestamp)>, Error> {
    let id = record.id();
    tx.maybe(
        "SELECT r.id, r.asked_at FROM erasure_requests r
         LEFT JOIN erasure_request_endings n ON n.request_id = r.id
         WHERE (r.participant_id = $1 OR r.member_id = $2) AND n.request_id IS NULL",
        params![id.participant(), id.member()],
        |row| Ok((row.get("id")?, row.get("asked_at")?)),
    )
}

/// Why the last request ended, if none is open.
pub fn last_ending(tx: &mut Tx<'_>, record: &RecordOf) -> Result<Option<String>, Error> {
    let id = record.id();
    tx.maybe(
        "SELECT n.reason FROM erasure_requests r JOIN erasure_request_endings n ON n.request_id = r.id
         WHERE r.participant_id = $1 OR r.member_id = $2 ORDER BY n.ended_at DESC, r.id DESC LIMIT 1",
        params![id.participant(), id.member()],
        |row| row.get("reason"),
    )
}

pub fn ask(tx: &mut Tx<'_>, record: &RecordOf, id: RowId, at: Timestamp) -> Result<(), Error> {
    let of = record.id();
    tx.execute(
        "INSERT INTO erasure_requests (id, participant_id, member_id, asked_at, asked_by) VALUES ($1, $2, $3, $4, $5)",
        params![id, of.participant(), of.member(), at, record.person()],
    )?;
    Ok(())
}

/// Whose request it is.
pub fn requester(tx: &mut Tx<'_>, id: RowId) -> Result<Option<RecordId>, Error> {
    let found = tx.maybe(
        "SELECT participant_id, member_id FROM erasure_requests WHERE id = $1",
        params![id],
        |row| Ok(RecordId::of(row.get("participant_id")?, row.get("member_id")?)),
    )?;
    Ok(found.flatten())
}

/// Ends a request; whether it was open.
pub fn end(tx: &mut Tx<'_>, id: RowId, reason: &str, (at, by): (Timestamp, PersonId)) -> Result<bool, Error> {
    let ended = tx.execute(
        "INSERT INTO erasure_request_endings (request_id, reason, ended_at, ended_by)
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        params![id, reason, at, by],
    )?;
    Ok(ended > 0)
}

/// Remembers that a copy was handed out.
pub fn add_copy(
    tx: &mut Tx<'_>,
    record: &RecordOf,
    (id, form): (RowId, &str),
    (at, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    let of = record.id();
    tx.execute(
        "INSERT INTO record_copies (id, participant_id, member_id, form, made_at, made_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, of.participant(), of.member(), form, at, by],
    )?;
    Ok(())
}
