//! The appointments of a person, wherever they are kept, as far as this person still has them. Asked anew at each use:
//! who was discharged, or left their post, has none.

use std::collections::HashSet;

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;
use uuid::Uuid;

use crate::access::led_since;
use crate::families::met_member;
use crate::ids::PersonId;
use crate::reminders::Appointment;

/// How often a meeting of a group or an event was moved, called off and put back on; when it was moved last, and when it was
/// called off or put back on last.
macro_rules! changes {
    ($column:literal, $id:literal) => {
        concat!(
            "(SELECT COUNT(*) FROM moves z WHERE z.",
            $column,
            " = ",
            $id,
            ") + (SELECT COUNT(*) + COUNT(o.withdrawn_at) FROM callings_off o WHERE o.",
            $column,
            " = ",
            $id,
            "),
                (SELECT MAX(z.moved_at) FROM moves z WHERE z.",
            $column,
            " = ",
            $id,
            "),
                (SELECT MAX(COALESCE(o.withdrawn_at, o.called_off_at)) FROM callings_off o WHERE o.",
            $column,
            " = ",
            $id,
            ")"
        )
    };
}

/// The same of a meeting `m` with a family, whose calling off is `x`.
macro_rules! family_changes {
    () => {
        "(SELECT COUNT(*) FROM family_moves v WHERE v.meeting_id = m.id) + CASE WHEN x.meeting_id IS NULL THEN 0 ELSE 1 END,
                (SELECT MAX(v.moved_at) FROM family_moves v WHERE v.meeting_id = m.id), x.cancelled_at"
    };
}

/// A shared session is there once both sides have agreed to it. `$1` and `$2` bound the start, `$3` is since when somebody who came to a group belongs to it.
macro_rules! appointments {
    ($who:literal) => {
        concat!(
            "SELECT p.person_id, 'session' AS kind, s.id, s.starts_at, s.planned_minutes AS minutes,
                s.scheduled_at AS made_at, c.cancelled_at AS off_at,
                CASE WHEN c.session_id IS NULL THEN 0 ELSE 1 END AS changes, c.cancelled_at AS moved_at,
                CAST(NULL AS BIGINT) AS switched_at
             FROM sessions s JOIN participants p ON p.id = s.participant_id
             LEFT JOIN cancellations c ON c.session_id = s.id LEFT JOIN holdings h ON h.session_id = s.id
             WHERE s.starts_at >= $1 AND s.starts_at < $2 AND h.session_id IS NULL AND p.person_id ",
            $who,
            " AND EXISTS (SELECT 1 FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id
                WHERE e.participant_id = p.id AND d.enrollment_id IS NULL)
             AND (NOT EXISTS (SELECT 1 FROM matches m WHERE m.participant_id = s.participant_id
                    AND m.supporter_id = s.supporter_id)
                OR EXISTS (SELECT 1 FROM matches m LEFT JOIN endings e ON e.match_id = m.id
                    WHERE m.participant_id = s.participant_id AND m.supporter_id = s.supporter_id
                    AND e.match_id IS NULL))
             UNION ALL
             SELECT k.person_id, 'session', s.id, s.starts_at, s.planned_minutes, s.scheduled_at, c.cancelled_at,
                CASE WHEN c.session_id IS NULL THEN 0 ELSE 1 END, c.cancelled_at, CAST(NULL AS BIGINT)
             FROM sessions s JOIN peer_supporters k ON k.id = s.supporter_id
             LEFT JOIN cancellations c ON c.session_id = s.id LEFT JOIN holdings h ON h.session_id = s.id
             WHERE s.starts_at >= $1 AND s.starts_at < $2 AND h.session_id IS NULL AND k.person_id ",
            $who,
            " AND EXISTS (SELECT 1 FROM roles r LEFT JOIN role_endings e ON e.role_id = r.id
                WHERE r.person_id = k.person_id AND r.role = 'peer_supporter' AND e.role_id IS NULL)
             AND (NOT EXISTS (SELECT 1 FROM matches m WHERE m.participant_id = s.participant_id
                    AND m.supporter_id = s.supporter_id)
                OR EXISTS (SELECT 1 FROM matches m LEFT JOIN endings e ON e.match_id = m.id
                    WHERE m.participant_id = s.participant_id AND m.supporter_id = s.supporter_id
                    AND e.match_id IS NULL))
             UNION ALL
             SELECT x.person_id, 'group_meeting', g.id, g.starts_at, g.minutes, g.scheduled_at,
                (SELECT MAX(o.called_off_at) FROM callings_off o WHERE o.meeting_id = g.id AND o.withdrawn_at IS NULL),
                ",
            changes!("meeting_id", "g.id"),
            "
             FROM group_meetings g JOIN (SELECT m.group_id, a.person_id FROM attendances a
                JOIN group_meetings m ON m.id = a.meeting_id WHERE a.minutes > 0 AND m.starts_at >= $3
                AND a.person_id ",
            $who,
            " UNION SELECT b.group_id, b.person_id FROM group_memberships b
                LEFT JOIN group_leavings l ON l.membership_id = b.id WHERE l.membership_id IS NULL AND b.person_id ",
            $who,
            ") x ON x.group_id = g.group_id LEFT JOIN group_endings z ON z.group_id = g.group_id
             WHERE g.starts_at >= $1 AND g.starts_at < $2 AND (z.group_id IS NULL OR g.starts_at < z.ended_at)
             AND (EXISTS (SELECT 1 FROM participants p
                JOIN enrollments e ON e.participant_id = p.id LEFT JOIN discharges d ON d.enrollment_id = e.id
                WHERE p.person_id = x.person_id AND d.enrollment_id IS NULL)
              OR EXISTS (SELECT 1 FROM roles r LEFT JOIN role_endings e ON e.role_id = r.id
                WHERE r.person_id = x.person_id AND r.role = 'family_member' AND e.role_id IS NULL))
             UNION ALL
             SELECT r.person_id, 'group_meeting', g.id, g.starts_at, g.minutes, g.scheduled_at,
                (SELECT MAX(o.called_off_at) FROM callings_off o WHERE o.meeting_id = g.id AND o.withdrawn_at IS NULL),
                ",
            changes!("meeting_id", "g.id"),
            "
             FROM group_meetings g JOIN support_groups s ON s.id = g.group_id
             LEFT JOIN group_endings z ON z.group_id = g.group_id
             JOIN (SELECT DISTINCT r.person_id FROM roles r LEFT JOIN role_endings e ON e.role_id = r.id
                WHERE r.role IN ('peer_supporter', 'clinician') AND e.role_id IS NULL AND r.person_id ",
            $who,
            ") r ON r.person_id = s.leader_id OR EXISTS (SELECT 1 FROM group_co_leaders c
                LEFT JOIN group_co_leader_endings n ON n.co_leader_id = c.id
                WHERE c.group_id = s.id AND c.person_id = r.person_id AND n.co_leader_id IS NULL)
             WHERE g.starts_at >= $1 AND g.starts_at < $2 AND (z.group_id IS NULL OR g.starts_at < z.ended_at)
             UNION ALL
             SELECT r.person_id, 'event', v.id, v.starts_at, v.minutes, v.scheduled_at,
                (SELECT MAX(o.called_off_at) FROM callings_off o WHERE o.event_id = v.id AND o.withdrawn_at IS NULL),
                ",
            changes!("event_id", "v.id"),
            "
             FROM events v
             JOIN (SELECT DISTINCT r.person_id FROM roles r LEFT JOIN role_endings e ON e.role_id = r.id
                WHERE r.role IN ('peer_supporter', 'clinician') AND e.role_id IS NULL AND r.person_id ",
            $who,
            ") r ON r.person_id = v.leader_id OR r.person_id = v.with_id
             WHERE v.starts_at >= $1 AND v.starts_at < $2
             UNION ALL
             SELECT t.person_id, 'shared_session', q.id, q.starts_at, q.planned_minutes, q.proposed_at,
                (SELECT MAX(b.withdrawn_at) FROM shared_withdrawals b WHERE b.session_id = q.id),
                (SELECT COUNT(*) FROM shared_withdrawals b WHERE b.session_id = q.id),
                (SELECT MAX(b.withdrawn_at) FROM shared_withdrawals b WHERE b.session_id = q.id), CAST(NULL AS BIGINT)
             FROM shared_sessions q
             JOIN (SELECT q.id AS session_id, p.person_id FROM shared_sessions q JOIN participants p ON p.id = q.participant_id
                    WHERE EXISTS (SELECT 1 FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id
                        WHERE e.participant_id = p.id AND d.enrollment_id IS NULL)
                UNION SELECT i.session_id, f.person_id FROM shared_invitations i
                    JOIN family_members f ON f.id = i.member_id
                    JOIN roles r ON r.person_id = f.person_id AND r.role = 'family_member'
                    LEFT JOIN role_endings e ON e.role_id = r.id WHERE e.role_id IS NULL
                UNION SELECT q.id, q.host_id FROM shared_sessions q
                    JOIN roles r ON r.person_id = q.host_id AND r.role IN ('peer_supporter', 'clinician')
                    LEFT JOIN role_endings e ON e.role_id = r.id WHERE e.role_id IS NULL) t ON t.session_id = q.id
             LEFT JOIN shared_holdings h ON h.session_id = q.id
             WHERE q.starts_at >= $1 AND q.starts_at < $2 AND h.session_id IS NULL
             AND EXISTS (SELECT 1 FROM shared_agreements a WHERE a.session_id = q.id AND a.side = 'participant')
             AND EXISTS (SELECT 1 FROM shared_agreements a WHERE a.session_id = q.id AND a.side = 'family')
             AND t.person_id ",
            $who,
            " UNION ALL
             SELECT f.person_id, 'family_meeting', m.id, m.starts_at, m.minutes, m.recorded_at, x.cancelled_at,
                ",
            family_changes!(),
            "
             FROM family_meetings m JOIN family_members f ON ",
            met_member!(),
            " LEFT JOIN family_cancellations x ON x.meeting_id = m.id
             WHERE m.starts_at >= $1 AND m.starts_at < $2 AND f.person_id ",
            $who,
            " AND EXISTS (SELECT 1 FROM roles r LEFT JOIN role_endings e ON e.role_id = r.id
                WHERE r.person_id = f.person_id AND r.role = 'family_member' AND e.role_id IS NULL)
             UNION ALL
             SELECT k.person_id, 'family_meeting', m.id, m.starts_at, m.minutes, m.recorded_at, x.cancelled_at,
                ",
            family_changes!(),
            "
             FROM family_meetings m JOIN peer_supporters k ON k.id = m.supporter_id
             LEFT JOIN family_cancellations x ON x.meeting_id = m.id
             WHERE m.starts_at >= $1 AND m.starts_at < $2 AND k.person_id ",
            $who,
            " AND EXISTS (SELECT 1 FROM roles r LEFT JOIN role_endings e ON e.role_id = r.id
                WHERE r.person_id = k.person_id AND r.role = 'peer_supporter' AND e.role_id IS NULL)
             ORDER BY 4, 3"
        )
    };
}

