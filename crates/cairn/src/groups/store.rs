//! Every statement on groups, meetings and attendance.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::Group;
use super::group::{CoLeader, NewGroup, Terms};
use crate::access::{Role, Seat};
use crate::ids::{GroupId, PersonId, RowId};
use crate::people::names::sort_by_name;
use crate::web::PageRequest;

mod arrival;
mod attendance;
mod facilitation;
mod meetings;
mod members;
mod notes;
mod own;
mod reviews;
mod rules;
mod topics;
mod walk_ins;

pub use arrival::{Around, add_try, around, around_for, arrive, code_of, is_guessing, may_arrive};
pub use attendance::{Attendee, attend, candidate, could_attend, regulars, search};
pub use facilitation::{Facilitator, count_heads, facilitators, name_facilitator};
pub use meetings::{Meeting, NewMeeting, add_meeting, meeting, meetings};
pub use members::{
    Member, add_member, add_wait, count_members, end_all, end_wait, leave, member_of, members, membership,
    offer_place, people_here, wait_of, waiting, waits,
};
pub use notes::{
    NewPart, NewVersion, NoteHead, OwnPart, Present, add_note, add_version, is_settled, note_of, note_sent,
    part_tier, parts_of, present, saved, saved_versions, set_part_tier, set_tier, trail,
};
pub use own::{
    OwnGroup, OwnMeeting, Whose, answer_place, has_come, own_group, own_groups, own_meetings, related,
};
pub use reviews::{
    Supervised, Unwritten, WaitingNote, approve, give_back, submit, supervised, unwritten, waiting_notes,
};
pub use rules::{Rules, accept_rules, has_accepted, newest_rules, not_accepted, write_rules};
pub use topics::{Topic, TopicAt, add_topic, had_topics, remove_topic, topics};
pub use walk_ins::{no_walk_in, walk_in};

/// A group as every list and page shows it; without its co-leaders, whose names are sealed and sorted here.
macro_rules! groups {
    ($rest:literal) => {
        concat!(
            "SELECT g.id, g.name, g.model, g.site_id, s.name AS site, g.leader_id, l.name AS leader, g.rhythm,
                g.size_limit, g.admission, g.course, g.counted, g.listed, e.ended_at
             FROM support_groups g
             JOIN people l ON l.id = g.leader_id
             LEFT JOIN sites s ON s.id = g.site_id
             LEFT JOIN group_endings e ON e.group_id = g.id ",
            $rest
        )
    };
}
use groups;

/// Whether `$2` leads group `g` beside its leader now.
macro_rules! co_leads {
    () => {
        "EXISTS (SELECT 1 FROM group_co_leaders c LEFT JOIN group_co_leader_endings x ON x.co_leader_id = c.id
            WHERE c.group_id = g.id AND c.person_id = $2 AND x.co_leader_id IS NULL)"
    };
}

fn read_group(row: &Row<'_>) -> Result<Group, Error> {
    Ok(Group {
        id: row.get("id")?,
        name: row.get("name")?,
        model: row.get("model")?,
        site: row.get("site")?,
        site_id: row.get("site_id")?,
        leader: row.get("leader")?,
        leader_id: row.get("leader_id")?,
        co_leaders: Vec::new(),
        rhythm: row.get("rhythm")?,
        size_limit: row.get("size_limit")?,
        terms: Terms {
            admission: row.get("admission")?,
            course: row.get("course")?,
            counted: row.get("counted")?,
            listed: row.get("listed")?,
        },
        ended_at: row.get("ended_at")?,
    })
}

/// Whether the seat sees every group, not only those led.
fn sees_all(seat: &Seat) -> i64 {
    i64::from(seat.role() == Role::Coordinator)
}

/// The groups this seat may see, by name; those that have ended too when asked for.
pub fn list(tx: &mut Tx<'_>, seat: &Seat, ended: bool, page: PageRequest) -> Result<Vec<Group>, Error> {
    let sql = [
        groups!("WHERE (CAST($1 AS BIGINT) = 1 OR g.leader_id = $2 OR "),
        co_leads!(),
        ") AND (e.group_id IS NOT NULL) = (CAST($5 AS BIGINT) = 1) ORDER BY g.name, g.id LIMIT $3 OFFSET $4",
    ]
    .concat();
    let values = params![sees_all(seat), seat.person(), page.limit(), page.offset(), i64::from(ended)];
    let found = tx.all(&sql, values, read_group)?;
    found.into_iter().map(|group| with_co_leaders(tx, group)).collect()
}

