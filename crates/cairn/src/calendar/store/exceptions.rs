//! Statements on single occurrences: looked at, called off, put back on, moved.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::calendar::eye::Eye;
use crate::calendar::occurrence::{Kind, Occurrence};
use crate::calendar::series::Stamp;
use crate::ids::*;

fn read(kind: Kind, row: &Row<'_>) -> Result<Occurrence, Error> {
    Ok(Occurrence {
        kind,
        id: row.get("id")?,
        group: row.get("group_id")?,
        title: row.get("title")?,
        what: row.get("what")?,
        leader: row.get("leader")?,
        leaders: (row.get("leader_id")?, row.get("other_id")?),
        starts_at: row.get("starts_at")?,
        minutes: row.get("minutes")?,
        site: row.get("site")?,
        room: row.get("room")?,
        room_id: row.get("room_id")?,
        capacity: row.get("capacity")?,
        series: row.get("series_id")?,
        series_at: row.get::<Option<String>>("series_at")?.and_then(|text| text.parse::<DateTime>().ok()),
        called_off: row.get("off")?,
        moved_from: row.get("moved_from")?,
        people: row.get("people")?,
        changes: row.get("changes")?,
    })
}

/// One meeting or event, for whoever may know of it.
pub fn one(tx: &mut Tx<'_>, eye: &Eye, kind: Kind, id: RowId) -> Result<Option<Occurrence>, Error> {
    let (all, works) = (i64::from(eye.sees_all()), i64::from(eye.works_here()));
    match kind {
        Kind::Meeting => tx.maybe(
            "SELECT m.id, m.group_id, g.name AS title, g.model AS what, COALESCE(l.goes_by, l.name) AS leader,
                g.leader_id, CAST(NULL AS TEXT) AS other_id, m.starts_at, m.minutes, s.name AS site, r.name AS room, m.room_id,
                COALESCE(m.capacity, r.capacity) AS capacity, m.series_id, m.series_at,
                CASE WHEN o.id IS NULL THEN 0 ELSE 1 END AS off,
                (SELECT MIN(v.from_at) FROM moves v WHERE v.meeting_id = m.id) AS moved_from,
                (SELECT COUNT(*) FROM attendances a WHERE a.meeting_id = m.id AND a.minutes > 0) AS people,
                CASE WHEN CAST($2 AS BIGINT) = 1 OR g.leader_id = $3 OR EXISTS (SELECT 1 FROM group_co_leaders y LEFT JOIN group_co_leader_endings z ON z.co_leader_id = y.id
                WHERE y.group_id = g.id AND y.person_id = $3 AND z.co_leader_id IS NULL) THEN 1 ELSE 0 END AS changes
             FROM group_meetings m JOIN support_groups g ON g.id = m.group_id JOIN people l ON l.id = g.leader_id
             LEFT JOIN rooms r ON r.id = m.room_id
             LEFT JOIN sites s ON s.id = COALESCE(r.site_id, g.site_id)
             LEFT JOIN callings_off o ON o.meeting_id = m.id AND o.withdrawn_at IS NULL
             WHERE m.id = $1 AND (CAST($2 AS BIGINT) = 1 OR g.leader_id = $3 OR EXISTS (SELECT 1 FROM group_co_leaders y LEFT JOIN group_co_leader_endings z ON z.co_leader_id = y.id
                WHERE y.group_id = g.id AND y.person_id = $3 AND z.co_leader_id IS NULL)
                OR EXISTS (SELECT 1 FROM group_memberships b LEFT JOIN group_leavings d ON d.membership_id = b.id
                WHERE b.group_id = m.group_id AND b.person_id = $3 AND d.membership_id IS NULL)
                OR EXISTS (SELECT 1 FROM attendances a JOIN group_meetings n ON n.id = a.meeting_id
                    WHERE n.group_id = m.group_id AND a.person_id = $3 AND a.minutes > 0
                      AND n.starts_at >= m.starts_at - 4838400000))",
            params![id, all, eye.person()],
            |row| read(kind, row),
        ),
        Kind::Event => tx.maybe(
            "SELECT e.id, CAST(NULL AS TEXT) AS group_id, e.title, e.kind AS what, COALESCE(l.goes_by, l.name) AS leader,
                e.leader_id, e.with_id AS other_id, e.starts_at, e.minutes, s.name AS site, r.name AS room, e.room_id,
                COALESCE(e.capacity, r.capacity) AS capacity, e.series_id, e.series_at,
                CASE WHEN o.id IS NULL THEN 0 ELSE 1 END AS off,
                (SELECT MIN(v.from_at) FROM moves v WHERE v.event_id = e.id) AS moved_from, CAST(0 AS BIGINT) AS people,
                CASE WHEN CAST($2 AS BIGINT) = 1 OR e.leader_id = $3 THEN 1 ELSE 0 END AS changes
             FROM events e JOIN people l ON l.id = e.leader_id
             LEFT JOIN rooms r ON r.id = e.room_id
             LEFT JOIN sites s ON s.id = COALESCE(r.site_id, e.site_id)
             LEFT JOIN callings_off o ON o.event_id = e.id AND o.withdrawn_at IS NULL
             WHERE e.id = $1 AND (CAST($2 AS BIGINT) = 1 OR e.leader_id = $3 OR e.with_id = $3
                OR e.kind IN ('drop_in', 'class')
                OR (CAST($4 AS BIGINT) = 1 AND e.kind IN ('staff_meeting', 'other')))",
            params![id, all, eye.person(), works],
            |row| read(kind, row),
        ),
    }
}

