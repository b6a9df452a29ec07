//! A meeting is called off, or takes place at another time than was planned.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::access::Seat;
use crate::ids::{FamilyMeetingId, RowId};
use crate::sealing;

/// How a meeting was called off.
pub struct CalledOff {
    /// cancelled, late_cancelled, no_show
    pub kind: &'static str,
    pub words: Option<String>,
    pub late: bool,
}

/// Calls a meeting off that was planned ahead. Whether it was on.
pub fn call_off(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (id, called_off): (FamilyMeetingId, CalledOff),
    now: Timestamp,
) -> Result<bool, Error> {
    let subject = sealing::FAMILY_MEETING.subject(tx, id)?;
    let added = tx.execute(
        "INSERT INTO family_cancellations (meeting_id, kind, words, late, cancelled_at, cancelled_by)
         SELECT m.id, CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS BIGINT), CAST($5 AS BIGINT), CAST($6 AS TEXT)
         FROM family_meetings m WHERE m.id = $1 AND m.recorded_at < m.starts_at
         ON CONFLICT (meeting_id) DO NOTHING",
        params![
            id,
            called_off.kind,
            tx.seal_some(subject, called_off.words.as_deref())?,
            i64::from(called_off.late),
            now,
            seat.person()
        ],
    )?;
    Ok(added > 0)
}

/// Another time for a meeting.
pub struct Move {
    pub id: RowId,
    pub meeting: FamilyMeetingId,
    pub from: Timestamp,
    pub to: Timestamp,
    pub late: bool,
}

/// Moves a meeting that is on and still begins when the viewer saw it. Whether it was.
pub fn shift(tx: &mut Tx<'_>, seat: &Seat, new: &Move, now: Timestamp) -> Result<bool, Error> {
    let changed = tx.execute(
        "UPDATE family_meetings SET starts_at = $2 WHERE id = $1 AND starts_at = $3 AND recorded_at < starts_at
         AND NOT EXISTS (SELECT 1 FROM family_cancellations c WHERE c.meeting_id = family_meetings.id)",
        params![new.meeting, new.to, new.from],
    )?;
    if changed == 0 {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO family_moves (id, meeting_id, from_at, to_at, late, moved_at, moved_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![new.id, new.meeting, new.from, new.to, i64::from(new.late), now, seat.person()],
    )?;
    Ok(true)
}