pub fn find(tx: &mut Tx<'_>, seat: &Seat, id: GroupId) -> Result<Option<Group>, Error> {
    let sql =
        [groups!("WHERE g.id = $3 AND (CAST($1 AS BIGINT) = 1 OR g.leader_id = $2 OR "), co_leads!(), ")"]
            .concat();
    let found = tx.maybe(&sql, params![sees_all(seat), seat.person(), id], read_group)?;
    found.map(|group| with_co_leaders(tx, group)).transpose()
}

fn with_co_leaders(tx: &mut Tx<'_>, mut group: Group) -> Result<Group, Error> {
    group.co_leaders = tx.all(
        "SELECT c.person_id, w.name, c.since FROM group_co_leaders c JOIN people w ON w.id = c.person_id
         LEFT JOIN group_co_leader_endings x ON x.co_leader_id = c.id
         WHERE c.group_id = $1 AND x.co_leader_id IS NULL",
        params![group.id],
        |row| {
            Ok(CoLeader { person: row.get("person_id")?, name: row.get("name")?, since: row.get("since")? })
        },
    )?;
    sort_by_name(&mut group.co_leaders, |one| (&one.name, one.person));
    Ok(group)
}

pub fn add(tx: &mut Tx<'_>, seat: &Seat, new: &NewGroup, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO support_groups (id, name, model, site_id, leader_id, rhythm, size_limit, begun_at, begun_by,
            admission, course, counted, listed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        params![
            new.id,
            &new.name,
            &new.model,
            new.site,
            new.leader,
            &new.rhythm,
            new.size_limit,
            now,
            seat.person(),
            &new.terms.admission,
            &new.terms.course,
            &new.terms.counted,
            new.terms.listed
        ],
    )?;
    Ok(())
}

/// Changes a group. Its model stays: what was written down about its meetings was written under it. A change of the
/// leader is kept with its day.
pub fn change(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (group, new): (&Group, &NewGroup),
    change: RowId,
    now: Timestamp,
) -> Result<(), Error> {
    if group.leader_id != new.leader {
        tx.execute(
            "INSERT INTO group_leader_changes (id, group_id, from_id, to_id, changed_at, changed_by)
             VALUES ($1, $2, $3, $4, $5, $6)",
            params![change, group.id, group.leader_id, new.leader, now, seat.person()],
        )?;
    }
    tx.execute(
        "UPDATE support_groups SET name = $2, site_id = $3, leader_id = $4, rhythm = $5, size_limit = $6,
            admission = $7, course = $8, counted = $9, listed = $10 WHERE id = $1",
        params![
            group.id,
            &new.name,
            new.site,
            new.leader,
            &new.rhythm,
            new.size_limit,
            &new.terms.admission,
            &new.terms.course,
            &new.terms.counted,
            new.terms.listed
        ],
    )?;
    Ok(())
}

/// Names somebody who leads beside the leader from now on.
pub fn add_co_leader(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (id, group, person): (RowId, GroupId, PersonId),
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO group_co_leaders (id, group_id, person_id, since, named_by) VALUES ($1, $2, $3, $4, $5)",
        params![id, group, person, now, seat.person()],
    )?;
    Ok(())
}

/// From now on they do not; whether they did.
pub fn end_co_leader(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (group, person): (GroupId, PersonId),
    now: Timestamp,
) -> Result<bool, Error> {
    let ended = tx.execute(
        "INSERT INTO group_co_leader_endings (co_leader_id, ended_at, ended_by)
         SELECT c.id, $3, $4 FROM group_co_leaders c
         LEFT JOIN group_co_leader_endings x ON x.co_leader_id = c.id
         WHERE c.group_id = $1 AND c.person_id = $2 AND x.co_leader_id IS NULL",
        params![group, person, now, seat.person()],
    )?;
    Ok(ended > 0)
}

/// Ends a group for good; whether it was still there.
pub fn end(tx: &mut Tx<'_>, seat: &Seat, group: &Group, now: Timestamp) -> Result<bool, Error> {
    let ended = tx.execute(
        "INSERT INTO group_endings (group_id, ended_at, ended_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        params![group.id, now, seat.person()],
    )?;
    Ok(ended > 0)
}