/// Which of the two columns of an exception is filled.
fn columns(kind: Kind, id: RowId) -> (Option<RowId>, Option<RowId>) {
    match kind {
        Kind::Meeting => (Some(id), None),
        Kind::Event => (None, Some(id)),
    }
}

/// Calls one occurrence off that was on.
pub fn call_off(tx: &mut Tx<'_>, row: RowId, (kind, id): (Kind, RowId), stamp: Stamp) -> Result<(), Error> {
    let (meeting, event) = columns(kind, id);
    tx.execute(
        "INSERT INTO callings_off (id, meeting_id, event_id, called_off_at, called_off_by) VALUES ($1, $2, $3, $4, $5)",
        params![row, meeting, event, stamp.at, stamp.by],
    )?;
    Ok(())
}

/// Puts it back on; whether it was off.
pub fn put_back(tx: &mut Tx<'_>, (kind, id): (Kind, RowId), stamp: Stamp) -> Result<bool, Error> {
    let (meeting, event) = columns(kind, id);
    let changed = tx.execute(
        "UPDATE callings_off SET withdrawn_at = $3, withdrawn_by = $4
         WHERE withdrawn_at IS NULL AND (meeting_id = CAST($1 AS TEXT) OR event_id = CAST($2 AS TEXT))",
        params![meeting, event, stamp.at, stamp.by],
    )?;
    Ok(changed > 0)
}

/// Moves one occurrence from one instant to another; false when the group meets then already.
pub fn shift(
    tx: &mut Tx<'_>,
    row: RowId,
    (kind, id): (Kind, RowId),
    (from, to): (Timestamp, Timestamp),
    stamp: Stamp,
) -> Result<bool, Error> {
    let (meeting, event) = columns(kind, id);
    let changed = match kind {
        Kind::Meeting => tx.execute(
            "UPDATE group_meetings SET starts_at = $2 WHERE id = $1 AND NOT EXISTS (
                SELECT 1 FROM group_meetings o WHERE o.group_id = group_meetings.group_id AND o.starts_at = $2)",
            params![id, to],
        )?,
        Kind::Event => {
            tx.execute("UPDATE events SET starts_at = $2 WHERE id = $1", params![id, to])?
        }
    };
    if changed == 0 {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO moves (id, meeting_id, event_id, from_at, to_at, moved_at, moved_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![row, meeting, event, from, to, stamp.at, stamp.by],
    )?;
    Ok(true)
}
