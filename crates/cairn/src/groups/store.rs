//! Every statement on groups, meetings and attendance.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::Group;
use super::group::NewGroup;
use crate::access::{Role, Seat};
use crate::ids::{GroupId, MeetingId, ParticipantId, PersonId};
use crate::people::names::{Search, sort_by_name};
use crate::web::PageRequest;

fn read_group(row: &Row<'_>) -> Result<Group, Error> {
    Ok(Group {
        id: row.get("id")?,
        name: row.get("name")?,
        model: row.get("model")?,
        site: row.get("site")?,
        leader: row.get("leader")?,
        co_leader: row.get("co_leader")?,
        rhythm: row.get("rhythm")?,
        size_limit: row.get("size_limit")?,
    })
}

/// Whether the seat sees every group, not only those led.
fn sees_all(seat: &Seat) -> i64 {
    i64::from(seat.role() == Role::Coordinator)
}

/// The groups this seat may see, by name.
pub fn list(tx: &mut Tx<'_>, seat: &Seat, page: PageRequest) -> Result<Vec<Group>, Error> {
    tx.all(
        "SELECT g.id, g.name, g.model, s.name AS site, l.name AS leader, c.name AS co_leader, g.rhythm, g.size_limit
         FROM support_groups g
         JOIN people l ON l.id = g.leader_id
         LEFT JOIN people c ON c.id = g.co_leader_id
         LEFT JOIN sites s ON s.id = g.site_id
         WHERE CAST($1 AS BIGINT) = 1 OR g.leader_id = $2 OR g.co_leader_id = $2
         ORDER BY g.name, g.id LIMIT $3 OFFSET $4",
        params![sees_all(seat), seat.person(), page.limit(), page.offset()],
        read_group,
    )
}

pub fn find(tx: &mut Tx<'_>, seat: &Seat, id: GroupId) -> Result<Option<Group>, Error> {
    tx.maybe(
        "SELECT g.id, g.name, g.model, s.name AS site, l.name AS leader, c.name AS co_leader, g.rhythm, g.size_limit
         FROM support_groups g
         JOIN people l ON l.id = g.leader_id
         LEFT JOIN people c ON c.id = g.co_leader_id
         LEFT JOIN sites s ON s.id = g.site_id
         WHERE g.id = $3 AND (CAST($1 AS BIGINT) = 1 OR g.leader_id = $2 OR g.co_leader_id = $2)",
        params![sees_all(seat), seat.person(), id],
        read_group,
    )
}

pub fn add(tx: &mut Tx<'_>, seat: &Seat, new: &NewGroup, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO support_groups (id, name, model, site_id, leader_id, co_leader_id, rhythm, size_limit, begun_at,
            begun_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            new.id,
            &new.name,
            &new.model,
            new.site,
            new.leader,
            new.co_leader,
            &new.rhythm,
            new.size_limit,
            now,
            seat.person()
        ],
    )?;
    Ok(())
}

/// A meeting and how many were there.
pub struct Meeting {
    pub id: MeetingId,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub topic: Option<String>,
    pub present: i64,
}

fn read_meeting(row: &Row<'_>) -> Result<Meeting, Error> {
    Ok(Meeting {
        id: row.get("id")?,
        starts_at: row.get("starts_at")?,
        minutes: row.get("minutes")?,
        topic: row.get("topic")?,
        present: row.get("present")?,
    })
}

/// A group's meetings, the latest first. The group was found through the seat.
pub fn meetings(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    group: &Group,
    page: PageRequest,
) -> Result<Vec<Meeting>, Error> {
    tx.all(
        "SELECT m.id, m.starts_at, m.minutes, m.topic,
                (SELECT COUNT(*) FROM attendances a WHERE a.meeting_id = m.id AND a.minutes > 0) AS present
         FROM group_meetings m WHERE m.group_id = $1
         ORDER BY m.starts_at DESC, m.id LIMIT $2 OFFSET $3",
        params![group.id, page.limit(), page.offset()],
        read_meeting,
    )
}

pub fn meeting(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    group: &Group,
    id: MeetingId,
) -> Result<Option<Meeting>, Error> {
    tx.maybe(
        "SELECT m.id, m.starts_at, m.minutes, m.topic,
                (SELECT COUNT(*) FROM attendances a WHERE a.meeting_id = m.id AND a.minutes > 0) AS present
         FROM group_meetings m WHERE m.group_id = $1 AND m.id = $2",
        params![group.id, id],
        read_meeting,
    )
}

pub struct NewMeeting {
    pub id: MeetingId,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub topic: Option<String>,
}

/// Adds a meeting; whether there was none at that time yet.
pub fn add_meeting(
    tx: &mut Tx<'_>,
    seat: &Seat,
    group: &Group,
    new: &NewMeeting,
    now: Timestamp,
) -> Result<bool, Error> {
    let added = tx.execute(
        "INSERT INTO group_meetings (id, group_id, starts_at, minutes, topic, scheduled_at, scheduled_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (group_id, starts_at) DO NOTHING",
        params![
            new.id,
            group.id,
            new.starts_at,
            new.minutes,
            tx.seal_some(group.id, new.topic.as_deref())?,
            now,
            seat.person()
        ],
    )?;
    Ok(added > 0)
}

/// Somebody who was there, or may be written down as there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    pub person: PersonId,
    pub name: String,
    /// None for family members.
    pub participant: Option<ParticipantId>,
    /// At this meeting; 0 when not there.
    pub minutes: i64,
}

