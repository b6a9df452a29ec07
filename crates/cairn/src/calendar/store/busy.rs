//! Statements on when people and rooms are taken.

use cairn_db::{Error, Row, Tx, params};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::families::met_member;
use crate::ids::{FamilyId, PersonId, RoomId, SeriesId};

/// Nothing lasts longer: what began before that is over.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(12);

/// A time that is taken, and by what kind of thing.
#[derive(Debug, Clone)]
pub struct Taken {
    pub id: Uuid,
    pub series: Option<SeriesId>,
    pub from: Timestamp,
    pub to: Timestamp,
    pub what: String,
}

fn read(row: &Row<'_>) -> Result<Taken, Error> {
    let from: Timestamp = row.get("starts_at")?;
    let length = SignedDuration::from_mins(row.get("minutes")?);
    Ok(Taken {
        id: row.get("id")?,
        series: row.get("series_id")?,
        from,
        to: from.checked_add(length).unwrap_or(from),
        what: row.get("what")?,
    })
}

/// Somebody who works here: what they go by, and their times in order.
pub fn of_person(
    tx: &mut Tx<'_>,
    person: PersonId,
    (from, to): (Timestamp, Timestamp),
) -> Result<(String, Vec<Taken>), Error> {
    let name =
        tx.one("SELECT COALESCE(goes_by, name) AS name FROM people WHERE id = $1", params![person], |row| {
            row.get("name")
        })?;
    let taken = tx.all(
        "SELECT s.id, s.series_id, s.starts_at, s.planned_minutes AS minutes, 'session' AS what
         FROM sessions s JOIN peer_supporters k ON k.id = s.supporter_id
         LEFT JOIN cancellations c ON c.session_id = s.id
         WHERE k.person_id = $1 AND c.session_id IS NULL AND s.starts_at >= $2 AND s.starts_at < $3
         UNION ALL
         SELECT m.id, m.series_id, m.starts_at, m.minutes, 'group' AS what
         FROM group_meetings m JOIN support_groups g ON g.id = m.group_id
         LEFT JOIN callings_off o ON o.meeting_id = m.id AND o.withdrawn_at IS NULL
         WHERE (g.leader_id = $1 OR EXISTS (SELECT 1 FROM group_co_leaders y LEFT JOIN group_co_leader_endings z ON z.co_leader_id = y.id
                WHERE y.group_id = g.id AND y.person_id = $1 AND z.co_leader_id IS NULL)) AND o.id IS NULL AND m.starts_at >= $2 AND m.starts_at < $3
         UNION ALL
         SELECT e.id, e.series_id, e.starts_at, e.minutes, 'event' AS what
         FROM events e LEFT JOIN callings_off o ON o.event_id = e.id AND o.withdrawn_at IS NULL
         WHERE (e.leader_id = $1 OR e.with_id = $1) AND o.id IS NULL AND e.starts_at >= $2 AND e.starts_at < $3
         UNION ALL
         SELECT f.id, f.series_id, f.starts_at, f.minutes, 'family' AS what
         FROM family_meetings f JOIN peer_supporters k ON k.id = f.supporter_id
         LEFT JOIN family_cancellations c ON c.meeting_id = f.id
         WHERE k.person_id = $1 AND c.meeting_id IS NULL AND f.starts_at >= $2 AND f.starts_at < $3
         ORDER BY 3, 1",
        params![person, from - LONGEST, to],
        read,
    )?;
    Ok((name, taken))
}

