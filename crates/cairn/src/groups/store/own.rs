//! Statements for a person's own pages: groups they belong to, come to or wait for, and groups they may find. Not one of
//! them reads anything about anybody else who is there.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::super::group::Group;
use super::{groups, read_group, with_co_leaders};
use crate::access::Seat;
use crate::ids::{GroupId, MeetingId, PersonId, RowId};

/// A group as the person sees it.
#[derive(Debug, Clone)]
pub struct OwnGroup {
    pub group: Group,
    pub membership: Option<RowId>,
    pub next_at: Option<Timestamp>,
}

/// Which groups a person may know of: by their hats.
#[derive(Debug, Clone, Copy)]
pub struct Whose {
    pub person: PersonId,
    /// Enrolled here.
    pub participant: bool,
    pub family_member: bool,
}

impl Whose {
    fn values(self, now: Timestamp) -> Vec<cairn_db::Value> {
        params![self.person, i64::from(self.participant), i64::from(self.family_member), now].to_vec()
    }
}

/// Groups of the person: they belong, came or wait; and those that people here may find, which have not ended.
const KNOWN: &str = "((g.model = 'family_group' AND CAST($3 AS BIGINT) = 1)
        OR (g.model <> 'family_group' AND CAST($2 AS BIGINT) = 1))
    AND ((g.listed = 1 AND e.group_id IS NULL)
        OR EXISTS (SELECT 1 FROM group_memberships b LEFT JOIN group_leavings v ON v.membership_id = b.id
            WHERE b.group_id = g.id AND b.person_id = $1 AND v.membership_id IS NULL)
        OR EXISTS (SELECT 1 FROM group_waits q LEFT JOIN group_wait_endings z ON z.wait_id = q.id
            WHERE q.group_id = g.id AND q.person_id = $1 AND z.wait_id IS NULL)
        OR EXISTS (SELECT 1 FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id
            WHERE m.group_id = g.id AND a.person_id = $1 AND a.minutes > 0))";

const SELECT: &str = concat!(
    "SELECT k.*, (SELECT b.id FROM group_memberships b LEFT JOIN group_leavings v ON v.membership_id = b.id
            WHERE b.group_id = k.id AND b.person_id = $1 AND v.membership_id IS NULL) AS membership_id,
        (SELECT MIN(m.starts_at) FROM group_meetings m WHERE m.group_id = k.id AND m.starts_at >= $4
            AND NOT EXISTS (SELECT 1 FROM callings_off o WHERE o.meeting_id = m.id AND o.withdrawn_at IS NULL)) AS next_at
     FROM (",
    groups!("")
);

fn read(row: &Row<'_>) -> Result<OwnGroup, Error> {
    Ok(OwnGroup {
        group: read_group(row)?,
        membership: row.get("membership_id")?,
        next_at: row.get("next_at")?,
    })
}

/// Every group the person may know of, by name.
pub fn own_groups(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    whose: Whose,
    now: Timestamp,
) -> Result<Vec<OwnGroup>, Error> {
    let sql = [SELECT, " WHERE ", KNOWN, ") k ORDER BY k.name, k.id"].concat();
    tx.all(&sql, &whose.values(now), read)
}

/// One of them; none for any other group.
pub fn own_group(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    (whose, id): (Whose, GroupId),
    now: Timestamp,
) -> Result<Option<OwnGroup>, Error> {
    let sql = [SELECT, " WHERE g.id = $5 AND ", KNOWN, ") k"].concat();
    let mut values = whose.values(now);
    values.push(id.into());
    let Some(mut own) = tx.maybe(&sql, &values, read)? else { return Ok(None) };
    own.group = with_co_leaders(tx, own.group)?;
    Ok(Some(own))
}

/// The groups that the person came to or waits for.
pub fn related(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<GroupId>, Error> {
    tx.all(
        "SELECT m.group_id FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id
         WHERE a.person_id = $1 AND a.minutes > 0
         UNION SELECT q.group_id FROM group_waits q LEFT JOIN group_wait_endings z ON z.wait_id = q.id
         WHERE q.person_id = $1 AND z.wait_id IS NULL",
        params![seat.person()],
        |row| row.get("group_id"),
    )
}

/// Whether the person was ever at a meeting of the group.
pub fn has_come(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) AS n FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id
        WHERE m.group_id = $1 AND a.person_id = $2 AND a.minutes > 0";
    Ok(tx.count(sql, params![group, person])? > 0)
}

/// A meeting at which the person was, with the topic and their own minutes.
pub struct OwnMeeting {
    pub id: MeetingId,
    pub starts_at: Timestamp,
    pub topic: Option<String>,
    pub minutes: i64,
}

/// When the person was there, the latest first.
pub fn own_meetings(tx: &mut Tx<'_>, seat: &Seat, group: GroupId) -> Result<Vec<OwnMeeting>, Error> {
    tx.all(
        "SELECT m.id, m.starts_at, COALESCE(t.title, m.topic) AS topic, a.minutes FROM attendances a
         JOIN group_meetings m ON m.id = a.meeting_id LEFT JOIN group_topics t ON t.id = m.topic_id
         WHERE m.group_id = $1 AND a.person_id = $2 AND a.minutes > 0 ORDER BY m.starts_at DESC LIMIT 12",
        params![group, seat.person()],
        |row| {
            Ok(OwnMeeting {
                id: row.get("id")?,
                starts_at: row.get("starts_at")?,
                topic: row.get("topic")?,
                minutes: row.get("minutes")?,
            })
        },
    )
}

/// Keeps what somebody said to an offered place; whether it was still open.
pub fn answer_place(
    tx: &mut Tx<'_>,
    (offer, answer): (RowId, &str),
    now: Timestamp,
    by: PersonId,
) -> Result<bool, Error> {
    let kept = tx.execute(
        "INSERT INTO group_place_answers (offer_id, answer, answered_at, answered_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        params![offer, answer, now, by],
    )?;
    Ok(kept > 0)
}
