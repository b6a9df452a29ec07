//! Every statement on locators.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use crate::access::{Record, Tier};
use crate::follow_up::locator::{Locator, NewLocator};
use crate::ids::{ParticipantId, PersonId, RowId};

fn read(row: &Row<'_>) -> Result<Locator, Error> {
    Ok(Locator {
        id: row.get("id")?,
        kind: row.get("kind")?,
        reach: row.get("reach")?,
        whom: row.get("whom")?,
        message: row.get("message")?,
        may_say: row.get("may_say")?,
        safe_times: row.get("safe_times")?,
        tier: row.get("tier")?,
        told_at: row.get("told_at")?,
        withdrawn_at: row.get("withdrawn_at")?,
    })
}

/// The ways that stand, the newest first, as far as the one who opened the record may read, and so use them. The participant
/// also reads what they took back.
pub fn of_participant(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Locator>, Error> {
    let mut all = tx.all(
        "SELECT l.id, l.kind, l.reach, l.whom, l.message, l.may_say, l.safe_times, l.tier, l.told_at, x.withdrawn_at
         FROM locators l LEFT JOIN locator_withdrawals x ON x.locator_id = l.id
         WHERE l.participant_id = $1 ORDER BY l.id DESC LIMIT 100",
        params![record.participant()],
        read,
    )?;
    let (own, hat) = (record.is_own(), record.acting_as());
    all.retain(|locator| own || (locator.withdrawn_at.is_none() && locator.tier.is_read_by(hat)));
    Ok(all)
}

pub fn add(
    tx: &mut Tx<'_>,
    record: &Record,
    id: RowId,
    new: &NewLocator,
    stamp: (Timestamp, PersonId),
) -> Result<(), Error> {
    let person = record.person();
    tx.execute(
        "INSERT INTO locators (id, participant_id, kind, reach, whom, message, may_say, safe_times, tier, told_at, told_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            id,
            record.participant(),
            &new.kind,
            tx.seal(person, &new.reach)?,
            tx.seal_some(person, new.whom.as_deref())?,
            &new.message,
            tx.seal_some(person, new.may_say.as_deref())?,
            tx.seal_some(person, new.safe_times.as_deref())?,
            new.tier,
            stamp.0,
            stamp.1
        ],
    )?;
    Ok(())
}

/// Whose a locator is: not proof, only where to ask for it.
pub fn participant_of(tx: &mut Tx<'_>, id: RowId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM locators WHERE id = $1", params![id], |row| {
        row.get("participant_id")
    })
}

/// Whether the one who opened the record may read this way, taken back or not.
pub fn is_read(tx: &mut Tx<'_>, record: &Record, id: RowId) -> Result<bool, Error> {
    let tier: Option<Tier> = tx.maybe(
        "SELECT tier FROM locators WHERE id = $1 AND participant_id = $2",
        params![id, record.participant()],
        |row| row.get("tier"),
    )?;
    Ok(tier.is_some_and(|tier| record.is_own() || tier.is_read_by(record.acting_as())))
}

/// Takes a way back: it is nobody's to use from now on.
pub fn withdraw(
    tx: &mut Tx<'_>,
    _record: &Record,
    id: RowId,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO locator_withdrawals (locator_id, withdrawn_at, withdrawn_by) VALUES ($1, $2, $3)
         ON CONFLICT (locator_id) DO NOTHING",
        params![id, now, by],
    )?;
    Ok(())
}

/// What the caller may say of themself in the neutral sentence: a first name.
pub fn first_name(tx: &mut Tx<'_>, _record: &Record, person: PersonId) -> Result<String, Error> {
    let name: String =
        tx.one("SELECT COALESCE(goes_by, name) AS name FROM people WHERE id = $1", params![person], |row| {
            row.get("name")
        })?;
    Ok(name.split_whitespace().next().unwrap_or_default().to_string())
}
