//! Every statement on ratings of sessions. There is none that shows a single answer to anybody but the one who gave it.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::rating::Answers;
use super::sums::Held;
use crate::access::{Record, Role, Seat};
use crate::ids::{ParticipantId, SessionId, SupporterId};

/// When a session was held, with whom, and when the next with the same supporter was.
pub struct Rated {
    pub started_at: Timestamp,
    pub next_at: Option<Timestamp>,
    pub supporter: String,
}

/// A session of the participant whose record is open, if it took place.
pub fn held(tx: &mut Tx<'_>, record: &Record, id: SessionId) -> Result<Option<Rated>, Error> {
    tx.maybe(
        "SELECT h.started_at, COALESCE(w.goes_by, w.name) AS supporter,
            (SELECT MIN(g.started_at) FROM holdings g JOIN sessions n ON n.id = g.session_id
                WHERE n.participant_id = s.participant_id AND n.supporter_id = s.supporter_id
                AND g.started_at > h.started_at) AS next_at
         FROM sessions s JOIN holdings h ON h.session_id = s.id
         JOIN peer_supporters k ON k.id = s.supporter_id JOIN people w ON w.id = k.person_id
         WHERE s.id = $1 AND s.participant_id = $2",
        params![id, record.participant()],
        |row| {
            Ok(Rated {
                started_at: row.get("started_at")?,
                next_at: row.get("next_at")?,
                supporter: row.get("supporter")?,
            })
        },
    )
}

fn answers(row: &Row<'_>) -> Result<Answers, Error> {
    let number = |sealed: Option<String>| sealed.and_then(|text| text.parse().ok());
    Ok([number(row.get("heard")?), number(row.get("wanted")?), number(row.get("honest")?)])
}

/// The viewer's own answers; none where the record is somebody else's.
pub fn own(tx: &mut Tx<'_>, record: &Record, id: SessionId) -> Result<Option<Answers>, Error> {
    if !record.is_own() {
        return Ok(None);
    }
    tx.maybe("SELECT heard, wanted, honest FROM session_ratings WHERE session_id = $1", params![id], answers)
}

/// Keeps the answers; sending again corrects them.
pub fn rate(
    tx: &mut Tx<'_>,
    record: &Record,
    id: SessionId,
    given: Answers,
    now: Timestamp,
) -> Result<(), Error> {
    let mut values = params![id].to_vec();
    for answer in given {
        values.push(tx.seal_data(record.person(), answer.map(|value| value.to_string()))?);
    }
    values.extend(params![now].to_vec());
    tx.execute(
        "INSERT INTO session_ratings (session_id, heard, wanted, honest, rated_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (session_id) DO UPDATE SET heard = excluded.heard, wanted = excluded.wanted,
            honest = excluded.honest, rated_at = excluded.rated_at",
        &values,
    )?;
    Ok(())
}

/// Whose sessions a seat sees in sums: a supervisor those of each of their supporters, the evaluator all as one.
pub fn supporters(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<(SupporterId, String)>, Error> {
    let mut found = tx.all(
        "SELECT k.id, COALESCE(w.goes_by, w.name) AS name FROM peer_supporters k JOIN people w ON w.id = k.person_id
         WHERE k.supervisor_id = $1",
        params![seat.person()],
        |row| Ok((row.get("id")?, row.get::<String>("name")?)),
    )?;
    crate::people::names::sort_by_name(&mut found, |(id, name)| (name.as_str(), *id));
    Ok(found)
}

/// One session of a period with its rating, and when and by whom it was held.
pub struct Line {
    pub supporter: SupporterId,
    pub started_at: Timestamp,
    pub held: Held,
}

/// Sessions that were held in a span of time, as far as the seat may sum them.
pub fn lines(tx: &mut Tx<'_>, seat: &Seat, (from, to): (Timestamp, Timestamp)) -> Result<Vec<Line>, Error> {
    let supervisor = (seat.role() != Role::Evaluator).then_some(seat.person());
    tx.all(
        "SELECT s.supporter_id, s.participant_id, h.started_at, r.heard, r.wanted, r.honest,
            CASE WHEN COALESCE(r.heard, r.wanted, r.honest) IS NULL THEN 0 ELSE 1 END AS said
         FROM holdings h JOIN sessions s ON s.id = h.session_id
         JOIN peer_supporters k ON k.id = s.supporter_id
         LEFT JOIN session_ratings r ON r.session_id = s.id
         WHERE h.started_at >= $1 AND h.started_at < $2
           AND (CAST($3 AS TEXT) IS NULL OR k.supervisor_id = CAST($3 AS TEXT))",
        params![from, to, supervisor],
        |row| {
            let participant: ParticipantId = row.get("participant_id")?;
            let (said, given): (bool, Answers) = (row.get("said")?, answers(row)?);
            let spoken = given.iter().any(Option::is_some);
            let held = Held { participant, answers: spoken.then_some(given), erased: said && !spoken };
            Ok(Line { supporter: row.get("supporter_id")?, started_at: row.get("started_at")?, held })
        },
    )
}

/// A session of the last days that the viewer has not rated, the newest first.
pub fn unrated(tx: &mut Tx<'_>, seat: &Seat, since: Timestamp) -> Result<Vec<SessionId>, Error> {
    tx.all(
        "SELECT s.id FROM holdings h JOIN sessions s ON s.id = h.session_id
         JOIN participants p ON p.id = s.participant_id LEFT JOIN session_ratings r ON r.session_id = s.id
         WHERE p.person_id = $1 AND h.started_at >= $2 AND r.session_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM holdings g JOIN sessions n ON n.id = g.session_id
                WHERE n.participant_id = s.participant_id AND n.supporter_id = s.supporter_id
                AND g.started_at > h.started_at)
         ORDER BY h.started_at DESC, s.id LIMIT 1",
        params![seat.person(), since],
        |row| row.get("id"),
    )
}
