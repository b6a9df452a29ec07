//! Who can open a family member's record now, and who did lately: the other way round of what the desk asks.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::access::{FamilyRecord, Role, WALKS, met_since};
use crate::ids::FamilyId;

/// Supporters who walk with a family now, and their supervisors, by name.
pub fn around(
    tx: &mut Tx<'_>,
    family: FamilyId,
    now: Timestamp,
) -> Result<(Vec<String>, Vec<String>), Error> {
    let sql = [
        "SELECT s.id, COALESCE(p.goes_by, p.name) AS name, v.name AS supervisor FROM ",
        WALKS,
        " JOIN peer_supporters s ON s.id = walk.supporter_id JOIN people p ON p.id = s.person_id
         LEFT JOIN people v ON v.id = s.supervisor_id WHERE walk.family_id = $2 ORDER BY s.id",
    ];
    let found = tx.all(&sql.concat(), params![met_since(now), family], |row| {
        Ok((row.get::<String>("name")?, row.get::<Option<String>>("supervisor")?))
    })?;
    let (supporters, supervisors): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let mut supervisors: Vec<String> = supervisors.into_iter().flatten().collect();
    supervisors.sort();
    supervisors.dedup();
    Ok((supporters, supervisors))
}

/// Coordinators by name.
pub fn coordinators(tx: &mut Tx<'_>, record: &FamilyRecord) -> Result<Vec<String>, Error> {
    tx.all(
        "SELECT DISTINCT p.id, COALESCE(p.goes_by, p.name) AS name FROM roles r JOIN people p ON p.id = r.person_id
         LEFT JOIN role_endings x ON x.role_id = r.id
         WHERE r.role = 'coordinator' AND x.role_id IS NULL AND p.id <> $1 ORDER BY p.id",
        params![record.person()],
        |row| row.get("name"),
    )
}

/// Somebody else opened the record or the family, as whom and when.
pub struct Looked {
    pub who: String,
    pub acting_as: Role,
    pub at: Timestamp,
}

/// The latest openings by others, the newest first. One person on one day is one line for whoever reads it.
pub fn last_openings(tx: &mut Tx<'_>, record: &FamilyRecord, most: i64) -> Result<Vec<Looked>, Error> {
    tx.all(
        "SELECT a.at, p.name, a.acting_as FROM audit_entries a LEFT JOIN people p ON p.id = a.actor_id
         WHERE a.object_kind = 'family_member' AND a.object_id = $1 AND a.action = 'opened' AND a.actor_id <> $2
         ORDER BY a.seq DESC LIMIT $3",
        params![record.member(), record.person(), most],
        |row| {
            Ok(Looked {
                who: row.get::<Option<String>>("name")?.unwrap_or_default(),
                acting_as: row.get("acting_as")?,
                at: row.get("at")?,
            })
        },
    )
}
