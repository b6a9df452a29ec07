//! Secure links.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::{codes, list};
use crate::access::Record;
use crate::disclosures::Link;
use crate::ids::{ParticipantId, RowId};

/// The hashes of a link's token, and of token and code together.
pub struct Hashes {
    pub token: String,
    pub code: String,
}

macro_rules! links {
    ($rest:literal) => {
        concat!(
            "SELECT l.id, l.participant_id, q.person_id, l.recipient_id, l.code_hash, l.purpose, l.categories,
                l.description, l.everything_reason, l.made_at, l.made_by, l.acting_as, l.expires_at, e.ended_at,
                (SELECT COUNT(*) FROM shared_link_failures f WHERE f.link_id = l.id) AS failures,
                (SELECT COUNT(*) FROM disclosures d WHERE d.link_id = l.id) AS uses
             FROM shared_links l JOIN participants q ON q.id = l.participant_id
             LEFT JOIN shared_link_endings e ON e.link_id = l.id ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Link, Error> {
    Ok(Link {
        id: row.get("id")?,
        participant: row.get("participant_id")?,
        person: row.get("person_id")?,
        recipient: row.get("recipient_id")?,
        code_hash: row.get("code_hash")?,
        purpose: row.get("purpose")?,
        categories: codes(row, "categories")?,
        description: row.get("description")?,
        everything_reason: row.get("everything_reason")?,
        made_at: row.get("made_at")?,
        made_by: row.get("made_by")?,
        acting_as: row.get("acting_as")?,
        expires_at: row.get("expires_at")?,
        ended_at: row.get("ended_at")?,
        failures: row.get("failures")?,
        uses: row.get("uses")?,
    })
}

pub fn add(tx: &mut Tx<'_>, record: &Record, link: &Link, hashes: &Hashes) -> Result<(), Error> {
    let description = tx.seal(record.person(), &link.description)?;
    let reason = tx.seal_some(record.person(), link.everything_reason.as_deref())?;
    tx.execute(
        "INSERT INTO shared_links (id, participant_id, recipient_id, token_hash, code_hash, purpose, categories,
            description, everything_reason, made_at, made_by, acting_as, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        params![
            link.id,
            record.participant(),
            link.recipient,
            &hashes.token,
            &hashes.code,
            &link.purpose,
            list(&link.categories),
            description,
            reason,
            link.made_at,
            link.made_by,
            link.acting_as,
            link.expires_at
        ],
    )?;
    Ok(())
}

pub fn by_token(tx: &mut Tx<'_>, token_hash: &str) -> Result<Option<Link>, Error> {
    tx.maybe(links!("WHERE l.token_hash = $1"), params![token_hash], read)
}

/// All links of a participant, newest first.
pub fn of_participant(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Link>, Error> {
    tx.all(links!("WHERE l.participant_id = $1 ORDER BY l.id DESC"), params![record.participant()], read)
}

/// Whose link it is: not proof, only where to ask for it.
pub fn participant_of(tx: &mut Tx<'_>, id: RowId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM shared_links WHERE id = $1", params![id], |row| {
        row.get("participant_id")
    })
}

/// Ends a link of the record; whether it was open.
pub fn end(
    tx: &mut Tx<'_>,
    record: &Record,
    id: RowId,
    (at, by): (Timestamp, crate::ids::PersonId),
) -> Result<bool, Error> {
    let ended = tx.execute(
        "INSERT INTO shared_link_endings (link_id, ended_at, ended_by)
         SELECT id, $3, $4 FROM shared_links WHERE id = $1 AND participant_id = $2 ON CONFLICT DO NOTHING",
        params![id, record.participant(), at, by],
    )?;
    Ok(ended > 0)
}

pub fn fail(tx: &mut Tx<'_>, id: RowId, link: RowId, at: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO shared_link_failures (id, link_id, failed_at) VALUES ($1, $2, $3)",
        params![id, link, at],
    )?;
    Ok(())
}
