//! Statements that fill the calendar: one a kind, each for whoever may know of these rows. No statement counts what it does
//! not return.

use cairn_db::{Error, Tx, Value, params};
use jiff::Timestamp;

use crate::access::coordinated_since;
use crate::calendar::entry::{Asked, Entry, Names};
use crate::calendar::eye::Eye;
use crate::families::met_member;

/// From when to before when, the first rows to leave out, and the most to return.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    pub from: Timestamp,
    pub to: Timestamp,
    pub offset: i64,
    pub limit: i64,
}

/// $1 from, $2 to, $3 the viewer, $4 site, $5 room, $6 person, $7 limit, $8 offset, $9 an instant of the statement's own.
fn values(eye: &Eye, asked: &Asked, window: Window, own: Timestamp) -> Vec<Value> {
    params![
        window.from,
        window.to,
        eye.person(),
        asked.site,
        asked.room,
        asked.person,
        window.limit,
        window.offset,
        own
    ]
    .to_vec()
}

macro_rules! sessions {
    ($scope:literal) => {
        concat!(
            "SELECT s.id, s.starts_at, s.planned_minutes AS minutes, s.mode, c.kind AS off, r.name AS room,
                COALESCE(pp.goes_by, pp.name) AS participant, COALESCE(sp.goes_by, sp.name) AS supporter
             FROM sessions s
             JOIN participants p ON p.id = s.participant_id JOIN people pp ON pp.id = p.person_id
             JOIN peer_supporters k ON k.id = s.supporter_id JOIN people sp ON sp.id = k.person_id
             LEFT JOIN cancellations c ON c.session_id = s.id
             LEFT JOIN rooms r ON r.id = s.room_id
             WHERE s.starts_at >= $1 AND s.starts_at < $2 AND COALESCE(c.kind, '') <> 'rescheduled'
               AND (CAST($4 AS TEXT) IS NULL OR COALESCE(r.site_id, k.site_id) = CAST($4 AS TEXT))
               AND (CAST($5 AS TEXT) IS NULL OR s.room_id = CAST($5 AS TEXT))
               AND (CAST($6 AS TEXT) IS NULL OR k.person_id = CAST($6 AS TEXT)) AND ",
            $scope,
            " ORDER BY s.starts_at, s.id LIMIT $7 OFFSET $8"
        )
    };
}

/// Whose session it is to the viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Participant,
    Supporter,
    All,
}

fn sessions(
    tx: &mut Tx<'_>,
    eye: &Eye,
    (asked, window, now): (&Asked, Window, Timestamp),
    side: Side,
) -> Result<Vec<Entry>, Error> {
    let sql = match side {
        Side::Participant => sessions!("p.person_id = $3 AND CAST($9 AS BIGINT) IS NOT NULL"),
        Side::Supporter => sessions!(
            "k.person_id = $3 AND CAST($9 AS BIGINT) IS NOT NULL
             AND EXISTS (SELECT 1 FROM matches m LEFT JOIN endings e ON e.match_id = m.id
                WHERE m.participant_id = s.participant_id AND m.supporter_id = s.supporter_id AND e.match_id IS NULL)"
        ),
        // Whom a coordinator reaches (decision 19).
        Side::All => sessions!(
            "CAST($3 AS TEXT) IS NOT NULL
             AND (NOT EXISTS (SELECT 1 FROM enrollments e WHERE e.participant_id = p.id)
                OR EXISTS (SELECT 1 FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id
                    WHERE e.participant_id = p.id AND (d.enrollment_id IS NULL OR d.discharged_at >= $9)))"
        ),
    };
    tx.all(sql, &values(eye, asked, window, coordinated_since(now)), |row| {
        let (participant, supporter) = (row.get("participant")?, row.get("supporter")?);
        let id: uuid::Uuid = row.get("id")?;
        Ok(Entry {
            kind: "session",
            what: row.get("mode")?,
            names: match side {
                Side::Participant => Names::With(supporter),
                Side::Supporter => Names::With(participant),
                Side::All => Names::Both(participant, supporter),
            },
            starts_at: row.get("starts_at")?,
            minutes: row.get("minutes")?,
            room: row.get("room")?,
            off: row.get::<Option<String>>("off")?.is_some(),
            href: Some(["/sessions/", &id.to_string()].concat()),
            id,
        })
    })
}

