//! Every statement on safety plans.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::SafetyPlan;
use crate::access::Record;
use crate::ids::{PersonId, RowId};

fn read(row: &Row<'_>) -> Result<SafetyPlan, Error> {
    Ok(SafetyPlan {
        tier: row.get("tier")?,
        parts: [
            row.get("signs")?,
            row.get("alone")?,
            row.get("around")?,
            row.get("ask")?,
            row.get("professionals")?,
            row.get("safer")?,
            row.get("matters")?,
        ],
        saved_at: row.get("saved_at")?,
    })
}

/// Every version, the newest first, as far as the one who opened the record may read: an earlier version is as private as
/// the newest.
pub fn versions(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<SafetyPlan>, Error> {
    let mut all = tx.all(
        "SELECT tier, signs, alone, around, ask, professionals, safer, matters, saved_at FROM safety_plans
         WHERE participant_id = $1 ORDER BY id DESC",
        params![record.participant()],
        read,
    )?;
    if !record.is_own() {
        let may = all.first().is_some_and(|newest| newest.tier.is_read_by(record.acting_as()));
        all.truncate(usize::from(may));
    }
    Ok(all)
}

pub fn add(
    tx: &mut Tx<'_>,
    record: &Record,
    plan: &SafetyPlan,
    (id, at, by): (RowId, Timestamp, PersonId),
) -> Result<(), Error> {
    let mut values = params![id, record.participant(), plan.tier].to_vec();
    for part in &plan.parts {
        values.push(tx.seal_some(record.person(), part.as_deref())?);
    }
    values.extend(params![at, by].to_vec());
    tx.execute(
        "INSERT INTO safety_plans (id, participant_id, tier, signs, alone, around, ask, professionals, safer, matters,
            saved_at, saved_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &values,
    )?;
    Ok(())
}
