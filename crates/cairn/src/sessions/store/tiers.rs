//! Statements on who reads a note about a session.

use cairn_db::{Error, Tx, params};

use crate::access::{Record, Tier};
use crate::ids::{NoteId, SessionId};

/// The note of a session and its tier; none when no note was begun.
pub fn note_tier(
    tx: &mut Tx<'_>,
    record: &Record,
    session: SessionId,
) -> Result<Option<(NoteId, Tier)>, Error> {
    tx.maybe(
        "SELECT id, tier FROM notes WHERE session_id = $1 AND participant_id = $2",
        params![session, record.participant()],
        |row| Ok((row.get("id")?, row.get("tier")?)),
    )
}

pub fn set_note_tier(tx: &mut Tx<'_>, record: &Record, note: NoteId, tier: Tier) -> Result<(), Error> {
    tx.execute(
        "UPDATE notes SET tier = $3 WHERE id = $1 AND participant_id = $2",
        params![note, record.participant(), tier],
    )?;
    Ok(())
}
