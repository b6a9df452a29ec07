//! What this room reads besides the supporter's own assessments. Every statement asks for the viewer alone.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::access::Viewer;

/// Since when the viewer is a supporter here: where their quarters begin.
pub fn registered_at(tx: &mut Tx<'_>, viewer: &Viewer) -> Result<Option<Timestamp>, Error> {
    tx.maybe(
        "SELECT registered_at FROM peer_supporters WHERE person_id = $1",
        params![viewer.person],
        |row| row.get("registered_at"),
    )
}

/// How often the viewer tapped each value (-2 to 2) after their own sessions, from `since` on.
pub fn taps(tx: &mut Tx<'_>, viewer: &Viewer, since: Timestamp) -> Result<Vec<(i64, u32)>, Error> {
    tx.all(
        "SELECT t.value, COUNT(*) AS n FROM taps t
         JOIN sessions s ON s.id = t.session_id
         JOIN peer_supporters p ON p.id = s.supporter_id
         WHERE p.person_id = $1 AND t.side = 'supporter' AND t.tapped_at >= $2
         GROUP BY t.value ORDER BY t.value",
        params![viewer.person, since],
        |row| Ok((row.get("value")?, row.get("n")?)),
    )
}
