//! Who is on the way in, and who has gone quiet: for the coordinator.

use cairn_db::{Error, Tx, params};
use jiff::{Timestamp, civil::Date};

use crate::access::Seat;
use crate::ids::{FirstCallId, ParticipantId};
use crate::today::line::FETCH;

pub struct UrgentCall {
    pub id: FirstCallId,
    pub name: Option<String>,
    pub immediate_risk: String,
    pub what: String,
    pub due_at: Timestamp,
    pub owner: String,
}

/// Open calls with immediate risk and no response written down, or whose next step is due before `until`; risk first.
pub fn urgent_calls(tx: &mut Tx<'_>, _seat: &Seat, until: Timestamp) -> Result<Vec<UrgentCall>, Error> {
    tx.all(
        "SELECT c.id, c.caller_name, s.what, s.due_at, o.name AS owner,
                CASE WHEN c.immediate_risk <> 'none'
                      AND NOT EXISTS (SELECT 1 FROM crisis_responses r WHERE r.first_call_id = c.id)
                     THEN c.immediate_risk ELSE 'none' END AS risk,
                CASE WHEN c.immediate_risk <> 'none'
                      AND NOT EXISTS (SELECT 1 FROM crisis_responses r WHERE r.first_call_id = c.id)
                     THEN 0 ELSE 1 END AS place
         FROM first_calls c
         JOIN next_steps s ON s.first_call_id = c.id
         JOIN people o ON o.id = s.owner_id
         LEFT JOIN next_step_outcomes x ON x.next_step_id = s.id
         WHERE x.next_step_id IS NULL
           AND (s.due_at < $1 OR (c.immediate_risk <> 'none'
                AND NOT EXISTS (SELECT 1 FROM crisis_responses r WHERE r.first_call_id = c.id)))
         ORDER BY place, s.due_at, c.id LIMIT $2",
        params![until, FETCH],
        |row| {
            Ok(UrgentCall {
                id: row.get("id")?,
                name: row.get("caller_name")?,
                immediate_risk: row.get("risk")?,
                what: row.get("what")?,
                due_at: row.get("due_at")?,
                owner: row.get("owner")?,
            })
        },
    )
}

pub struct WaitingPerson {
    pub id: ParticipantId,
    pub name: String,
    pub since: Date,
}

/// Enrolled people without a supporter, who waits longest first.
pub fn waiting_for_match(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<WaitingPerson>, Error> {
    tx.all(
        "SELECT p.id, COALESCE(w.goes_by, w.name) AS name, e.enrolled_on
         FROM enrollments e
         JOIN participants p ON p.id = e.participant_id
         JOIN people w ON w.id = p.person_id
         LEFT JOIN discharges d ON d.enrollment_id = e.id
         WHERE d.enrollment_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM matches m LEFT JOIN endings x ON x.match_id = m.id
                           WHERE m.participant_id = p.id AND x.match_id IS NULL)
         ORDER BY e.enrolled_on, p.id LIMIT $1",
        params![FETCH],
        |row| {
            Ok(WaitingPerson { id: row.get("id")?, name: row.get("name")?, since: row.get("enrolled_on")? })
        },
    )
}

pub struct QuietPerson {
    pub id: ParticipantId,
    pub name: String,
    pub supporter: String,
    pub last_session: Option<Timestamp>,
}

/// Matched people without a session held since `since`, the longest quiet first.
pub fn quiet_since(tx: &mut Tx<'_>, _seat: &Seat, since: Timestamp) -> Result<Vec<QuietPerson>, Error> {
    tx.all(
        "SELECT q.id, q.name, q.supporter, q.last_session FROM (
             SELECT p.id, COALESCE(w.goes_by, w.name) AS name, COALESCE(v.goes_by, v.name) AS supporter, m.matched_at,
                    (SELECT MAX(h.started_at) FROM sessions s JOIN holdings h ON h.session_id = s.id
                     WHERE s.participant_id = p.id) AS last_session
             FROM matches m
             JOIN participants p ON p.id = m.participant_id
             JOIN people w ON w.id = p.person_id
             JOIN peer_supporters ps ON ps.id = m.supporter_id
             JOIN people v ON v.id = ps.person_id
             LEFT JOIN endings e ON e.match_id = m.id
             WHERE e.match_id IS NULL) AS q
         WHERE q.matched_at < $1 AND COALESCE(q.last_session, 0) < $1
         ORDER BY COALESCE(q.last_session, q.matched_at), q.id LIMIT $2",
        params![since, FETCH],
        |row| {
            Ok(QuietPerson {
                id: row.get("id")?,
                name: row.get("name")?,
                supporter: row.get("supporter")?,
                last_session: row.get("last_session")?,
            })
        },
    )
}
