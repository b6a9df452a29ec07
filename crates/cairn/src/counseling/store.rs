//! Every statement on counseling notes. Each is about the notes of one author; there is none that counts or searches.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::CounselingNote;
use crate::access::Therapy;
use crate::ids::RowId;
use crate::web::PageRequest;

/// Keeps a note, sealed with a key that is the note's alone.
pub fn add(tx: &mut Tx<'_>, therapy: &Therapy, note: &CounselingNote) -> Result<(), Error> {
    let words = tx.seal(note.id, &note.words)?;
    tx.execute(
        "INSERT INTO counseling_notes (id, participant_id, author_id, held_on, words, written_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![note.id, therapy.participant(), therapy.clinician(), note.held_on, words, note.written_at],
    )?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<CounselingNote, Error> {
    Ok(CounselingNote {
        id: row.get("id")?,
        held_on: row.get("held_on")?,
        words: row.get("words")?,
        written_at: row.get::<Timestamp>("written_at")?,
    })
}

/// The viewer's own notes about this participant, the newest first.
pub fn list(tx: &mut Tx<'_>, therapy: &Therapy, page: PageRequest) -> Result<Vec<CounselingNote>, Error> {
    tx.all(
        "SELECT id, held_on, words, written_at FROM counseling_notes
         WHERE participant_id = $1 AND author_id = $2 ORDER BY held_on DESC, id DESC LIMIT $3 OFFSET $4",
        params![therapy.participant(), therapy.clinician(), page.limit(), page.offset()],
        read,
    )
}

pub fn one(tx: &mut Tx<'_>, therapy: &Therapy, id: RowId) -> Result<Option<CounselingNote>, Error> {
    tx.maybe(
        "SELECT id, held_on, words, written_at FROM counseling_notes
         WHERE id = $1 AND participant_id = $2 AND author_id = $3",
        params![id, therapy.participant(), therapy.clinician()],
        read,
    )
}
