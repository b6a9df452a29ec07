//! Who can open a record now, and who did lately: the other way round of what the desk asks (`access/store.rs`).

use cairn_db::{Error, Tx, params};
use jiff::{Timestamp, civil::Date};

use crate::access::{Record, Role};
use crate::reviews;

/// One job around the participant, and the names of those who have it now.
pub struct Reach {
    pub role: Role,
    pub names: Vec<String>,
}

/// Who reaches the record through a relation, by hat, in the order in which they stand to the participant.
pub fn reach(tx: &mut Tx<'_>, record: &Record, today: Date) -> Result<Vec<Reach>, Error> {
    const RELATED: [(Role, &str); 4] = [
        (
            Role::PeerSupporter,
            "SELECT DISTINCT p.id, COALESCE(p.goes_by, p.name) AS name FROM matches m
             JOIN peer_supporters s ON s.id = m.supporter_id JOIN people p ON p.id = s.person_id
             LEFT JOIN endings e ON e.match_id = m.id
             WHERE m.participant_id = $1 AND e.match_id IS NULL AND EXISTS (
                SELECT 1 FROM roles r LEFT JOIN role_endings x ON x.role_id = r.id
                WHERE r.person_id = p.id AND r.role = 'peer_supporter' AND x.role_id IS NULL)
             ORDER BY p.id",
        ),
        (
            Role::Supervisor,
            "SELECT DISTINCT p.id, COALESCE(p.goes_by, p.name) AS name FROM matches m
             JOIN peer_supporters s ON s.id = m.supporter_id JOIN people p ON p.id = s.supervisor_id
             LEFT JOIN endings e ON e.match_id = m.id
             WHERE m.participant_id = $1 AND e.match_id IS NULL AND EXISTS (
                SELECT 1 FROM roles r LEFT JOIN role_endings x ON x.role_id = r.id
                WHERE r.person_id = p.id AND r.role = 'supervisor' AND x.role_id IS NULL)
             ORDER BY p.id",
        ),
        (
            Role::Clinician,
            "SELECT DISTINCT p.id, COALESCE(p.goes_by, p.name) AS name FROM attendances a
             JOIN group_meetings g ON g.id = a.meeting_id
             JOIN support_groups s ON s.id = g.group_id AND s.model = 'group_therapy'
             JOIN people p ON p.id = s.leader_id JOIN participants k ON k.person_id = a.person_id
             WHERE k.id = $1 AND a.minutes > 0 AND EXISTS (
                SELECT 1 FROM roles r LEFT JOIN role_endings x ON x.role_id = r.id
                WHERE r.person_id = p.id AND r.role = 'clinician' AND x.role_id IS NULL)
             ORDER BY p.id",
        ),
        (
            // Volunteers and others, by the calls and efforts that are theirs.
            Role::Volunteer,
            "SELECT p.id, COALESCE(p.goes_by, p.name) AS name FROM people p WHERE EXISTS (
                SELECT 1 FROM telephone_supports s JOIN telephone_assignments a ON a.id =
                    (SELECT MAX(b.id) FROM telephone_assignments b WHERE b.support_id = s.id)
                LEFT JOIN telephone_endings e ON e.support_id = s.id
                WHERE s.participant_id = $1 AND a.caller_id = p.id AND e.support_id IS NULL)
             OR EXISTS (
                SELECT 1 FROM outreaches o JOIN outreach_assignments a ON a.id =
                    (SELECT MAX(b.id) FROM outreach_assignments b WHERE b.outreach_id = o.id)
                LEFT JOIN outreach_endings e ON e.outreach_id = o.id
                WHERE o.participant_id = $1 AND a.owner_id = p.id AND e.outreach_id IS NULL)
             ORDER BY p.id",
        ),
    ];
    let mut all = Vec::new();
    for (role, sql) in RELATED {
        all.push(Reach { role, names: tx.all(sql, params![record.participant()], |row| row.get("name"))? });
    }
    all.push(Reach { role: Role::Auditor, names: reviews::store::auditors_of(tx, record, today)? });
    for role in [Role::Coordinator, Role::Biller, Role::PrivacyOfficer, Role::Administrator, Role::Evaluator]
    {
        let names = tx.all(
            "SELECT DISTINCT p.id, COALESCE(p.goes_by, p.name) AS name FROM roles r
             JOIN people p ON p.id = r.person_id LEFT JOIN role_endings x ON x.role_id = r.id
             WHERE r.role = $1 AND x.role_id IS NULL AND p.id <> $2 ORDER BY p.id",
            params![role, record.person()],
            |row| row.get("name"),
        )?;
        all.push(Reach { role, names });
    }
    Ok(all)
}

/// Somebody opened the record, as whom, when, and for which work.
pub struct Looked {
    pub who: String,
    pub acting_as: Role,
    pub at: Timestamp,
    pub why: Option<String>,
}

/// The latest few openings by others.
pub fn last_openings(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Looked>, Error> {
    tx.all(
        "SELECT a.at, p.name, a.acting_as, a.why FROM audit_entries a LEFT JOIN people p ON p.id = a.actor_id
         WHERE a.participant_id = $1 AND a.action = 'opened' AND a.actor_id <> $2
         ORDER BY a.seq DESC LIMIT 5",
        params![record.participant(), record.person()],
        |row| {
            Ok(Looked {
                who: row.get::<Option<String>>("name")?.unwrap_or_default(),
                acting_as: row.get("acting_as")?,
                at: row.get("at")?,
                why: row.get("why")?,
            })
        },
    )
}