macro_rules! meetings {
    ($scope:literal) => {
        concat!(
            "SELECT m.id, m.starts_at, m.minutes, g.name AS title, g.model AS what, r.name AS room, g.id AS group_id,
                o.id AS off
             FROM group_meetings m JOIN support_groups g ON g.id = m.group_id
             LEFT JOIN rooms r ON r.id = m.room_id
             LEFT JOIN callings_off o ON o.meeting_id = m.id AND o.withdrawn_at IS NULL
             WHERE m.starts_at >= $1 AND m.starts_at < $2 AND CAST($9 AS BIGINT) IS NOT NULL
               AND (CAST($4 AS TEXT) IS NULL OR COALESCE(r.site_id, g.site_id) = CAST($4 AS TEXT))
               AND (CAST($5 AS TEXT) IS NULL OR m.room_id = CAST($5 AS TEXT))
               AND (CAST($6 AS TEXT) IS NULL OR g.leader_id = CAST($6 AS TEXT) OR EXISTS (SELECT 1 FROM group_co_leaders y LEFT JOIN group_co_leader_endings z ON z.co_leader_id = y.id
                WHERE y.group_id = g.id AND y.person_id = CAST($6 AS TEXT) AND z.co_leader_id IS NULL))
               AND ",
            $scope,
            " ORDER BY m.starts_at, m.id LIMIT $7 OFFSET $8"
        )
    };
}

/// Meetings of groups: all, or those that the viewer leads or came to within eight weeks before, or belongs to.
fn meetings(
    tx: &mut Tx<'_>,
    eye: &Eye,
    (asked, window, now): (&Asked, Window, Timestamp),
) -> Result<Vec<Entry>, Error> {
    let sql = if eye.sees_all() {
        meetings!("CAST($3 AS TEXT) IS NOT NULL")
    } else {
        meetings!(
            "(g.leader_id = $3 OR EXISTS (SELECT 1 FROM group_co_leaders y LEFT JOIN group_co_leader_endings z ON z.co_leader_id = y.id
                WHERE y.group_id = g.id AND y.person_id = $3 AND z.co_leader_id IS NULL) OR EXISTS (SELECT 1 FROM group_memberships b LEFT JOIN group_leavings l ON l.membership_id = b.id
                WHERE b.group_id = m.group_id AND b.person_id = $3 AND l.membership_id IS NULL)
                OR EXISTS (
                SELECT 1 FROM attendances a JOIN group_meetings n ON n.id = a.meeting_id
                WHERE n.group_id = m.group_id AND a.person_id = $3 AND a.minutes > 0
                  AND n.starts_at >= m.starts_at - 4838400000))"
        )
    };
    tx.all(sql, &values(eye, asked, window, now), |row| {
        let id: uuid::Uuid = row.get("id")?;
        Ok(Entry {
            kind: "group",
            what: row.get("what")?,
            names: Names::Title(row.get("title")?),
            starts_at: row.get("starts_at")?,
            minutes: row.get("minutes")?,
            room: row.get("room")?,
            off: row.get::<Option<uuid::Uuid>>("off")?.is_some(),
            href: Some(["/calendar/meetings/", &id.to_string()].concat()),
            id,
        })
    })
}

macro_rules! events {
    ($scope:literal) => {
        concat!(
            "SELECT e.id, e.starts_at, e.minutes, e.title, e.kind AS what, r.name AS room, o.id AS off
             FROM events e LEFT JOIN rooms r ON r.id = e.room_id
             LEFT JOIN callings_off o ON o.event_id = e.id AND o.withdrawn_at IS NULL
             WHERE e.starts_at >= $1 AND e.starts_at < $2 AND CAST($9 AS BIGINT) IS NOT NULL
               AND (CAST($4 AS TEXT) IS NULL OR COALESCE(r.site_id, e.site_id) = CAST($4 AS TEXT))
               AND (CAST($5 AS TEXT) IS NULL OR e.room_id = CAST($5 AS TEXT))
               AND (CAST($6 AS TEXT) IS NULL OR e.leader_id = CAST($6 AS TEXT) OR e.with_id = CAST($6 AS TEXT))
               AND ",
            $scope,
            " ORDER BY e.starts_at, e.id LIMIT $7 OFFSET $8"
        )
    };
}

