//! Statements on who was there, and who could be.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::super::{Group, Source};
use super::sees_all;
use crate::access::Seat;
use crate::ids::{MeetingId, ParticipantId, PersonId};
use crate::people::names::{Search, sort_by_name};

/// Somebody who was there, or may be written down as there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    pub person: PersonId,
    pub name: String,
    /// None for family members.
    pub participant: Option<ParticipantId>,
    /// At this meeting; 0 when not there.
    pub minutes: i64,
    /// Belongs to the group now.
    pub member: bool,
    /// How and when they were written down, where they did it themself and the host has not looked at it yet.
    pub unconfirmed: Option<(Source, Timestamp)>,
}

fn read_attendee(row: &Row<'_>) -> Result<Attendee, Error> {
    let person: PersonId = row.get("id")?;
    let at: Option<Timestamp> = row.get("arrived_at")?;
    let source: Option<String> = row.get("source")?;
    let own = row.get::<Option<PersonId>>("recorded_by")? == Some(person);
    Ok(Attendee {
        person,
        unconfirmed: source.zip(at).filter(|_| own).map(|(source, at)| (Source::from_code(&source), at)),
        name: row.get("name")?,
        participant: row.get("participant_id")?,
        minutes: row.get("minutes")?,
        member: row.get("member")?,
    })
}

/// Whether `w` belongs to the group with this number among the parameters.
macro_rules! belongs {
    ($group:literal) => {
        concat!(
            "CASE WHEN w.id IN (SELECT b.person_id FROM group_memberships b
                LEFT JOIN group_leavings v ON v.membership_id = b.id
                WHERE b.group_id = ",
            $group,
            " AND v.membership_id IS NULL) THEN 1 ELSE 0 END"
        )
    };
}

/// Everybody who belongs to the group or was at this or another meeting of it, by name.
pub fn regulars(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    group: &Group,
    meeting: MeetingId,
) -> Result<Vec<Attendee>, Error> {
    let mut regulars = tx.all(
        concat!(
            "SELECT w.id, COALESCE(w.goes_by, w.name) AS name, p.id AS participant_id,
                COALESCE(h.minutes, 0) AS minutes, h.source, h.arrived_at, h.recorded_by, ",
            belongs!("$1"),
            " AS member
             FROM people w
             LEFT JOIN participants p ON p.person_id = w.id
             LEFT JOIN attendances h ON h.person_id = w.id AND h.meeting_id = $2
             WHERE w.id IN (SELECT a.person_id FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id
                            WHERE m.group_id = $1
                            UNION SELECT b.person_id FROM group_memberships b
                            LEFT JOIN group_leavings v ON v.membership_id = b.id
                            WHERE b.group_id = $1 AND v.membership_id IS NULL)"
        ),
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
    meeting: Option<MeetingId>,
    name: &str,
) -> Result<Vec<Attendee>, Error> {
    macro_rules! candidates {
        ($participant:literal, $rest:literal) => {
            concat!(
                "SELECT w.id, w.name AS full_name, COALESCE(w.goes_by, w.name) AS name, ",
                $participant,
                " AS participant_id, COALESCE(h.minutes, 0) AS minutes, h.source, h.arrived_at, h.recorded_by,
                    CASE WHEN w.id IN (SELECT a.person_id FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id
                            JOIN support_groups g ON g.id = m.group_id
                            WHERE a.minutes > 0 AND (g.leader_id = $2 OR EXISTS (SELECT 1 FROM group_co_leaders c
                                LEFT JOIN group_co_leader_endings x ON x.co_leader_id = c.id
                                WHERE c.group_id = g.id AND c.person_id = $2 AND x.co_leader_id IS NULL)))
                        OR w.id IN (SELECT x.person_id FROM matches m JOIN participants x ON x.id = m.participant_id
                            JOIN peer_supporters s ON s.id = m.supporter_id LEFT JOIN endings e ON e.match_id = m.id
                            WHERE e.match_id IS NULL AND (s.person_id = $2 OR s.supervisor_id = $2))
                        THEN 1 ELSE 0 END AS known, ",
                belongs!("$3"),
                " AS member
                 FROM people w LEFT JOIN attendances h ON h.person_id = w.id AND h.meeting_id = CAST($1 AS TEXT) ",
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
    let candidates = tx.all(sql, params![meeting, seat.person(), group.id], |row| {
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
    meeting: Option<MeetingId>,
    person: PersonId,
) -> Result<Option<Attendee>, Error> {
    candidate(tx, group, meeting, person)
}

/// The same without a seat: for the person themself, by phone or at a kiosk.
pub fn candidate(
    tx: &mut Tx<'_>,
    group: &Group,
    meeting: Option<MeetingId>,
    person: PersonId,
) -> Result<Option<Attendee>, Error> {
    let sql = if group.is_for_families() {
        concat!(
            "SELECT w.id, COALESCE(w.goes_by, w.name) AS name, CAST(NULL AS TEXT) AS participant_id,
                COALESCE(h.minutes, 0) AS minutes, h.source, h.arrived_at, h.recorded_by, ",
            belongs!("$3"),
            " AS member FROM people w
             LEFT JOIN attendances h ON h.person_id = w.id AND h.meeting_id = CAST($1 AS TEXT)
             WHERE w.id = $2 AND w.id IN (SELECT f.person_id FROM family_members f)"
        )
    } else {
        concat!(
            "SELECT w.id, COALESCE(w.goes_by, w.name) AS name, p.id AS participant_id,
                COALESCE(h.minutes, 0) AS minutes, h.source, h.arrived_at, h.recorded_by, ",
            belongs!("$3"),
            " AS member FROM people w JOIN participants p ON p.person_id = w.id
             LEFT JOIN attendances h ON h.person_id = w.id AND h.meeting_id = CAST($1 AS TEXT)
             WHERE w.id = $2 AND EXISTS (SELECT 1 FROM enrollments e WHERE e.participant_id = p.id)"
        )
    };
    tx.maybe(sql, params![meeting, person, group.id], read_attendee)
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
