//! Notes that wait and supporters at their limit: for the supervisor of these supporters.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::access::Seat;
use crate::ids::{SessionId, SupporterId};
use crate::people::names::sort_by_name;
use crate::today::line::FETCH;

pub struct WaitingNote {
    pub session: SessionId,
    pub supporter: String,
    pub starts_at: Timestamp,
    pub submitted_at: Timestamp,
}

/// Sent notes of the supervisor's supporters that were neither returned nor approved, the oldest first.
pub fn waiting_notes(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<WaitingNote>, Error> {
    tx.all(
        "SELECT s.id, COALESCE(v.goes_by, v.name) AS supporter, s.starts_at, b.submitted_at
         FROM submissions b
         JOIN notes n ON n.id = b.note_id
         JOIN sessions s ON s.id = n.session_id
         JOIN peer_supporters ps ON ps.id = s.supporter_id
         JOIN people v ON v.id = ps.person_id
         LEFT JOIN returns r ON r.submission_id = b.id
         LEFT JOIN approvals a ON a.submission_id = b.id
         WHERE ps.supervisor_id = $1 AND r.submission_id IS NULL AND a.submission_id IS NULL
         ORDER BY b.submitted_at, b.id LIMIT $2",
        params![seat.person(), FETCH],
        |row| {
            Ok(WaitingNote {
                session: row.get("id")?,
                supporter: row.get("supporter")?,
                starts_at: row.get("starts_at")?,
                submitted_at: row.get("submitted_at")?,
            })
        },
    )
}

pub struct SupporterLine {
    pub id: SupporterId,
    pub name: String,
    /// Empty: the program's usual number.
    pub capacity: Option<i64>,
    /// Open matches.
    pub people: i64,
    /// Sessions that ended before the limit and have no sent note.
    pub late_notes: i64,
}

/// The supervisor's supporters; a note is late when its session began before `late` and it was not sent.
pub fn supporters(
    tx: &mut Tx<'_>,
    seat: &Seat,
    late: Timestamp,
    now: Timestamp,
) -> Result<Vec<SupporterLine>, Error> {
    let mut supporters = tx.all(
        "SELECT ps.id, COALESCE(v.goes_by, v.name) AS name, ps.capacity,
                (SELECT COUNT(*) FROM matches m LEFT JOIN endings e ON e.match_id = m.id
                 WHERE m.supporter_id = ps.id AND e.match_id IS NULL) AS people,
                (SELECT COUNT(*) FROM sessions s
                 LEFT JOIN cancellations c ON c.session_id = s.id
                 LEFT JOIN notes n ON n.session_id = s.id
                 WHERE s.supporter_id = ps.id AND c.session_id IS NULL AND s.starts_at < $2
                   AND s.starts_at + s.planned_minutes * 60000 <= $3
                   AND NOT EXISTS (SELECT 1 FROM submissions b WHERE b.note_id = n.id)) AS late_notes
         FROM peer_supporters ps JOIN people v ON v.id = ps.person_id
         WHERE ps.supervisor_id = $1",
        params![seat.person(), late, now],
        |row| {
            Ok(SupporterLine {
                id: row.get("id")?,
                name: row.get("name")?,
                capacity: row.get("capacity")?,
                people: row.get("people")?,
                late_notes: row.get("late_notes")?,
            })
        },
    )?;
    sort_by_name(&mut supporters, |line| (&line.name, line.id));
    Ok(supporters)
}
