//! Every statement on programs and sites.

use cairn_db::{Error, Row, Tx, params};
use jiff::tz::TimeZone;

use super::{Program, Room, Settings, Site};
use crate::ids::{PersonId, RoomId, SiteId};

/// The program of this installation, none before it was set up.
pub fn current(tx: &mut Tx<'_>) -> Result<Option<Program>, Error> {
    tx.maybe(
        "SELECT id, name, discreet_name, time_zone, language, crisis_line, on_call_phone, exit_url, settings,
            (SELECT c.mode FROM part2_changes c ORDER BY c.changed_at DESC, c.id DESC LIMIT 1) AS part2_mode
         FROM programs LIMIT 1",
        &[],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Program, Error> {
    let zone_name: String = row.get("time_zone")?;
    let settings: Settings = serde_json::from_str(&row.get::<String>("settings")?)
        .map_err(|error| Error::Column { column: "settings".to_string(), reason: error.to_string() })?;
    Ok(Program {
        id: row.get("id")?,
        name: row.get("name")?,
        discreet_name: row.get("discreet_name")?,
        zone: TimeZone::get(&zone_name).unwrap_or(TimeZone::UTC),
        zone_name,
        language: row.get("language")?,
        crisis_line: row.get("crisis_line")?,
        on_call_phone: row.get("on_call_phone")?,
        exit_url: row.get("exit_url")?,
        settings,
        part2_off: row.get::<Option<String>>("part2_mode")?.as_deref() == Some("off"),
    })
}

pub fn add(tx: &mut Tx<'_>, program: &Program, now: jiff::Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO programs (id, name, discreet_name, time_zone, language, crisis_line, on_call_phone, exit_url,
            settings, set_up_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            program.id,
            &program.name,
            &program.discreet_name,
            &program.zone_name,
            &program.language,
            &program.crisis_line,
            program.on_call_phone.clone(),
            &program.exit_url,
            settings_text(program),
            now
        ],
    )?;
    Ok(())
}

pub fn change(tx: &mut Tx<'_>, program: &Program) -> Result<(), Error> {
    tx.execute(
        "UPDATE programs SET name = $2, discreet_name = $3, time_zone = $4, language = $5, crisis_line = $6,
            on_call_phone = $7, exit_url = $8, settings = $9 WHERE id = $1",
        params![
            program.id,
            &program.name,
            &program.discreet_name,
            &program.zone_name,
            &program.language,
            &program.crisis_line,
            program.on_call_phone.clone(),
            &program.exit_url,
            settings_text(program)
        ],
    )?;
    Ok(())
}

fn settings_text(program: &Program) -> String {
    serde_json::to_string(&program.settings).unwrap_or_else(|_| "{}".to_string())
}

/// Open sites by name.
pub fn sites(tx: &mut Tx<'_>) -> Result<Vec<Site>, Error> {
    tx.all(
        "SELECT s.id, s.name, s.address FROM sites s LEFT JOIN site_closings c ON c.site_id = s.id
         WHERE c.site_id IS NULL ORDER BY s.name",
        &[],
        |row| Ok(Site { id: row.get("id")?, name: row.get("name")?, address: row.get("address")? }),
    )
}

pub fn add_site(
    tx: &mut Tx<'_>,
    site: &Site,
    now: jiff::Timestamp,
    by: Option<PersonId>,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO sites (id, name, address, opened_at, opened_by) VALUES ($1, $2, $3, $4, $5)",
        params![site.id, &site.name, site.address.clone(), now, by],
    )?;
    Ok(())
}

/// Closes a site; whether it was open.
pub fn close_site(tx: &mut Tx<'_>, id: SiteId, now: jiff::Timestamp, by: PersonId) -> Result<bool, Error> {
    let closed = tx.execute(
        "INSERT INTO site_closings (site_id, closed_at, closed_by)
         SELECT id, $2, $3 FROM sites WHERE id = $1 ON CONFLICT DO NOTHING",
        params![id, now, by],
    )?;
    Ok(closed > 0)
}

/// Open rooms of open sites, by site and name.
pub fn rooms(tx: &mut Tx<'_>) -> Result<Vec<Room>, Error> {
    tx.all(
        "SELECT r.id, r.site_id, s.name AS site_name, r.name, r.capacity FROM rooms r JOIN sites s ON s.id = r.site_id
         LEFT JOIN room_closings c ON c.room_id = r.id LEFT JOIN site_closings d ON d.site_id = s.id
         WHERE c.room_id IS NULL AND d.site_id IS NULL ORDER BY s.name, r.name, r.id",
        &[],
        |row| {
            Ok(Room {
                id: row.get("id")?,
                site: row.get("site_id")?,
                site_name: row.get("site_name")?,
                name: row.get("name")?,
                capacity: row.get("capacity")?,
            })
        },
    )
}

pub fn add_room(tx: &mut Tx<'_>, room: &Room, now: jiff::Timestamp, by: PersonId) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO rooms (id, site_id, name, capacity, opened_at, opened_by) VALUES ($1, $2, $3, $4, $5, $6)",
        params![room.id, room.site, &room.name, room.capacity, now, by],
    )?;
    Ok(())
}

/// Closes a room; whether it was open.
pub fn close_room(tx: &mut Tx<'_>, id: RoomId, now: jiff::Timestamp, by: PersonId) -> Result<bool, Error> {
    let closed = tx.execute(
        "INSERT INTO room_closings (room_id, closed_at, closed_by)
         SELECT id, $2, $3 FROM rooms WHERE id = $1 ON CONFLICT DO NOTHING",
        params![id, now, by],
    )?;
    Ok(closed > 0)
}
