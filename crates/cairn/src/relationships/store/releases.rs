//! What was handed over, read, and taken back.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::ids::{PersonId, RowId};
use crate::relationships::release::{Kind, Release};

/// Everything that a part handed over, the newest first.
pub fn releases(tx: &mut Tx<'_>, part: RowId) -> Result<Vec<Release>, Error> {
    let found: Vec<(Option<Kind>, Release)> = tx.all(
        "SELECT r.id, r.kind, r.object_id, CASE WHEN d.release_id IS NULL THEN 0 ELSE 1 END AS was_read,
            CASE WHEN w.release_id IS NULL THEN 0 ELSE 1 END AS was_withdrawn
         FROM repair_releases r LEFT JOIN repair_release_readings d ON d.release_id = r.id
         LEFT JOIN repair_release_withdrawals w ON w.release_id = r.id WHERE r.part_id = $1 ORDER BY r.id DESC LIMIT 200",
        params![part],
        |row| {
            let kind = Kind::from_code(&row.get::<String>("kind")?);
            let release = Release {
                id: row.get("id")?,
                kind: kind.unwrap_or(Kind::Account),
                object: row.get("object_id")?,
                read: row.get("was_read")?,
                withdrawn: row.get("was_withdrawn")?,
            };
            Ok((kind, release))
        },
    )?;
    Ok(found.into_iter().filter(|(kind, _)| kind.is_some()).map(|(_, release)| release).collect())
}

pub fn release(
    tx: &mut Tx<'_>,
    part: RowId,
    (id, kind, object): (RowId, Kind, RowId),
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_releases (id, part_id, kind, object_id, released_at, released_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![id, part, kind.code(), object, now, by],
    )?;
    Ok(())
}

pub fn read(tx: &mut Tx<'_>, release: RowId, (now, by): (Timestamp, PersonId)) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_release_readings (release_id, read_at, read_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        params![release, now, by],
    )?;
    Ok(())
}

pub fn withdraw(tx: &mut Tx<'_>, release: RowId, (now, by): (Timestamp, PersonId)) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO repair_release_withdrawals (release_id, withdrawn_at, withdrawn_by) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        params![release, now, by],
    )?;
    Ok(())
}