fn events(
    tx: &mut Tx<'_>,
    eye: &Eye,
    (asked, window, now): (&Asked, Window, Timestamp),
) -> Result<Vec<Entry>, Error> {
    let sql = match (eye.sees_all(), eye.works_here()) {
        (true, _) => events!("CAST($3 AS TEXT) IS NOT NULL"),
        (false, true) => {
            events!(
                "(e.leader_id = $3 OR e.with_id = $3 OR e.kind IN ('drop_in', 'class', 'staff_meeting', 'other'))"
            )
        }
        (false, false) => events!("(e.leader_id = $3 OR e.with_id = $3 OR e.kind IN ('drop_in', 'class'))"),
    };
    tx.all(sql, &values(eye, asked, window, now), |row| {
        let id: uuid::Uuid = row.get("id")?;
        Ok(Entry {
            kind: "event",
            what: row.get("what")?,
            names: Names::Title(row.get("title")?),
            starts_at: row.get("starts_at")?,
            minutes: row.get("minutes")?,
            room: row.get("room")?,
            off: row.get::<Option<uuid::Uuid>>("off")?.is_some(),
            href: Some(["/calendar/events/", &id.to_string()].concat()),
            id,
        })
    })
}

macro_rules! families {
    ($($scope:tt)+) => {
        concat!(
            "SELECT m.id, m.starts_at, m.minutes, m.model AS what, f.name AS family,
                COALESCE(w.goes_by, w.name) AS supporter, r.name AS room, c.kind AS off
             FROM family_meetings m JOIN families f ON f.id = m.family_id
             LEFT JOIN peer_supporters k ON k.id = m.supporter_id LEFT JOIN people w ON w.id = k.person_id
             LEFT JOIN rooms r ON r.id = m.room_id
             LEFT JOIN family_cancellations c ON c.meeting_id = m.id
             WHERE m.starts_at >= $1 AND m.starts_at < $2 AND CAST($9 AS BIGINT) IS NOT NULL
               AND (CAST($4 AS TEXT) IS NULL OR COALESCE(r.site_id, k.site_id) = CAST($4 AS TEXT))
               AND (CAST($5 AS TEXT) IS NULL OR m.room_id = CAST($5 AS TEXT))
               AND (CAST($6 AS TEXT) IS NULL OR k.person_id = CAST($6 AS TEXT)) AND ",
            $($scope)+,
            " ORDER BY m.starts_at, m.id LIMIT $7 OFFSET $8"
        )
    };
}

fn families(
    tx: &mut Tx<'_>,
    eye: &Eye,
    (asked, window, now): (&Asked, Window, Timestamp),
    own: bool,
) -> Result<Vec<Entry>, Error> {
    let sql = match (own, eye.sees_all()) {
        (true, _) => families!(
            "EXISTS (SELECT 1 FROM family_members f WHERE f.person_id = $3 AND ",
            met_member!(),
            ")"
        ),
        (false, true) => families!("CAST($3 AS TEXT) IS NOT NULL"),
        (false, false) => families!("k.person_id = $3"),
    };
    tx.all(sql, &values(eye, asked, window, now), |row| {
        let id: uuid::Uuid = row.get("id")?;
        Ok(Entry {
            kind: "family",
            what: row.get("what")?,
            // A family reads with whom they met, never what the other family is called.
            names: if own {
                row.get::<Option<String>>("supporter")?.map_or(Names::None, Names::With)
            } else {
                Names::Title(row.get("family")?)
            },
            starts_at: row.get("starts_at")?,
            minutes: row.get("minutes")?,
            room: row.get("room")?,
            off: row.get::<Option<String>>("off")?.is_some(),
            href: Some(["/family-meetings/", &id.to_string()].concat()),
            id,
        })
    })
}

/// What the viewer may know of in the window, in order; one more than fits tells that there is more.
pub fn list(
    tx: &mut Tx<'_>,
    eye: &Eye,
    asked: &Asked,
    window: Window,
    now: Timestamp,
) -> Result<Vec<Entry>, Error> {
    // The page is cut after the kinds are merged.
    let wide = Window { offset: 0, limit: window.offset + window.limit, ..window };
    let look = (asked, wide, now);
    let mut found: Vec<Entry> = Vec::new();
    if asked.wants("session") {
        if eye.sees_all() {
            found.extend(sessions(tx, eye, look, Side::All)?);
        } else if eye.works_here() {
            found.extend(sessions(tx, eye, look, Side::Supporter)?);
        }
        found.extend(sessions(tx, eye, look, Side::Participant)?);
    }
    if asked.wants("group") {
        found.extend(meetings(tx, eye, look)?);
    }
    if asked.wants("family") {
        if eye.works_here() {
            found.extend(families(tx, eye, look, false)?);
        }
        found.extend(families(tx, eye, look, true)?);
    }
    if asked.wants("event") {
        found.extend(events(tx, eye, look)?);
    }
    found.sort_by_key(|entry| (entry.starts_at, entry.id));
    found.dedup_by_key(|entry| entry.id);
    Ok(found.into_iter().skip(window.offset as usize).take(window.limit as usize).collect())
}
