//! Supporters who walk with families: those who have lived it as family and said so.

use std::collections::BTreeMap;

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::access::Seat;
use crate::ids::{RowId, SupporterId};

/// Who walks with families, and to how many families each was offered: their matches count into the caseload already.
pub fn with_families(tx: &mut Tx<'_>, _seat: &Seat) -> Result<BTreeMap<SupporterId, u32>, Error> {
    let found = tx.all(
        "SELECT x.supporter_id, (SELECT COUNT(*) FROM family_offers o LEFT JOIN family_offer_answers a ON a.offer_id = o.id
                LEFT JOIN family_acceptances c ON c.offer_id = o.id WHERE o.supporter_id = x.supporter_id
                AND (a.offer_id IS NULL OR (a.answer = 'chosen' AND c.offer_id IS NULL))) AS families
         FROM family_supporters x WHERE x.ended_at IS NULL",
        &[],
        |row| Ok((row.get("supporter_id")?, row.get("families")?)),
    )?;
    Ok(found.into_iter().collect())
}

pub fn is_one(tx: &mut Tx<'_>, supporter: SupporterId) -> Result<bool, Error> {
    let sql = "SELECT COUNT(*) AS n FROM family_supporters WHERE supporter_id = $1 AND ended_at IS NULL";
    Ok(tx.count(sql, params![supporter])? > 0)
}

pub fn begin(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (supporter, id): (SupporterId, RowId),
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO family_supporters (id, supporter_id, begun_at, begun_by)
         SELECT $1, s.id, $3, $4 FROM peer_supporters s WHERE s.id = $2 AND NOT EXISTS (
             SELECT 1 FROM family_supporters x WHERE x.supporter_id = s.id AND x.ended_at IS NULL)",
        params![id, supporter, now, seat.person()],
    )?;
    Ok(())
}

pub fn end(tx: &mut Tx<'_>, seat: &Seat, supporter: SupporterId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "UPDATE family_supporters SET ended_at = $2, ended_by = $3 WHERE supporter_id = $1 AND ended_at IS NULL",
        params![supporter, now, seat.person()],
    )?;
    Ok(())
}
