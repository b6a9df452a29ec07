//! Every statement on the rota.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::Shift;
use crate::access::{Role, Seat};
use crate::ids::{PersonId, RowId};
use crate::people;
use crate::people::names::sort_by_name;
use crate::web::PageRequest;

/// The hats under which somebody can be on call.
pub const HATS: [Role; 4] = [Role::PeerSupporter, Role::Supervisor, Role::Coordinator, Role::Clinician];

const SHIFTS: &str =
    "SELECT s.id, s.person_id, COALESCE(p.goes_by, p.name) AS name, s.starts_at, s.ends_at, s.phone,
        CASE WHEN EXISTS (SELECT 1 FROM on_call_names n WHERE n.person_id = s.person_id AND n.shown = 1
            AND NOT EXISTS (SELECT 1 FROM on_call_names o WHERE o.person_id = n.person_id AND o.id > n.id))
        THEN 1 ELSE 0 END AS named
     FROM on_call_shifts s JOIN people p ON p.id = s.person_id
     LEFT JOIN on_call_removals r ON r.shift_id = s.id
     WHERE r.shift_id IS NULL AND s.ends_at > $1";

fn read(row: &Row<'_>) -> Result<Shift, Error> {
    Ok(Shift {
        id: row.get("id")?,
        person: row.get("person_id")?,
        name: row.get("name")?,
        starts_at: row.get("starts_at")?,
        ends_at: row.get("ends_at")?,
        phone: row.get("phone")?,
        named: row.get("named")?,
    })
}

/// Shifts that run now, of people who still work here. For the page that everybody sees.
pub fn running(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<Shift>, Error> {
    let sql = [
        SHIFTS,
        " AND s.starts_at <= $1 AND EXISTS (SELECT 1 FROM roles o LEFT JOIN role_endings e ON e.role_id = o.id
            WHERE o.person_id = s.person_id AND e.role_id IS NULL
            AND o.role IN ('peer_supporter', 'supervisor', 'coordinator', 'clinician'))",
    ];
    tx.all(&sql.concat(), params![now], read)
}

/// What runs and what is to come, in order: for the coordinator everybody's, for others their own.
pub fn ahead(tx: &mut Tx<'_>, seat: &Seat, now: Timestamp, page: PageRequest) -> Result<Vec<Shift>, Error> {
    let sql = [
        SHIFTS,
        " AND (CAST($2 AS BIGINT) = 1 OR s.person_id = $3) ORDER BY s.starts_at, s.id LIMIT $4 OFFSET $5",
    ];
    let all = i64::from(seat.role() == Role::Coordinator);
    tx.all(&sql.concat(), params![now, all, seat.person(), page.limit(), page.offset()], read)
}

/// Who can be on call, by name.
pub fn candidates(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<(PersonId, String)>, Error> {
    let mut found: Vec<(PersonId, String)> = Vec::new();
    for hat in HATS {
        for one in people::store::holders(tx, seat, hat)? {
            if found.iter().all(|(known, _)| *known != one.0) {
                found.push(one);
            }
        }
    }
    sort_by_name(&mut found, |(id, name)| (name, *id));
    Ok(found)
}

pub struct NewShift {
    pub id: RowId,
    pub person: PersonId,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub phone: String,
}

pub fn add(tx: &mut Tx<'_>, seat: &Seat, new: &NewShift, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO on_call_shifts (id, person_id, starts_at, ends_at, phone, set_at, set_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            new.id,
            new.person,
            new.starts_at,
            new.ends_at,
            tx.seal_data(new.person, new.phone.clone())?,
            now,
            seat.person()
        ],
    )?;
    Ok(())
}

/// Takes a shift off the rota; whether it was on it.
pub fn remove(tx: &mut Tx<'_>, seat: &Seat, id: RowId, now: Timestamp) -> Result<bool, Error> {
    let removed = tx.execute(
        "INSERT INTO on_call_removals (shift_id, removed_at, removed_by)
         SELECT id, CAST($2 AS BIGINT), CAST($3 AS TEXT) FROM on_call_shifts WHERE id = $1 ON CONFLICT DO NOTHING",
        params![id, now, seat.person()],
    )?;
    Ok(removed > 0)
}

/// Whether the viewer lets their name stand beside the phone.
pub fn is_named(tx: &mut Tx<'_>, seat: &Seat) -> Result<bool, Error> {
    let shown = tx.maybe(
        "SELECT shown FROM on_call_names WHERE person_id = $1 ORDER BY id DESC LIMIT 1",
        params![seat.person()],
        |row| row.get("shown"),
    )?;
    Ok(shown.unwrap_or(false))
}

pub fn choose_name(
    tx: &mut Tx<'_>,
    seat: &Seat,
    id: RowId,
    shown: bool,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO on_call_names (id, person_id, shown, chosen_at) VALUES ($1, $2, $3, $4)",
        params![id, seat.person(), shown, now],
    )?;
    Ok(())
}