fn read(row: &Row<'_>) -> Result<Appointment, Error> {
    let (moved_at, switched_at): (Option<Timestamp>, Option<Timestamp>) =
        (row.get("moved_at")?, row.get("switched_at")?);
    Ok(Appointment {
        person: row.get("person_id")?,
        kind: row.get("kind")?,
        id: row.get("id")?,
        starts_at: row.get("starts_at")?,
        minutes: row.get("minutes")?,
        made_at: row.get("made_at")?,
        called_off_at: row.get("off_at")?,
        changes: row.get("changes")?,
        changed_at: moved_at.max(switched_at),
    })
}

/// Everybody's who ever chose reminders, starting within these instants.
pub fn of_choosers(
    tx: &mut Tx<'_>,
    (from, to): (Timestamp, Timestamp),
    now: Timestamp,
) -> Result<Vec<Appointment>, Error> {
    let sql = appointments!("IN (SELECT c.person_id FROM reminder_choices c)");
    tx.all(sql, params![from, to, led_since(now)], read).map(once)
}

/// One person's, starting within these instants.
pub fn of_person(
    tx: &mut Tx<'_>,
    person: PersonId,
    (from, to): (Timestamp, Timestamp),
    now: Timestamp,
) -> Result<Vec<Appointment>, Error> {
    tx.all(appointments!("= $4"), params![from, to, led_since(now), person], read).map(once)
}

/// Somebody who comes to a group and leads it has one appointment, not two.
fn once(mut all: Vec<Appointment>) -> Vec<Appointment> {
    let mut seen: HashSet<(PersonId, Uuid)> = HashSet::new();
    all.retain(|one| seen.insert((one.person, one.id)));
    all
}
