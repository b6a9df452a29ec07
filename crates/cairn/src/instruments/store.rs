//! The statement that adds a pack. What is asked is kept by `assessments::choose`; what is there is read through
//! `assessments::library`.

use cairn_db::{Error, Tx, params};
use cairn_instruments::Definition;
use jiff::Timestamp;

use crate::access::Seat;
use crate::ids::RowId;

/// Adds a pack as it came; whether its version was not here yet.
pub fn add(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (definition, source): (&Definition, &str),
    (id, at): (RowId, Timestamp),
) -> Result<bool, Error> {
    let added = tx.execute(
        "INSERT INTO instrument_packs (id, instrument, version, definition_hash, source, added_at, added_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (instrument, version) DO NOTHING",
        params![id, &definition.id, &definition.version, definition.hash(), source, at, seat.person()],
    )?;
    Ok(added > 0)
}
