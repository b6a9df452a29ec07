//! Statements on who belongs to a group and who waits for a place.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::super::Group;
use super::super::waiting::{PlaceOffer, Wait};
use crate::access::Seat;
use crate::ids::{GroupId, ParticipantId, PersonId, RowId};
use crate::people::names::sort_by_name;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub id: RowId,
    pub person: PersonId,
    pub participant: Option<ParticipantId>,
    pub name: String,
    pub joined_at: Timestamp,
}

/// Who belongs to the group now, by name.
pub fn members(tx: &mut Tx<'_>, _seat: &Seat, group: &Group) -> Result<Vec<Member>, Error> {
    let mut members = tx.all(
        "SELECT b.id, b.person_id, p.id AS participant_id, COALESCE(w.goes_by, w.name) AS name, b.joined_at
         FROM group_memberships b JOIN people w ON w.id = b.person_id
         LEFT JOIN participants p ON p.person_id = w.id
         LEFT JOIN group_leavings v ON v.membership_id = b.id
         WHERE b.group_id = $1 AND v.membership_id IS NULL",
        params![group.id],
        |row| {
            Ok(Member {
                id: row.get("id")?,
                person: row.get("person_id")?,
                participant: row.get("participant_id")?,
                name: row.get("name")?,
                joined_at: row.get("joined_at")?,
            })
        },
    )?;
    sort_by_name(&mut members, |member| (&member.name, member.person));
    Ok(members)
}

/// Whose membership of this group it is or was: a participant, or none for a family member.
pub fn membership(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    group: &Group,
    id: RowId,
) -> Result<Option<Option<ParticipantId>>, Error> {
    tx.maybe(
        "SELECT p.id FROM group_memberships b LEFT JOIN participants p ON p.person_id = b.person_id
         WHERE b.id = $1 AND b.group_id = $2",
        params![id, group.id],
        |row| row.get("id"),
    )
}

/// The same of somebody on the waiting list, or once on it.
pub fn waiting(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    group: &Group,
    id: RowId,
) -> Result<Option<Option<ParticipantId>>, Error> {
    tx.maybe(
        "SELECT p.id FROM group_waits q LEFT JOIN participants p ON p.person_id = q.person_id
         WHERE q.id = $1 AND q.group_id = $2",
        params![id, group.id],
        |row| row.get("id"),
    )
}

pub fn count_members(tx: &mut Tx<'_>, group: GroupId) -> Result<i64, Error> {
    tx.count(
        "SELECT COUNT(*) AS n FROM group_memberships b LEFT JOIN group_leavings v ON v.membership_id = b.id
         WHERE b.group_id = $1 AND v.membership_id IS NULL",
        params![group],
    )
}