fn read_attendee(row: &Row<'_>) -> Result<Attendee, Error> {
    Ok(Attendee {
        person: row.get("id")?,
        name: row.get("name")?,
        participant: row.get("participant_id")?,
        minutes: row.get("minutes")?,
    })
}

/// Everybody who was at this or another meeting of the group, by name.
pub fn regulars(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    group: &Group,
    meeting: MeetingId,
) -> Result<Vec<Attendee>, Error> {
    let mut regulars = tx.all(
        "SELECT w.id, COALESCE(w.goes_by, w.name) AS name, p.id AS participant_id, COALESCE(h.minutes, 0) AS minutes
         FROM people w
         LEFT JOIN participants p ON p.person_id = w.id
         LEFT JOIN attendances h ON h.person_id = w.id AND h.meeting_id = $2
         WHERE w.id IN (SELECT a.person_id FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id
                        WHERE m.group_id = $1)",
        params![group.id, meeting],
        read_attendee,
    )?;
    sort_by_name(&mut regulars, |attendee| (&attendee.name, attendee.person));
    Ok(regulars)
}

/// How many people a search lists.
const FOUND: usize = 20;

/// People who could be there, by name: enrolled participants, or family members for a family group. A coordinator finds
/// them by a part of the name. Who leads finds so only those whom they support or who came to a group they lead; somebody
/// new is found by the full name as they say it, so that nobody reads through the program's people letter by letter.
pub fn search(
    tx: &mut Tx<'_>,
    seat: &Seat,
    group: &Group,
    meeting: MeetingId,
    name: &str,
) -> Result<Vec<Attendee>, Error> {
    macro_rules! candidates {
        ($participant:literal, $rest:literal) => {
            concat!(
                "SELECT w.id, w.name AS full_name, COALESCE(w.goes_by, w.name) AS name, ",
                $participant,
                " AS participant_id, COALESCE(h.minutes, 0) AS minutes,
                    CASE WHEN w.id IN (SELECT a.person_id FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id
                            JOIN support_groups g ON g.id = m.group_id
                            WHERE a.minutes > 0 AND (g.leader_id = $2 OR g.co_leader_id = $2))
                        OR w.id IN (SELECT x.person_id FROM matches m JOIN participants x ON x.id = m.participant_id
                            JOIN peer_supporters s ON s.id = m.supporter_id LEFT JOIN endings e ON e.match_id = m.id
                            WHERE e.match_id IS NULL AND (s.person_id = $2 OR s.supervisor_id = $2))
                        THEN 1 ELSE 0 END AS known
                 FROM people w LEFT JOIN attendances h ON h.person_id = w.id AND h.meeting_id = $1 ",
                $rest
            )
        };
    }
    let sql = if group.is_for_families() {
        candidates!("CAST(NULL AS TEXT)", "WHERE w.id IN (SELECT f.person_id FROM family_members f)")
    } else {
        candidates!(
            "p.id",
            "JOIN participants p ON p.person_id = w.id
             WHERE EXISTS (SELECT 1 FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id
                           WHERE e.participant_id = p.id AND d.enrollment_id IS NULL)"
        )
    };
    let (search, wanted) = (Search::new(name), name.trim().to_lowercase());
    let all = sees_all(seat) == 1;
    let candidates = tx.all(sql, params![meeting, seat.person()], |row| {
        let full: String = row.get("full_name")?;
        let attendee = read_attendee(row)?;
        let by_part = all || row.get::<bool>("known")?;
        let part = search.finds(&full) || search.finds(&attendee.name);
        Ok((full.to_lowercase() == wanted || (by_part && part)).then_some(attendee))
    })?;
    let mut found: Vec<Attendee> = candidates.into_iter().flatten().collect();
    sort_by_name(&mut found, |attendee| (&attendee.name, attendee.person));
    found.truncate(FOUND);
    Ok(found)
}

/// One person as somebody who could be at a meeting of this group; none for anybody else.
pub fn could_attend(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    group: &Group,
    meeting: MeetingId,
    person: PersonId,
) -> Result<Option<Attendee>, Error> {
    let sql = if group.is_for_families() {
        "SELECT w.id, w.name, CAST(NULL AS TEXT) AS participant_id, COALESCE(h.minutes, 0) AS minutes
         FROM people w
         LEFT JOIN attendances h ON h.person_id = w.id AND h.meeting_id = $1
         WHERE w.id = $2 AND w.id IN (SELECT f.person_id FROM family_members f)"
    } else {
        "SELECT w.id, w.name, p.id AS participant_id, COALESCE(h.minutes, 0) AS minutes
         FROM people w JOIN participants p ON p.person_id = w.id
         LEFT JOIN attendances h ON h.person_id = w.id AND h.meeting_id = $1
         WHERE w.id = $2 AND EXISTS (SELECT 1 FROM enrollments e WHERE e.participant_id = p.id)"
    };
    tx.maybe(sql, params![meeting, person], read_attendee)
}

/// Writes down how long somebody was there; 0 takes a mistake back.
pub fn attend(
    tx: &mut Tx<'_>,
    seat: &Seat,
    meeting: MeetingId,
    (person, minutes): (PersonId, i64),
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO attendances (meeting_id, person_id, minutes, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (meeting_id, person_id) DO UPDATE SET minutes = excluded.minutes,
            recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by",
        params![meeting, person, minutes, now, seat.person()],
    )?;
    Ok(())
}
