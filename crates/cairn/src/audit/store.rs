//! Every statement that reads entries for people. There is none that changes or removes one.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::access::{Record, Role, Seat};
use crate::ids::{ParticipantId, PersonId};
use crate::web::PageRequest;

/// An entry as a person reads it.
pub struct Opening {
    pub seq: i64,
    pub at: Timestamp,
    /// Empty when the program itself acted.
    pub who: String,
    pub acting_as: Role,
    pub action: String,
    pub kind: String,
    pub participant: Option<ParticipantId>,
    /// Empty in entries from before purposes were written down.
    pub why: Option<String>,
    pub reason: Option<String>,
}

fn read(row: &cairn_db::Row<'_>) -> Result<Opening, Error> {
    Ok(Opening {
        seq: row.get("seq")?,
        at: row.get("at")?,
        who: row.get::<Option<String>>("name")?.unwrap_or_default(),
        acting_as: row.get("acting_as")?,
        action: row.get("action")?,
        kind: row.get("object_kind")?,
        participant: row.get("participant_id")?,
        why: row.get("why")?,
        reason: row.get("reason")?,
    })
}

/// What others did with this record, newest first.
pub fn of_participant(tx: &mut Tx<'_>, record: &Record, page: PageRequest) -> Result<Vec<Opening>, Error> {
    tx.all(
        "SELECT a.seq, a.at, p.name, a.acting_as, a.action, a.object_kind, a.participant_id, a.why, a.reason
         FROM audit_entries a LEFT JOIN people p ON p.id = a.actor_id
         WHERE a.participant_id = $1 AND (a.actor_id IS NULL OR a.actor_id <> $2)
         ORDER BY a.seq DESC LIMIT $3 OFFSET $4",
        params![record.participant(), record.person(), page.limit(), page.offset()],
        read,
    )
}

/// Which entries the privacy officer asks for; what is empty does not matter.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub person: Option<PersonId>,
    pub participant: Option<ParticipantId>,
    pub act: Option<String>,
    pub kind: Option<String>,
    pub from: Option<Timestamp>,
    /// Before this instant.
    pub until: Option<Timestamp>,
}

/// Entries of the whole program, newest first, for the privacy officer.
pub fn of_program(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    wanted: &Wanted,
    page: PageRequest,
) -> Result<Vec<Opening>, Error> {
    // Where an index helps, it is asked for plainly: "unknown or equal" would keep both databases from using it.
    let sql = match (wanted.participant, wanted.person) {
        (Some(_), _) => {
            "SELECT a.seq, a.at, p.name, a.acting_as, a.action, a.object_kind, a.participant_id, a.why, a.reason
             FROM audit_entries a LEFT JOIN people p ON p.id = a.actor_id
             WHERE a.participant_id = $1 AND (CAST($2 AS TEXT) IS NULL OR a.actor_id = $2)
               AND (CAST($3 AS TEXT) IS NULL OR a.action = $3) AND (CAST($4 AS TEXT) IS NULL OR a.object_kind = $4)
               AND a.at >= $5 AND a.at < $6 ORDER BY a.seq DESC LIMIT $7 OFFSET $8"
        }
        (None, Some(_)) => {
            "SELECT a.seq, a.at, p.name, a.acting_as, a.action, a.object_kind, a.participant_id, a.why, a.reason
             FROM audit_entries a LEFT JOIN people p ON p.id = a.actor_id
             WHERE CAST($1 AS TEXT) IS NULL AND a.actor_id = $2
               AND (CAST($3 AS TEXT) IS NULL OR a.action = $3) AND (CAST($4 AS TEXT) IS NULL OR a.object_kind = $4)
               AND a.at >= $5 AND a.at < $6 ORDER BY a.seq DESC LIMIT $7 OFFSET $8"
        }
        (None, None) => {
            "SELECT a.seq, a.at, p.name, a.acting_as, a.action, a.object_kind, a.participant_id, a.why, a.reason
             FROM audit_entries a LEFT JOIN people p ON p.id = a.actor_id
             WHERE CAST($1 AS TEXT) IS NULL AND CAST($2 AS TEXT) IS NULL
               AND (CAST($3 AS TEXT) IS NULL OR a.action = $3) AND (CAST($4 AS TEXT) IS NULL OR a.object_kind = $4)
               AND a.at >= $5 AND a.at < $6 ORDER BY a.seq DESC LIMIT $7 OFFSET $8"
        }
    };
    let values = params![
        wanted.participant,
        wanted.person,
        wanted.act.clone(),
        wanted.kind.clone(),
        wanted.from.map_or(i64::MIN, |at| at.as_millisecond()),
        wanted.until.map_or(i64::MAX, |at| at.as_millisecond()),
        page.limit(),
        page.offset()
    ];
    tx.all(sql, values, read)
}

/// Everybody who works or worked here, by name.
pub fn staff(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<(PersonId, String)>, Error> {
    let mut staff = tx.all(
        "SELECT p.id, p.name FROM people p WHERE EXISTS (
            SELECT 1 FROM roles r WHERE r.person_id = p.id AND r.role NOT IN ('participant', 'family_member'))",
        &[],
        |row| Ok((row.get("id")?, row.get::<String>("name")?)),
    )?;
    // Names are sealed: they are put in order after they were opened.
    staff.sort_by_cached_key(|(_, name)| name.to_lowercase());
    Ok(staff)
}