/// The membership of one person, while it lasts.
pub fn member_of(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<Option<RowId>, Error> {
    tx.maybe(
        "SELECT b.id FROM group_memberships b LEFT JOIN group_leavings v ON v.membership_id = b.id
         WHERE b.group_id = $1 AND b.person_id = $2 AND v.membership_id IS NULL",
        params![group, person],
        |row| row.get("id"),
    )
}

/// Members and everybody who was ever at a meeting, in no order.
pub fn people_here(tx: &mut Tx<'_>, _seat: &Seat, group: &Group) -> Result<Vec<(PersonId, String)>, Error> {
    tx.all(
        "SELECT w.id, COALESCE(w.goes_by, w.name) AS name FROM people w
         WHERE w.id IN (SELECT a.person_id FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id
                        WHERE m.group_id = $1 AND a.minutes > 0
                        UNION SELECT b.person_id FROM group_memberships b
                        LEFT JOIN group_leavings v ON v.membership_id = b.id
                        WHERE b.group_id = $1 AND v.membership_id IS NULL)",
        params![group.id],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )
}

pub fn add_member(
    tx: &mut Tx<'_>,
    (id, group): (RowId, GroupId),
    person: PersonId,
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO group_memberships (id, group_id, person_id, joined_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![id, group, person, now, by],
    )?;
    Ok(())
}

/// Ends a membership; whether it lasted.
pub fn leave(
    tx: &mut Tx<'_>,
    membership: RowId,
    reason: &str,
    now: Timestamp,
    by: PersonId,
) -> Result<bool, Error> {
    let left = tx.execute(
        "INSERT INTO group_leavings (membership_id, reason, left_at, recorded_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        params![membership, reason, now, by],
    )?;
    Ok(left > 0)
}

fn read_wait(row: &Row<'_>) -> Result<Wait, Error> {
    let offer: Option<RowId> = row.get("offer_id")?;
    let at: Option<Timestamp> = row.get("offered_at")?;
    let answer: Option<String> = row.get("answer")?;
    Ok(Wait {
        id: row.get("id")?,
        person: row.get("person_id")?,
        name: row.get("name")?,
        since: row.get("since")?,
        offer: offer.zip(at).map(|(id, at)| PlaceOffer { id, at, declined: answer.is_some() }),
    })
}

macro_rules! waits {
    ($rest:literal) => {
        concat!(
            "SELECT q.id, q.person_id, COALESCE(w.goes_by, w.name) AS name, q.since, o.id AS offer_id, o.offered_at,
                y.answer
             FROM group_waits q JOIN people w ON w.id = q.person_id
             LEFT JOIN group_wait_endings z ON z.wait_id = q.id
             LEFT JOIN group_place_offers o ON o.wait_id = q.id
                AND NOT EXISTS (SELECT 1 FROM group_place_offers l WHERE l.wait_id = q.id AND l.id > o.id)
             LEFT JOIN group_place_answers y ON y.offer_id = o.id
             WHERE z.wait_id IS NULL AND q.group_id = $1 ",
            $rest
        )
    };
}

/// Who waits for a place, the longest waiting first. For the person's own page only their place is taken from it.
pub fn waits(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<Wait>, Error> {
    tx.all(waits!("ORDER BY q.since, q.id"), params![group], read_wait)
}

pub fn wait_of(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<Option<Wait>, Error> {
    tx.maybe(waits!("AND q.person_id = $2"), params![group, person], read_wait)
}

pub fn add_wait(
    tx: &mut Tx<'_>,
    (id, group): (RowId, GroupId),
    person: PersonId,
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO group_waits (id, group_id, person_id, since, recorded_by) VALUES ($1, $2, $3, $4, $5)",
        params![id, group, person, now, by],
    )?;
    Ok(())
}

/// Takes somebody off the list; whether they were on it.
pub fn end_wait(
    tx: &mut Tx<'_>,
    wait: RowId,
    reason: &str,
    now: Timestamp,
    by: PersonId,
) -> Result<bool, Error> {
    let ended = tx.execute(
        "INSERT INTO group_wait_endings (wait_id, reason, ended_at, ended_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        params![wait, reason, now, by],
    )?;
    Ok(ended > 0)
}

pub fn offer_place(
    tx: &mut Tx<'_>,
    (id, wait): (RowId, RowId),
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO group_place_offers (id, wait_id, offered_at, offered_by) VALUES ($1, $2, $3, $4)",
        params![id, wait, now, by],
    )?;
    Ok(())
}

/// The group has ended: nobody belongs to it or waits for it any more.
pub fn end_all(tx: &mut Tx<'_>, seat: &Seat, group: &Group, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO group_leavings (membership_id, reason, left_at, recorded_by)
         SELECT b.id, 'group_ended', CAST($2 AS BIGINT), $3 FROM group_memberships b
         LEFT JOIN group_leavings v ON v.membership_id = b.id
         WHERE b.group_id = $1 AND v.membership_id IS NULL",
        params![group.id, now, seat.person()],
    )?;
    tx.execute(
        "INSERT INTO group_wait_endings (wait_id, reason, ended_at, ended_by)
         SELECT q.id, 'group_ended', CAST($2 AS BIGINT), $3 FROM group_waits q
         LEFT JOIN group_wait_endings z ON z.wait_id = q.id
         WHERE q.group_id = $1 AND z.wait_id IS NULL",
        params![group.id, now, seat.person()],
    )?;
    Ok(())
}
