//! Entries from before there was a tree.

use cairn_db::{Error, Tx, dialect};

use super::append;
use super::entry::NewRow;

/// Puts entries that were written before the tree into it, in their order. Part of bringing the schema up to date, in
/// the same transaction; does nothing ever after.
pub fn take_over(tx: &mut Tx<'_>) -> Result<(), Error> {
    let tables = tx.all(dialect::tables(tx.dialect()), &[], |row| row.get::<String>("name"))?;
    if !tables.iter().any(|name| name == "audit_entries_before_tree") {
        return Ok(());
    }
    let rows = tx.all("SELECT * FROM audit_entries_before_tree ORDER BY id", &[], NewRow::of_earlier)?;
    for row in rows {
        append::append(tx, row)?;
    }
    tx.script("DROP TABLE audit_entries_before_tree;")
}