/// A room: its name, and its times in order.
pub fn of_room(
    tx: &mut Tx<'_>,
    room: RoomId,
    (from, to): (Timestamp, Timestamp),
) -> Result<(String, Vec<Taken>), Error> {
    let name = tx.one("SELECT name FROM rooms WHERE id = $1", params![room], |row| row.get("name"))?;
    let taken = tx.all(
        "SELECT s.id, s.series_id, s.starts_at, s.planned_minutes AS minutes, 'session' AS what
         FROM sessions s LEFT JOIN cancellations c ON c.session_id = s.id
         WHERE s.room_id = $1 AND c.session_id IS NULL AND s.starts_at >= $2 AND s.starts_at < $3
         UNION ALL
         SELECT m.id, m.series_id, m.starts_at, m.minutes, 'group' AS what
         FROM group_meetings m LEFT JOIN callings_off o ON o.meeting_id = m.id AND o.withdrawn_at IS NULL
         WHERE m.room_id = $1 AND o.id IS NULL AND m.starts_at >= $2 AND m.starts_at < $3
         UNION ALL
         SELECT e.id, e.series_id, e.starts_at, e.minutes, 'event' AS what
         FROM events e LEFT JOIN callings_off o ON o.event_id = e.id AND o.withdrawn_at IS NULL
         WHERE e.room_id = $1 AND o.id IS NULL AND e.starts_at >= $2 AND e.starts_at < $3
         UNION ALL
         SELECT f.id, f.series_id, f.starts_at, f.minutes, 'family' AS what
         FROM family_meetings f LEFT JOIN family_cancellations c ON c.meeting_id = f.id
         WHERE f.room_id = $1 AND c.meeting_id IS NULL AND f.starts_at >= $2 AND f.starts_at < $3
         ORDER BY 3, 1",
        params![room, from - LONGEST, to],
        read,
    )?;
    Ok((name, taken))
}

/// A participant's times in order: sessions, and with `groups` the meetings of groups they belong to or came to within eight
/// weeks.
pub fn of_participant(
    tx: &mut Tx<'_>,
    person: PersonId,
    groups: bool,
    (from, to): (Timestamp, Timestamp),
) -> Result<Vec<Taken>, Error> {
    tx.all(
        "SELECT s.id, s.series_id, s.starts_at, s.planned_minutes AS minutes, 'session' AS what
         FROM sessions s JOIN participants p ON p.id = s.participant_id
         LEFT JOIN cancellations c ON c.session_id = s.id
         WHERE p.person_id = $1 AND c.session_id IS NULL AND s.starts_at >= $2 AND s.starts_at < $3
         UNION ALL
         SELECT m.id, m.series_id, m.starts_at, m.minutes, 'group' AS what
         FROM group_meetings m LEFT JOIN callings_off o ON o.meeting_id = m.id AND o.withdrawn_at IS NULL
         WHERE CAST($4 AS BIGINT) = 1 AND o.id IS NULL AND m.starts_at >= $2 AND m.starts_at < $3
           AND (EXISTS (SELECT 1 FROM attendances a JOIN group_meetings n ON n.id = a.meeting_id
                WHERE n.group_id = m.group_id AND a.person_id = $1 AND a.minutes > 0
                  AND n.starts_at >= m.starts_at - 4838400000)
             OR EXISTS (SELECT 1 FROM group_memberships b LEFT JOIN group_leavings l ON l.membership_id = b.id
                WHERE b.group_id = m.group_id AND b.person_id = $1 AND l.membership_id IS NULL))
         ORDER BY 3, 1",
        params![person, from - LONGEST, to, i64::from(groups)],
        read,
    )
}

/// A family's meetings in order; with a member of it only those that are theirs.
pub fn of_family(
    tx: &mut Tx<'_>,
    (family, member): (FamilyId, Option<PersonId>),
    (from, to): (Timestamp, Timestamp),
) -> Result<Vec<Taken>, Error> {
    tx.all(
        concat!(
            "SELECT m.id, m.series_id, m.starts_at, m.minutes, 'family' AS what
             FROM family_meetings m LEFT JOIN family_cancellations c ON c.meeting_id = m.id
             WHERE (m.family_id = $1 OR m.other_family_id = $1) AND c.meeting_id IS NULL
               AND m.starts_at >= $2 AND m.starts_at < $3
               AND (CAST($4 AS TEXT) IS NULL OR EXISTS (
                    SELECT 1 FROM family_members f WHERE f.person_id = CAST($4 AS TEXT) AND ",
            met_member!(),
            "))
             ORDER BY 3, 1"
        ),
        params![family, from - LONGEST, to, member],
        read,
    )
}
