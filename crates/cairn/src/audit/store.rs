//! Every statement on the audit log. There is no statement that changes or removes an entry.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use super::{Entry, Stamp};
use crate::access::{Record, Role, Seat};
use crate::web::PageRequest;

pub fn append(tx: &mut Tx<'_>, stamp: Stamp, entry: Entry) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO audit_entries (id, at, actor_id, acting_as, action, participant_id, object_kind, object_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            stamp.id,
            stamp.at,
            stamp.actor,
            entry.acting_as,
            entry.act.code(),
            entry.participant,
            entry.kind,
            entry.id
        ],
    )?;
    Ok(())
}

/// An entry as a person reads it.
pub struct Opening {
    pub at: Timestamp,
    /// Empty when the program itself acted.
    pub who: String,
    pub acting_as: Role,
    pub action: String,
    pub kind: String,
}

fn read(row: &cairn_db::Row<'_>) -> Result<Opening, Error> {
    Ok(Opening {
        at: row.get("at")?,
        who: row.get::<Option<String>>("name")?.unwrap_or_default(),
        acting_as: row.get("acting_as")?,
        action: row.get("action")?,
        kind: row.get("object_kind")?,
    })
}

/// What others did with this record, newest first. That a clinician keeps counseling notes is for the participant to
/// read, and for nobody else.
pub fn of_participant(tx: &mut Tx<'_>, record: &Record, page: PageRequest) -> Result<Vec<Opening>, Error> {
    tx.all(
        "SELECT a.at, p.name, a.acting_as, a.action, a.object_kind FROM audit_entries a
         LEFT JOIN people p ON p.id = a.actor_id
         WHERE a.participant_id = $1 AND (a.actor_id IS NULL OR a.actor_id <> $2)
           AND (CAST($5 AS BIGINT) = 1 OR a.object_kind <> 'counseling_note')
         ORDER BY a.id DESC LIMIT $3 OFFSET $4",
        params![
            record.participant(),
            record.person(),
            page.limit(),
            page.offset(),
            i64::from(record.is_own())
        ],
        read,
    )
}

/// All entries, newest first, for the privacy officer.
pub fn of_program(tx: &mut Tx<'_>, _seat: &Seat, page: PageRequest) -> Result<Vec<Opening>, Error> {
    tx.all(
        "SELECT a.at, p.name, a.acting_as, a.action, a.object_kind FROM audit_entries a
         LEFT JOIN people p ON p.id = a.actor_id
         ORDER BY a.id DESC LIMIT $1 OFFSET $2",
        params![page.limit(), page.offset()],
        read,
    )
}
