//! Appending: the next number, the row, and the nodes that it completes.
//!
//! On PostgreSQL several transactions write at once, and numbers without gaps need an order among them: the lock is
//! taken here and held until the commit. That this is the last thing a transaction does (`Tx::before_commit`) has two
//! effects. The lock is held for a few statements and one commit, not for the work before; and who holds it waits for
//! nothing more, so no circle of waiting can close. A transaction that fails gives its numbers back, since they are
//! rolled back with it. On SQLite there is one writer anyway.

use cairn_db::{Error, Tx, dialect, params};
use cairn_proof::{Hash, appended};

use super::entry::NewRow;

/// Any number that no other lock of the application has ("audit" in ASCII).
const LOCK: i64 = 0x61_75_64_69_74;

pub fn append(tx: &mut Tx<'_>, row: NewRow) -> Result<(), Error> {
    if let Some(lock) = dialect::one_at_a_time(tx.dialect()) {
        tx.all(lock, params![LOCK], |_| Ok(()))?;
    }
    let entry = row.at(size(tx)? + 1);
    tx.execute(
        "INSERT INTO audit_entries (seq, id, at, actor_id, acting_as, action, participant_id, object_kind, object_id,
            why, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &entry.values(),
    )?;
    let index = u64::try_from(entry.seq() - 1).unwrap_or_default();
    for (place, hash) in appended(index, entry.leaf(), |place| node(tx, place))? {
        tx.execute(
            "INSERT INTO audit_nodes (place, hash) VALUES ($1, $2)",
            params![place as i64, hash.0.as_slice()],
        )?;
    }
    Ok(())
}

/// How many entries there are, by the last one's number.
pub fn size(tx: &mut Tx<'_>) -> Result<i64, Error> {
    tx.count("SELECT COALESCE(MAX(seq), 0) AS n FROM audit_entries", &[])
}

pub fn node(tx: &mut Tx<'_>, place: u64) -> Result<Hash, Error> {
    tx.one("SELECT hash FROM audit_nodes WHERE place = $1", params![place as i64], |row| {
        Hash::try_from(row.get::<Vec<u8>>("hash")?.as_slice())
            .map_err(|_| Error::Column { column: "hash".to_string(), reason: "is not 32 bytes".to_string() })
    })
}
