//! Every statement on contracts.

use cairn_db::{Error, Row, Tx, params};
use cairn_part2::{Categories, Terms};
use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::{Channel, Contract};
use crate::access::Seat;
use crate::ids::RowId;
use crate::privacy_desk::Stamp;

const COLUMNS: &str = "SELECT c.id, c.kind, c.party, c.recipient_id, c.contact, c.reference, c.scope, c.approved_by, c.from_on,
       c.until_on, c.terms, c.categories, c.destroy_by, e.ended_on, e.reason, d.destroyed_on, d.words AS destroyed
    FROM contracts c LEFT JOIN contract_endings e ON e.contract_id = c.id
    LEFT JOIN contract_destructions d ON d.contract_id = c.id";

fn json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T, Error> {
    serde_json::from_str(&row.get::<String>(column)?)
        .map_err(|error| Error::Column { column: column.to_string(), reason: error.to_string() })
}

fn pair(row: &Row<'_>, day: &str, words: &str) -> Result<Option<(Date, String)>, Error> {
    let day: Option<Date> = row.get(day)?;
    day.map(|day| Ok((day, row.get(words)?))).transpose()
}

fn read(row: &Row<'_>) -> Result<Contract, Error> {
    Ok(Contract {
        id: row.get("id")?,
        kind: row.get("kind")?,
        party: row.get("party")?,
        recipient: row.get("recipient_id")?,
        contact: row.get("contact")?,
        reference: row.get("reference")?,
        scope: row.get("scope")?,
        approved_by: row.get("approved_by")?,
        from_on: row.get("from_on")?,
        until_on: row.get("until_on")?,
        terms: json::<Terms>(row, "terms")?,
        categories: json::<Categories>(row, "categories")?,
        channels: Vec::new(),
        destroy_by: row.get("destroy_by")?,
        ending: pair(row, "ended_on", "reason")?,
        destruction: pair(row, "destroyed_on", "destroyed")?,
    })
}

fn fill(tx: &mut Tx<'_>, mut contract: Contract) -> Result<Contract, Error> {
    let codes: Vec<String> = tx.all(
        "SELECT channel FROM contract_channels WHERE contract_id = $1",
        params![contract.id],
        |row| row.get("channel"),
    )?;
    contract.channels = codes.iter().filter_map(|code| Channel::from_code(code)).collect();
    Ok(contract)
}

/// Every contract, in the order in which they were written down: a program has dozens, not thousands.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Contract>, Error> {
    let found = tx.all(&[COLUMNS, " ORDER BY c.id"].concat(), &[], read)?;
    found.into_iter().map(|contract| fill(tx, contract)).collect()
}

pub fn find(tx: &mut Tx<'_>, _seat: &Seat, id: RowId) -> Result<Option<Contract>, Error> {
    let found = tx.maybe(&[COLUMNS, " WHERE c.id = $1"].concat(), params![id], read)?;
    found.map(|contract| fill(tx, contract)).transpose()
}

/// Writes a contract down under its own id.
pub fn add(tx: &mut Tx<'_>, _seat: &Seat, stamp: Stamp, new: &Contract) -> Result<(), Error> {
    let text = |value: Result<String, serde_json::Error>| value.unwrap_or_else(|_| "[]".to_string());
    let party = tx.seal(stamp.program, &new.party)?;
    let contact = tx.seal_some(stamp.program, new.contact.as_deref())?;
    let reference = tx.seal(stamp.program, &new.reference)?;
    let scope = tx.seal(stamp.program, &new.scope)?;
    let approved_by = tx.seal_some(stamp.program, new.approved_by.as_deref())?;
    tx.execute(
        "INSERT INTO contracts (id, kind, party, contact, reference, scope, approved_by, from_on, until_on, terms,
            categories, destroy_by, recorded_at, recorded_by, recipient_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        params![
            new.id,
            &new.kind,
            party,
            contact,
            reference,
            scope,
            approved_by,
            new.from_on,
            new.until_on,
            text(serde_json::to_string(&new.terms)),
            text(serde_json::to_string(&new.categories)),
            new.destroy_by,
            stamp.at,
            stamp.by,
            new.recipient
        ],
    )?;
    for channel in &new.channels {
        tx.execute(
            "INSERT INTO contract_channels (contract_id, channel) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            params![new.id, channel.code()],
        )?;
    }
    Ok(())
}

pub fn end(tx: &mut Tx<'_>, contract: &Contract, stamp: Stamp, ending: &(Date, String)) -> Result<(), Error> {
    let reason = tx.seal(stamp.program, &ending.1)?;
    tx.execute(
        "INSERT INTO contract_endings (contract_id, reason, ended_on, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![contract.id, reason, ending.0, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub fn destroyed(
    tx: &mut Tx<'_>,
    contract: &Contract,
    stamp: Stamp,
    told: &(Date, String),
) -> Result<(), Error> {
    let words = tx.seal(stamp.program, &told.1)?;
    tx.execute(
        "INSERT INTO contract_destructions (contract_id, words, destroyed_on, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![contract.id, words, told.0, stamp.at, stamp.by],
    )?;
    Ok(())
}
