//! Taking out what an import brought: its own rows and no others. A row is the import's own when it was written at
//! the import's instant for one of its people.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use super::super::references::{PARTS, REFERENCES};
use super::super::undo::Held;
use crate::ids::{ImportId, ParticipantId};

/// What stands in the way is looked for until this much of it is found.
const SHOWN: usize = 20;
/// From so many people on, every column that may refer to one gets an index while they are taken out: the database
/// asks of each row it removes whether anything refers to it, and would read all the tables through each time.
const MANY: i64 = 500;

/// When an import was made, and whether it was undone before. `None`: there is no such import.
pub fn undone(tx: &mut Tx<'_>, import: ImportId) -> Result<Option<bool>, Error> {
    tx.maybe(
        "SELECT u.undone_at FROM imports i LEFT JOIN import_undoings u ON u.import_id = i.id WHERE i.id = $1",
        params![import],
        |row| Ok(row.get::<Option<Timestamp>>("undone_at")?.is_some()),
    )
}

/// The participants that an import brought.
pub fn participants(tx: &mut Tx<'_>, import: ImportId) -> Result<Vec<ParticipantId>, Error> {
    tx.all(
        "SELECT a.id FROM participants a JOIN imported_people ip ON ip.person_id = a.person_id
         WHERE ip.import_id = $1 ORDER BY a.id",
        params![import],
        |row| row.get("id"),
    )
}

/// What others have added to the import's people since: the first few.
fn held(tx: &mut Tx<'_>, import: ImportId) -> Result<Vec<Held>, Error> {
    let mut held = Vec::new();
    for reference in REFERENCES {
        held.extend(tx.all(reference.since, params![import], |row| {
            Ok(Held { line: row.get("line")?, person: row.get("person_id")?, what: reference.table })
        })?);
        if held.len() >= SHOWN {
            break;
        }
    }
    held.sort_by_key(|held: &Held| (held.line, held.what));
    held.dedup();
    Ok(held)
}

/// Takes everything out and writes the undoing down; the number of people, or what stands in the way.
pub fn remove(tx: &mut Tx<'_>, import: ImportId, now: Timestamp) -> Result<Result<u64, Vec<Held>>, Error> {
    let held = held(tx, import)?;
    if !held.is_empty() {
        return Ok(Err(held));
    }
    let many =
        tx.count("SELECT COUNT(*) AS n FROM imported_people WHERE import_id = $1", params![import])? > MANY;
    let [before, after] = [0, 1].map(|step| {
        // The log refers to people without a foreign key.
        let keys = REFERENCES.iter().filter(move |reference| many && reference.table != "audit_entries");
        keys.filter_map(move |reference| reference.index.get(step))
    });
    for index in before {
        tx.script(index)?;
    }
    let mut people = 0;
    for part in PARTS {
        // The people themselves come last.
        people = tx.execute(part.removal, params![import])?;
    }
    for index in after {
        tx.script(index)?;
    }
    tx.execute(
        "INSERT INTO import_undoings (import_id, undone_at, people_removed) VALUES ($1, $2, $3)",
        params![import, now, people as i64],
    )?;
    Ok(Ok(people))
}
