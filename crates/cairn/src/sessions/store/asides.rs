//! Statements on asides. Each takes the one who asks: what somebody keeps for themselves is read by them alone.

use cairn_db::{Error, Row, Tx, params};

use super::super::aside::Aside;
use crate::access::{Record, Tier};
use crate::ids::{PersonId, RowId, SessionId};
use crate::web::PageRequest;

pub fn add_aside(tx: &mut Tx<'_>, record: &Record, session: SessionId, aside: &Aside) -> Result<(), Error> {
    let words = tx.seal(record.person(), &aside.words)?;
    tx.execute(
        "INSERT INTO asides (id, session_id, participant_id, author_id, tier, words, written_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![aside.id, session, record.participant(), aside.author, aside.tier, words, aside.written_at],
    )?;
    Ok(())
}

macro_rules! asides {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.author_id, COALESCE(w.goes_by, w.name) AS author_name, a.tier, a.words, a.written_at
             FROM asides a JOIN people w ON w.id = a.author_id
             WHERE a.session_id = $1 AND a.participant_id = $2 AND (a.tier = 'ours' OR a.author_id = $3) ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Aside, Error> {
    Ok(Aside {
        id: row.get("id")?,
        author: row.get("author_id")?,
        author_name: row.get("author_name")?,
        tier: row.get("tier")?,
        words: row.get("words")?,
        written_at: row.get("written_at")?,
    })
}

/// What the two shared, and what the viewer kept, oldest first.
pub fn asides(
    tx: &mut Tx<'_>,
    record: &Record,
    (session, viewer): (SessionId, PersonId),
    page: PageRequest,
) -> Result<Vec<Aside>, Error> {
    tx.all(
        asides!("ORDER BY a.written_at DESC, a.id DESC LIMIT $4 OFFSET $5"),
        params![session, record.participant(), viewer, page.limit(), page.offset()],
        read,
    )
}

pub fn aside(
    tx: &mut Tx<'_>,
    record: &Record,
    (session, viewer): (SessionId, PersonId),
    id: RowId,
) -> Result<Option<Aside>, Error> {
    tx.maybe(asides!("AND a.id = $4"), params![session, record.participant(), viewer, id], read)
}

pub fn set_aside_tier(tx: &mut Tx<'_>, record: &Record, id: RowId, tier: Tier) -> Result<(), Error> {
    tx.execute(
        "UPDATE asides SET tier = $3 WHERE id = $1 AND participant_id = $2",
        params![id, record.participant(), tier],
    )?;
    Ok(())
}
