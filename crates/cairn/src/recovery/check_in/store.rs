//! Every statement on check-ins.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::CheckIn;
use crate::access::{Record, Tier};
use crate::ids::{ParticipantId, PersonId, RowId};
use crate::web::PageRequest;

fn read(row: &Row<'_>) -> Result<CheckIn, Error> {
    let number = |sealed: Option<String>| sealed.and_then(|text| text.parse().ok());
    let halt: Option<String> = row.get("halt")?;
    Ok(CheckIn {
        id: row.get("id")?,
        mood: number(row.get("mood")?),
        craving: number(row.get("craving")?),
        halt: halt
            .unwrap_or_default()
            .split(' ')
            .filter(|code| !code.is_empty())
            .map(str::to_string)
            .collect(),
        words: row.get("words")?,
        tier: row.get("tier")?,
        made_at: row.get("made_at")?,
        made_by: row.get("made_by")?,
        made_by_name: row.get("made_by_name")?,
    })
}

/// Whose record a check-in is in: not proof, only where to ask for it.
pub(super) fn participant_of(tx: &mut Tx<'_>, id: RowId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM check_ins WHERE id = $1", params![id], |row| {
        row.get("participant_id")
    })
}

/// The check-ins of a record that `reader` may read, the latest first.
pub(super) fn list(
    tx: &mut Tx<'_>,
    record: &Record,
    reader: PersonId,
    page: PageRequest,
) -> Result<Vec<CheckIn>, Error> {
    let all = readable(tx, record, reader)?;
    Ok(all.into_iter().skip(page.offset() as usize).take(page.limit() as usize).collect())
}

/// Every check-in that `reader` may read, the latest first.
pub fn all(tx: &mut Tx<'_>, record: &Record, reader: PersonId) -> Result<Vec<CheckIn>, Error> {
    readable(tx, record, reader)
}

/// Whom this person let read their latest check-in: what the next one begins with.
pub fn last_tier(tx: &mut Tx<'_>, made_by: PersonId) -> Result<Option<Tier>, Error> {
    tx.maybe(
        "SELECT tier FROM check_ins WHERE made_by = $1 ORDER BY made_at DESC, id DESC LIMIT 1",
        params![made_by],
        |row| row.get("tier"),
    )
}

/// The latest check-in that `reader` may read.
pub fn latest(tx: &mut Tx<'_>, record: &Record, reader: PersonId) -> Result<Option<CheckIn>, Error> {
    Ok(readable(tx, record, reader)?.into_iter().next())
}

pub(super) fn one(
    tx: &mut Tx<'_>,
    record: &Record,
    reader: PersonId,
    id: RowId,
) -> Result<Option<CheckIn>, Error> {
    Ok(readable(tx, record, reader)?.into_iter().find(|check_in| check_in.id == id))
}

fn readable(tx: &mut Tx<'_>, record: &Record, reader: PersonId) -> Result<Vec<CheckIn>, Error> {
    let mut all = tx.all(
        "SELECT c.id, c.mood, c.craving, c.halt, c.words, c.tier, c.made_at, c.made_by,
                COALESCE(w.goes_by, w.name) AS made_by_name
         FROM check_ins c JOIN people w ON w.id = c.made_by
         WHERE c.participant_id = $1 ORDER BY c.made_at DESC, c.id DESC",
        params![record.participant()],
        read,
    )?;
    all.retain(|check_in| check_in.tier.is_read_by(record.acting_as()) || check_in.made_by == reader);
    Ok(all)
}

pub(super) fn add(tx: &mut Tx<'_>, record: &Record, new: &CheckIn, kept_at: Timestamp) -> Result<(), Error> {
    let person = record.person();
    tx.execute(
        "INSERT INTO check_ins (id, participant_id, mood, craving, halt, words, tier, made_at, made_by, kept_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            new.id,
            record.participant(),
            tx.seal_data(person, new.mood.map(|n| n.to_string()))?,
            tx.seal_data(person, new.craving.map(|n| n.to_string()))?,
            tx.seal_data(person, Some(new.halt.join(" ")).filter(|halt| !halt.is_empty()))?,
            tx.seal_some(person, new.words.as_deref())?,
            new.tier,
            new.made_at,
            new.made_by,
            kept_at
        ],
    )?;
    Ok(())
}

pub(super) fn set_tier(tx: &mut Tx<'_>, _record: &Record, id: RowId, tier: Tier) -> Result<(), Error> {
    tx.execute("UPDATE check_ins SET tier = $2 WHERE id = $1", params![id, tier])?;
    Ok(())
}

/// What somebody answered when they were asked one question: a check-in like any other, written down by whoever asked.
pub struct Told {
    pub id: RowId,
    pub mood: Option<i64>,
    pub words: Option<String>,
    pub tier: Tier,
    pub by: PersonId,
}

pub fn add_told(tx: &mut Tx<'_>, record: &Record, told: &Told, now: Timestamp) -> Result<(), Error> {
    let person = record.person();
    tx.execute(
        "INSERT INTO check_ins (id, participant_id, mood, words, tier, made_at, made_by, kept_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $6)",
        params![
            told.id,
            record.participant(),
            tx.seal_data(person, told.mood.map(|n| n.to_string()))?,
            tx.seal_some(person, told.words.as_deref())?,
            told.tier,
            now,
            told.by
        ],
    )?;
    Ok(())
}
