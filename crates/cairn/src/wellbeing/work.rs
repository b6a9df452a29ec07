//! A supporter's own work with people, as the rooms recorded it: for their load, their practice hours and their taps. No
//! name and no participant's id is read here.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;
use uuid::Uuid;

use super::Own;

/// What kinds of work are counted, in the order in which a page lists them.
pub const KINDS: [&str; 5] =
    ["session", "group_meeting", "telephone_call", "family_meeting", "shared_session"];

/// One stretch of work with people.
#[derive(Debug, Clone)]
pub struct Work {
    /// One of [`KINDS`].
    pub kind: String,
    /// Of the session, meeting or call.
    pub id: Uuid,
    pub began: Timestamp,
    pub minutes: i64,
}

fn read(row: &Row<'_>) -> Result<Work, Error> {
    Ok(Work {
        kind: row.get("kind")?,
        id: row.get("id")?,
        began: row.get("began")?,
        minutes: row.get("minutes")?,
    })
}

/// Held sessions, group meetings that the viewer led with somebody there, calls in which they talked, family meetings and
/// talks together, that began from `from` to `now`, in the order of time.
pub fn of(tx: &mut Tx<'_>, own: &Own, (from, now): (Timestamp, Timestamp)) -> Result<Vec<Work>, Error> {
    let mut work = tx.all(
        "SELECT 'session' AS kind, s.id AS id, COALESCE(v.started_at, h.started_at) AS began,
            CAST((COALESCE(v.ended_at, h.ended_at) - COALESCE(v.started_at, h.started_at)) / 60000 AS BIGINT) AS minutes
         FROM holdings h JOIN sessions s ON s.id = h.session_id
         LEFT JOIN notes n ON n.session_id = s.id
         LEFT JOIN note_versions v ON v.note_id = n.id
            AND v.version = (SELECT MAX(w.version) FROM note_versions w WHERE w.note_id = n.id)
         WHERE s.supporter_id = $2 AND COALESCE(v.started_at, h.started_at) >= $3
         UNION ALL
         SELECT 'telephone_call' AS kind, l.id AS id, l.called_at AS began, l.minutes AS minutes FROM telephone_calls l
         WHERE l.called_by = $1 AND l.outcome = 'talked' AND l.called_at >= $3
         UNION ALL
         SELECT 'family_meeting' AS kind, m.id AS id, m.starts_at AS began, m.minutes AS minutes FROM family_meetings m
         LEFT JOIN family_cancellations x ON x.meeting_id = m.id
         WHERE m.supporter_id = $2 AND x.meeting_id IS NULL AND m.starts_at >= $3
         UNION ALL
         SELECT 'shared_session' AS kind, x.id AS id, h.started_at AS began,
            CAST((h.ended_at - h.started_at) / 60000 AS BIGINT) AS minutes
         FROM shared_holdings h JOIN shared_sessions x ON x.id = h.session_id WHERE x.host_id = $1
            AND h.started_at >= $3",
        params![own.person(), own.supporter(), from],
        read,
    )?;
    work.extend(led(tx, own, from)?);
    work.retain(|one| one.began <= now && one.minutes > 0);
    work.sort_by_key(|one| (one.began, one.id));
    Ok(work)
}

/// Group meetings that the viewer led: the leader and who led beside them on that day, unless it was written down
/// otherwise; somebody came.
fn led(tx: &mut Tx<'_>, own: &Own, from: Timestamp) -> Result<Vec<Work>, Error> {
    tx.all(
        "SELECT 'group_meeting' AS kind, m.id AS id, m.starts_at AS began, m.minutes AS minutes
         FROM group_meetings m JOIN support_groups g ON g.id = m.group_id
         LEFT JOIN meeting_facilitators f ON f.meeting_id = m.id AND f.person_id = $1
         WHERE m.starts_at >= $2 AND (f.was_there = 1 OR (f.person_id IS NULL AND (g.leader_id = $1 OR EXISTS (
                SELECT 1 FROM group_co_leaders c LEFT JOIN group_co_leader_endings x ON x.co_leader_id = c.id
                WHERE c.group_id = g.id AND c.person_id = $1 AND c.since <= m.starts_at + m.minutes * 60000
                  AND (x.co_leader_id IS NULL OR x.ended_at > m.starts_at)))))
           AND (EXISTS (SELECT 1 FROM attendances a WHERE a.meeting_id = m.id AND a.minutes > 0)
                OR EXISTS (SELECT 1 FROM head_counts k WHERE k.meeting_id = m.id AND k.heads > 0))",
        params![own.person(), from],
        read,
    )
}
