//! Policies, units, meetings, openings, sign-ins: what keeps the house running.

use cairn_db::{Error, Tx, params};
use jiff::{Timestamp, civil::Date};

use crate::access::{Role, Seat};
use crate::ids::{GroupId, MeetingId, PersonId, PolicyId};
use crate::people::names::sort_by_name;
use crate::today::line::FETCH;

pub struct PolicyLine {
    pub id: PolicyId,
    pub payer: String,
    pub plan_type: String,
    pub name: Option<String>,
    /// None: never checked.
    pub next_check_on: Option<Date>,
}

/// Policies whose last verification asked for another check by today, or that were never checked. A caller who is no
/// participant is the coordinators' business alone.
pub fn policies_due(tx: &mut Tx<'_>, seat: &Seat, today: Date) -> Result<Vec<PolicyLine>, Error> {
    tx.all(
        "SELECT i.id, i.payer, i.plan_type, COALESCE(w.goes_by, w.name, c.caller_name) AS name, v.next_check_on,
                CASE WHEN v.next_check_on IS NULL THEN 1 ELSE 0 END AS place
         FROM insurance_policies i
         LEFT JOIN participants p ON p.id = i.participant_id
         LEFT JOIN people w ON w.id = p.person_id
         LEFT JOIN first_calls c ON c.id = i.first_call_id
         LEFT JOIN verifications v ON v.policy_id = i.id
              AND NOT EXISTS (SELECT 1 FROM verifications l WHERE l.policy_id = i.id AND l.id > v.id)
         LEFT JOIN policy_terminations e ON e.policy_id = i.id
         WHERE (v.next_check_on IS NULL OR v.next_check_on <= $1)
           AND (i.ends_on IS NULL OR i.ends_on >= $1) AND (e.policy_id IS NULL OR e.terminated_on >= $1)
           AND (i.participant_id IS NOT NULL OR $3 = 1)
         ORDER BY place, v.next_check_on, i.id LIMIT $2",
        params![today, FETCH, seat.role() == Role::Coordinator],
        |row| {
            Ok(PolicyLine {
                id: row.get("id")?,
                payer: row.get("payer")?,
                plan_type: row.get("plan_type")?,
                name: row.get("name")?,
                next_check_on: row.get("next_check_on")?,
            })
        },
    )
}

/// Billable units of approved notes about sessions and group meetings that began in a span of time; of an amended note the
/// version that was approved last.
pub fn approved_units(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    (from, to): (Timestamp, Timestamp),
) -> Result<i64, Error> {
    tx.count(
        "SELECT COALESCE(CAST(SUM(t.units) AS BIGINT), 0) AS n FROM (
             SELECT v.units FROM approvals a
             JOIN submissions b ON b.id = a.submission_id
             JOIN note_versions v ON v.note_id = b.note_id AND v.version = b.version
             WHERE v.billable = 1 AND v.started_at >= $1 AND v.started_at < $2
               AND NOT EXISTS (SELECT 1 FROM approvals la JOIN submissions lb ON lb.id = la.submission_id
                               WHERE lb.note_id = b.note_id AND lb.version > b.version)
           UNION ALL
             SELECT x.units FROM group_note_approvals a
             JOIN group_note_submissions b ON b.id = a.submission_id
             JOIN group_notes n ON n.id = b.note_id JOIN group_meetings m ON m.id = n.meeting_id
             JOIN group_note_versions v ON v.note_id = b.note_id AND v.version = b.version
             JOIN group_note_parts x ON x.version_id = v.id
             WHERE v.not_billed IS NULL AND m.starts_at >= $1 AND m.starts_at < $2
               AND NOT EXISTS (SELECT 1 FROM group_note_approvals la
                               JOIN group_note_submissions lb ON lb.id = la.submission_id
                               WHERE lb.note_id = b.note_id AND lb.version > b.version)) t",
        params![from, to],
    )
}

pub struct MeetingLine {
    pub id: MeetingId,
    pub group: GroupId,
    pub name: String,
    pub topic: Option<String>,
    pub starts_at: Timestamp,
    pub minutes: i64,
}

/// Meetings of the groups that the viewer leads or co-leads.
pub fn meetings(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (from, to): (Timestamp, Timestamp),
) -> Result<Vec<MeetingLine>, Error> {
    tx.all(
        "SELECT m.id, m.group_id, g.name, m.topic, m.starts_at, m.minutes
         FROM group_meetings m JOIN support_groups g ON g.id = m.group_id
         WHERE (g.leader_id = $1 OR EXISTS (SELECT 1 FROM group_co_leaders c
                LEFT JOIN group_co_leader_endings x ON x.co_leader_id = c.id
                WHERE c.group_id = g.id AND c.person_id = $1 AND x.co_leader_id IS NULL)) AND m.starts_at >= $2 AND m.starts_at < $3
           AND NOT EXISTS (SELECT 1 FROM callings_off o WHERE o.meeting_id = m.id AND o.withdrawn_at IS NULL)
         ORDER BY m.starts_at, m.id LIMIT $4",
        params![seat.person(), from, to, FETCH],
        |row| {
            Ok(MeetingLine {
                id: row.get("id")?,
                group: row.get("group_id")?,
                name: row.get("name")?,
                topic: row.get("topic")?,
                starts_at: row.get("starts_at")?,
                minutes: row.get("minutes")?,
            })
        },
    )
}

/// How often records were opened since an instant, by the hat of who opened them.
pub fn openings_since(tx: &mut Tx<'_>, _seat: &Seat, since: Timestamp) -> Result<Vec<(String, i64)>, Error> {
    tx.all(
        "SELECT acting_as, COUNT(*) AS n FROM audit_entries
         WHERE action = 'opened' AND at >= $1 GROUP BY acting_as ORDER BY acting_as",
        params![since],
        |row| Ok((row.get("acting_as")?, row.get("n")?)),
    )
}

/// Staff who have chosen no passphrase yet.
pub fn without_sign_in(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<(PersonId, String)>, Error> {
    let mut people: Vec<(PersonId, String)> = tx.all(
        "SELECT DISTINCT p.id, p.name FROM people p
         JOIN roles r ON r.person_id = p.id AND r.role NOT IN ('participant', 'family_member')
         LEFT JOIN role_endings e ON e.role_id = r.id
         LEFT JOIN passphrases s ON s.person_id = p.id
         WHERE e.role_id IS NULL AND s.person_id IS NULL",
        &[],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )?;
    sort_by_name(&mut people, |(id, name)| (name, *id));
    people.truncate(FETCH as usize);
    Ok(people)
}
