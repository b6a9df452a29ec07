//! The trust ledger.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use super::Bridge;
use super::plans::side;
use crate::ids::{PersonId, RowId};
use crate::relationships::ledger::{self, Mark, Promise};

/// All of it, the same for both sides.
pub fn ledger(tx: &mut Tx<'_>, bridge: &Bridge) -> Result<Vec<Promise>, Error> {
    let promises = tx.all(
        "SELECT id, side, promise, by_on, made_at FROM repair_promises WHERE bridge_id = $1 ORDER BY id LIMIT 200",
        params![bridge.id],
        |row| {
            Ok(Promise {
                id: row.get("id")?,
                side: side(row)?,
                words: row.get("promise")?,
                by_on: row.get("by_on")?,
                made_at: row.get("made_at")?,
                marks: Vec::new(),
            })
        },
    )?;
    let marks = tx.all(
        "SELECT m.promise_id, m.mark, m.marked_at FROM repair_promise_marks m
         JOIN repair_promises p ON p.id = m.promise_id WHERE p.bridge_id = $1 ORDER BY m.id",
        params![bridge.id],
        |row| Ok((row.get("promise_id")?, Mark { mark: row.get("mark")?, at: row.get("marked_at")? })),
    )?;
    Ok(ledger::ledger(promises, marks))
}

/// Keeps a promise, sealed with the key of whoever makes it.
pub fn add_promise(tx: &mut Tx<'_>, bridge: &Bridge, new: &Promise, by: PersonId) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_promises (id, bridge_id, side, promise, by_on, made_at, made_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![new.id, bridge.id, new.side.code(), tx.seal(by, &new.words)?, new.by_on, new.made_at, by],
    )?;
    Ok(())
}

pub fn add_mark(
    tx: &mut Tx<'_>,
    (id, promise, mark): (RowId, RowId, &str),
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_promise_marks (id, promise_id, mark, marked_at, marked_by) VALUES ($1, $2, $3, $4, $5)",
        params![id, promise, mark, now, by],
    )?;
    Ok(())
}
