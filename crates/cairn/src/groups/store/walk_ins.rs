//! Statements on who came to a group without being expected.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::ids::{MeetingId, PersonId, RowId};

/// Writes down that somebody came to a group for the first time, whom nobody expected.
pub fn walk_in(
    tx: &mut Tx<'_>,
    id: RowId,
    (meeting, person): (MeetingId, PersonId),
    (at, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO walk_ins (id, meeting_id, person_id, arrived_at, recorded_at, recorded_by)
         SELECT CAST($1 AS TEXT), m.id, CAST($3 AS TEXT), m.starts_at, CAST($4 AS BIGINT), CAST($5 AS TEXT)
         FROM group_meetings m
         WHERE m.id = $2 AND NOT EXISTS (SELECT 1 FROM attendances a JOIN group_meetings n ON n.id = a.meeting_id
            WHERE n.group_id = m.group_id AND n.id <> m.id AND a.person_id = CAST($3 AS TEXT) AND a.minutes > 0)
         ON CONFLICT DO NOTHING",
        params![id, meeting, person, at, by],
    )?;
    Ok(())
}

/// Takes back what was written down by mistake.
pub fn no_walk_in(tx: &mut Tx<'_>, meeting: MeetingId, person: PersonId) -> Result<(), Error> {
    tx.execute("DELETE FROM walk_ins WHERE meeting_id = $1 AND person_id = $2", params![meeting, person])?;
    Ok(())
}
