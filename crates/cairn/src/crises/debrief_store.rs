//! Every statement on debriefs. A debrief tells nobody whom its crisis was about.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::crisis::Crisis;
use super::debrief::{Debrief, Holding};
use crate::access::Seat;
use crate::ids::{PersonId, RowId};
use crate::people;
use crate::people::names::sort_by_name;

const DEBRIEFS: &str = "SELECT d.id, d.person_id, COALESCE(p.goes_by, p.name) AS name, k.supervisor_id,
        d.due_at, h.words, h.held_at, h.debrief_id AS held
     FROM debriefs d JOIN people p ON p.id = d.person_id
     LEFT JOIN peer_supporters k ON k.person_id = d.person_id
     LEFT JOIN debrief_holdings h ON h.debrief_id = d.id";

fn read(row: &Row<'_>) -> Result<Debrief, Error> {
    let held: Option<RowId> = row.get("held")?;
    let holding = match held {
        Some(_) => Some(Holding { words: row.get("words")?, held_at: row.get("held_at")? }),
        None => None,
    };
    Ok(Debrief {
        id: row.get("id")?,
        person: row.get("person_id")?,
        name: row.get("name")?,
        supervisor: row.get("supervisor_id")?,
        due_at: row.get("due_at")?,
        holding,
    })
}

/// One debrief, for the two it belongs to: whoever stood by, and their supervisor.
pub fn find(tx: &mut Tx<'_>, seat: &Seat, id: RowId) -> Result<Option<Debrief>, Error> {
    let sql = [DEBRIEFS, " WHERE d.id = $1 AND (d.person_id = $2 OR k.supervisor_id = $2)"].concat();
    tx.maybe(&sql, params![id, seat.person()], read)
}

/// Everybody who stood by in a crisis: whether their debrief took place, and no word of it.
pub fn of_crisis(tx: &mut Tx<'_>, crisis: &Crisis) -> Result<Vec<Debrief>, Error> {
    let mut found =
        tx.all(&[DEBRIEFS, " WHERE d.crisis_id = $1 ORDER BY d.id"].concat(), params![crisis.id], read)?;
    for debrief in &mut found {
        if let Some(holding) = &mut debrief.holding {
            holding.words = None;
        }
    }
    Ok(found)
}

/// Debriefs that did not take place yet: the viewer's own, and those of the supporters they supervise.
pub fn open_ones(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<Debrief>, Error> {
    let sql = [
        DEBRIEFS,
        " WHERE h.debrief_id IS NULL AND (d.person_id = $1 OR k.supervisor_id = $1) ORDER BY d.due_at, d.id",
    ];
    tx.all(&sql.concat(), params![seat.person()], read)
}

/// Somebody stood by: their debrief is due. Whether they were not on the list yet.
pub fn add(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (id, crisis, person): (RowId, RowId, PersonId),
    due_at: Timestamp,
    now: Timestamp,
) -> Result<bool, Error> {
    let added = tx.execute(
        "INSERT INTO debriefs (id, crisis_id, person_id, due_at, set_at, set_by) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (crisis_id, person_id) DO NOTHING",
        params![id, crisis, person, due_at, now, seat.person()],
    )?;
    Ok(added > 0)
}

/// It took place; whether it had not before.
pub fn hold(
    tx: &mut Tx<'_>,
    seat: &Seat,
    debrief: &Debrief,
    holding: &Holding,
    now: Timestamp,
) -> Result<bool, Error> {
    let words = tx.seal_some(debrief.person, holding.words.as_deref())?;
    let held = tx.execute(
        "INSERT INTO debrief_holdings (debrief_id, words, held_at, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        params![debrief.id, words, holding.held_at, now, seat.person()],
    )?;
    Ok(held > 0)
}

/// Everybody who could have stood by, by name.
pub fn bystanders(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<(PersonId, String)>, Error> {
    let mut found: Vec<(PersonId, String)> = Vec::new();
    for hat in super::HATS {
        for one in people::store::holders(tx, seat, hat)? {
            if found.iter().all(|(known, _)| *known != one.0) {
                found.push(one);
            }
        }
    }
    sort_by_name(&mut found, |(id, name)| (name, *id));
    Ok(found)
}
