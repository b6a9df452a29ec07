//! What each side agreed to, read, took back; that they met; what was kept of it.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use super::Row;
use crate::access::Tier;
use crate::ids::{PersonId, RowId};
use crate::sealing;
use crate::shared_sessions::{Agreement, Side, Standing};

fn side(row: &cairn_db::Row<'_>) -> Result<Side, Error> {
    Side::from_code(&row.get::<String>("side")?)
        .ok_or_else(|| Error::Column { column: "side".to_string(), reason: "not a side".to_string() })
}

/// Everything that happened to it; whether the consent stands is the caller's to say.
pub fn standing(tx: &mut Tx<'_>, of: &Row) -> Result<Standing, Error> {
    let agreements = tx.all(
        "SELECT a.id, a.side, a.topics, a.not_topics, a.there, a.keeps, a.tier, a.agreed_at, a.agreed_by,
            CASE WHEN r.agreement_id IS NULL THEN 0 ELSE 1 END AS was_read
         FROM shared_agreements a LEFT JOIN shared_readings r ON r.agreement_id = a.id
         WHERE a.session_id = $1 ORDER BY a.id",
        params![of.id],
        |row| {
            Ok(Agreement {
                id: row.get("id")?,
                side: side(row)?,
                topics: row.get("topics")?,
                not_topics: row.get("not_topics")?,
                there: row.get("there")?,
                keeps: row.get("keeps")?,
                tier: row.get("tier")?,
                agreed_at: row.get("agreed_at")?,
                agreed_by: row.get("agreed_by")?,
                read: row.get("was_read")?,
            })
        },
    )?;
    let withdrawn = tx.all(
        "SELECT side, withdrawn_at FROM shared_withdrawals WHERE session_id = $1 ORDER BY withdrawn_at",
        params![of.id],
        |row| Ok((side(row)?, row.get("withdrawn_at")?)),
    )?;
    let held =
        tx.count("SELECT COUNT(*) AS n FROM shared_holdings WHERE session_id = $1", params![of.id])? > 0;
    Ok(Standing { agreements, withdrawn, consented: false, invited: of.member.is_some(), held })
}

/// Keeps what one side agrees to, sealed with the key of whoever says it.
pub fn agree(tx: &mut Tx<'_>, session: RowId, new: &Agreement) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO shared_agreements (id, session_id, side, topics, not_topics, there, keeps, tier, agreed_at, agreed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            new.id,
            session,
            new.side.code(),
            tx.seal_some(new.agreed_by, new.topics.as_deref())?,
            tx.seal_some(new.agreed_by, new.not_topics.as_deref())?,
            tx.seal_some(new.agreed_by, new.there.as_deref())?,
            new.keeps,
            new.tier,
            new.agreed_at,
            new.agreed_by
        ],
    )?;
    Ok(())
}

/// The other side has read this.
pub fn mark_read(tx: &mut Tx<'_>, agreement: RowId, (now, by): (Timestamp, PersonId)) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO shared_readings (agreement_id, read_at, read_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        params![agreement, now, by],
    )?;
    Ok(())
}

pub fn withdraw(
    tx: &mut Tx<'_>,
    session: RowId,
    side: Side,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO shared_withdrawals (session_id, side, withdrawn_at, withdrawn_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        params![session, side.code(), now, by],
    )?;
    Ok(())
}

pub fn hold(
    tx: &mut Tx<'_>,
    session: RowId,
    (from, to): (Timestamp, Timestamp),
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO shared_holdings (session_id, started_at, ended_at, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![session, from, to, now, by],
    )?;
    Ok(())
}

/// What the host kept.
pub struct Note {
    pub author: PersonId,
    pub author_name: String,
    pub tier: Tier,
    pub words: String,
    pub written_at: Timestamp,
}

/// Every saved text, the newest first.
pub fn notes(tx: &mut Tx<'_>, of: &Row) -> Result<Vec<Note>, Error> {
    tx.all(
        "SELECT n.author_id, COALESCE(p.goes_by, p.name) AS author_name, n.tier, n.words, n.written_at
         FROM shared_notes n JOIN people p ON p.id = n.author_id WHERE n.session_id = $1 ORDER BY n.id DESC",
        params![of.id],
        |row| {
            Ok(Note {
                author: row.get("author_id")?,
                author_name: row.get("author_name")?,
                tier: row.get("tier")?,
                words: row.get("words")?,
                written_at: row.get("written_at")?,
            })
        },
    )
}

pub struct NewNote {
    pub id: RowId,
    pub tier: Tier,
    pub words: String,
}

pub fn add_note(
    tx: &mut Tx<'_>,
    of: &Row,
    new: &NewNote,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    let subject = sealing::PARTICIPANT.subject(tx, of.participant)?;
    tx.execute(
        "INSERT INTO shared_notes (id, session_id, author_id, tier, words, written_at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![new.id, of.id, by, new.tier, tx.seal(subject, &new.words)?, now],
    )?;
    Ok(())
}
