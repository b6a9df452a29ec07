//! Statements on who led a meeting, and on head-counts.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use super::super::Group;
use crate::access::Seat;
use crate::ids::{MeetingId, PersonId, RowId};
use crate::people::names::sort_by_name;

/// Somebody who leads the group, or led this meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facilitator {
    pub person: PersonId,
    pub name: String,
    pub was_there: bool,
}

/// Who led a meeting: the leader and those who led beside them on that day, unless it was written down otherwise, and
/// who else was named; by name.
pub fn facilitators(tx: &mut Tx<'_>, group: &Group, meeting: MeetingId) -> Result<Vec<Facilitator>, Error> {
    let mut found = tx.all(
        "SELECT w.id, w.name, COALESCE(f.was_there, 1) AS was_there FROM people w
         LEFT JOIN meeting_facilitators f ON f.person_id = w.id AND f.meeting_id = $2
         WHERE f.person_id IS NOT NULL OR w.id IN (
             SELECT g.leader_id FROM support_groups g WHERE g.id = $1
             UNION SELECT c.person_id FROM group_co_leaders c
             JOIN group_meetings m ON m.id = $2
             LEFT JOIN group_co_leader_endings x ON x.co_leader_id = c.id
             WHERE c.group_id = $1 AND c.since <= m.starts_at + m.minutes * 60000
               AND (x.co_leader_id IS NULL OR x.ended_at > m.starts_at))",
        params![group.id, meeting],
        |row| {
            Ok(Facilitator {
                person: row.get("id")?,
                name: row.get("name")?,
                was_there: row.get("was_there")?,
            })
        },
    )?;
    sort_by_name(&mut found, |one| (&one.name, one.person));
    Ok(found)
}

/// Writes down whether somebody led this meeting.
pub fn name_facilitator(
    tx: &mut Tx<'_>,
    seat: &Seat,
    meeting: MeetingId,
    (person, was_there): (PersonId, bool),
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO meeting_facilitators (meeting_id, person_id, was_there, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (meeting_id, person_id) DO UPDATE SET was_there = excluded.was_there,
            recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by",
        params![meeting, person, was_there, now, seat.person()],
    )?;
    Ok(())
}

/// Keeps how many came to a public group.
pub fn count_heads(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (id, meeting): (RowId, MeetingId),
    heads: i64,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO head_counts (id, meeting_id, heads, counted_at, counted_by) VALUES ($1, $2, $3, $4, $5)",
        params![id, meeting, heads, now, seat.person()],
    )?;
    Ok(())
}
