//! Requests for an accounting or an intermediary's list, and their clocks.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::access::{Record, Seat};
use crate::disclosures::accounting::{Request, due_on, is_free};
use crate::ids::{ParticipantId, PersonId, RowId};

macro_rules! requests {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.participant_id, r.kind, r.asked_at, e.extended_at, a.answered_at FROM accounting_requests r
             LEFT JOIN accounting_extensions e ON e.request_id = r.id
             LEFT JOIN accounting_answers a ON a.request_id = r.id ",
            $rest
        )
    };
}

fn read(row: &Row<'_>, zone: &TimeZone) -> Result<Request, Error> {
    let asked_at: Timestamp = row.get("asked_at")?;
    let asked_on = asked_at.to_zoned_datetime(zone.clone()).date();
    let kind: String = row.get("kind")?;
    let extended = row.get::<Option<Timestamp>>("extended_at")?.is_some();
    Ok(Request {
        id: row.get("id")?,
        participant: row.get("participant_id")?,
        due_on: due_on(&kind, asked_on, extended),
        kind,
        asked_at,
        asked_on,
        extended,
        answered_at: row.get("answered_at")?,
        free: true,
    })
}

/// Each accounting is free when no other was asked for in the twelve months before it.
fn say_which_are_free(requests: &mut [Request]) {
    let asked: Vec<_> = requests.iter().map(|r| (r.id, r.kind.clone(), r.asked_at, r.asked_on)).collect();
    for request in requests {
        let earlier: Vec<_> = asked
            .iter()
            .filter(|(id, kind, at, _)| {
                *id != request.id && *kind == request.kind && (*at, *id) < (request.asked_at, request.id)
            })
            .map(|(.., on)| *on)
            .collect();
        request.free = request.kind != "accounting" || is_free(request.asked_on, &earlier);
    }
}

/// A participant's requests, newest first.
pub fn of_participant(tx: &mut Tx<'_>, record: &Record, zone: &TimeZone) -> Result<Vec<Request>, Error> {
    let mut found = tx.all(
        requests!("WHERE r.participant_id = $1 ORDER BY r.asked_at DESC, r.id DESC"),
        params![record.participant()],
        |row| read(row, zone),
    )?;
    say_which_are_free(&mut found);
    Ok(found)
}

/// Open requests of everybody, the first due first: for the privacy officer's desk.
pub fn due(tx: &mut Tx<'_>, _seat: &Seat, zone: &TimeZone) -> Result<Vec<Request>, Error> {
    let mut found =
        tx.all(requests!("WHERE a.request_id IS NULL ORDER BY r.asked_at, r.id"), &[], |row| {
            read(row, zone)
        })?;
    found.sort_by_key(|request| (request.due_on, request.id));
    Ok(found)
}

/// The same, each with the name of who asked.
pub fn due_named(tx: &mut Tx<'_>, seat: &Seat, zone: &TimeZone) -> Result<Vec<(Request, String)>, Error> {
    let mut named = Vec::new();
    for request in due(tx, seat, zone)? {
        let name = tx.one(
            "SELECT p.name FROM people p JOIN participants q ON q.person_id = p.id WHERE q.id = $1",
            params![request.participant],
            |row| row.get("name"),
        )?;
        named.push((request, name));
    }
    Ok(named)
}

pub fn one(tx: &mut Tx<'_>, id: RowId, zone: &TimeZone) -> Result<Option<Request>, Error> {
    tx.maybe(requests!("WHERE r.id = $1"), params![id], |row| read(row, zone))
}

/// Whose request it is: not proof, only where to ask for it.
pub fn participant_of(tx: &mut Tx<'_>, id: RowId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM accounting_requests WHERE id = $1", params![id], |row| {
        row.get("participant_id")
    })
}

pub fn ask(
    tx: &mut Tx<'_>,
    record: &Record,
    id: RowId,
    kind: &str,
    (at, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO accounting_requests (id, participant_id, kind, asked_at, asked_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![id, record.participant(), kind, at, by],
    )?;
    Ok(())
}

pub fn extend(
    tx: &mut Tx<'_>,
    record: &Record,
    id: RowId,
    reason: &str,
    (at, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    let reason = tx.seal(record.person(), reason)?;
    tx.execute(
        "INSERT INTO accounting_extensions (request_id, reason, extended_at, extended_by) VALUES ($1, $2, $3, $4)",
        params![id, reason, at, by],
    )?;
    Ok(())
}

pub fn answer(
    tx: &mut Tx<'_>,
    id: RowId,
    fee_cents: i64,
    (at, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO accounting_answers (request_id, fee_cents, answered_at, answered_by) VALUES ($1, $2, $3, $4)",
        params![id, fee_cents, at, by],
    )?;
    Ok(())
}
