//! What this room reads besides plan, check-ins and learning. Every statement asks for the viewer alone.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;
use uuid::Uuid;

use super::Own;

/// Since when the viewer is a supporter here: where their quarters begin.
pub fn registered_at(tx: &mut Tx<'_>, own: &Own) -> Result<Option<Timestamp>, Error> {
    tx.maybe("SELECT registered_at FROM peer_supporters WHERE person_id = $1", params![own.person()], |row| {
        row.get("registered_at")
    })
}

/// How often the viewer tapped each value (-2 to 2) after sessions, meetings and calls of their own, from `since` on.
pub fn taps(tx: &mut Tx<'_>, own: &Own, since: Timestamp) -> Result<Vec<(i64, u32)>, Error> {
    let mut counts: Vec<(i64, u32)> = Vec::new();
    for (value, _) in tapped(tx, own, since)? {
        match counts.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    counts.sort_unstable();
    Ok(counts)
}

/// Every tap of the viewer from `since` on, with its time, the oldest first.
pub fn tapped(tx: &mut Tx<'_>, own: &Own, since: Timestamp) -> Result<Vec<(i64, Timestamp)>, Error> {
    let mut taps = tx.all(
        "SELECT t.value AS value, t.tapped_at AS tapped_at FROM taps t JOIN sessions s ON s.id = t.session_id
         WHERE s.supporter_id = $2 AND t.side = 'supporter' AND t.tapped_at >= $3
         UNION ALL
         SELECT o.value AS value, o.tapped_at AS tapped_at FROM own_taps o
         WHERE o.person_id = $1 AND o.tapped_at >= $3",
        params![own.person(), own.supporter(), since],
        |row| Ok((row.get("value")?, row.get("tapped_at")?)),
    )?;
    taps.sort_by_key(|(_, at)| *at);
    Ok(taps)
}

/// Keeps a tap after a meeting or a call; tapping again corrects it.
pub fn tap(
    tx: &mut Tx<'_>,
    own: &Own,
    (kind, id): (&str, Uuid),
    value: i64,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO own_taps (person_id, kind, object_id, value, tapped_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (person_id, kind, object_id) DO UPDATE SET value = excluded.value, tapped_at = excluded.tapped_at",
        params![own.person(), kind, id, value, now],
    )?;
    Ok(())
}

/// After which meetings and calls the viewer tapped: their ids.
pub fn tapped_after(tx: &mut Tx<'_>, own: &Own) -> Result<Vec<Uuid>, Error> {
    tx.all("SELECT object_id FROM own_taps WHERE person_id = $1", params![own.person()], |row| {
        row.get("object_id")
    })
}
