//! Statements on what the program tells directories of its own groups.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;
use jiff::civil::Time;

use crate::access::Seat;
use crate::ids::{GroupId, RowId};
use crate::mutual_help::publication::{MODEL, Published};

/// Groups that anybody may come to and know of.
pub fn open_groups(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<(GroupId, String)>, Error> {
    tx.all(
        "SELECT id, name FROM support_groups WHERE model = $1 AND listed = 1 ORDER BY name, id",
        params![MODEL],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )
}

pub struct NewPublication {
    pub id: RowId,
    pub group: GroupId,
    pub day: i64,
    pub begins: Time,
    pub minutes: i64,
    pub types: Vec<String>,
    pub conference_url: Option<String>,
    pub notes: Option<String>,
}

pub fn publish(tx: &mut Tx<'_>, seat: &Seat, new: &NewPublication, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO mutual_help_publications (id, group_id, day, begins, minutes, types, conference_url, notes,
            published_at, published_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            new.id,
            new.group,
            new.day,
            new.begins.strftime("%H:%M").to_string(),
            new.minutes,
            new.types.join(","),
            new.conference_url.clone(),
            new.notes.clone(),
            now,
            seat.person()
        ],
    )?;
    Ok(())
}

/// Withdraws a publication; false when there is none that stands.
pub fn withdraw(tx: &mut Tx<'_>, seat: &Seat, id: RowId, now: Timestamp) -> Result<bool, Error> {
    let withdrawn = tx.execute(
        "INSERT INTO mutual_help_withdrawals (publication_id, withdrawn_at, withdrawn_by)
         SELECT p.id, $2, $3 FROM mutual_help_publications p
         LEFT JOIN mutual_help_withdrawals w ON w.publication_id = p.id WHERE p.id = $1 AND w.publication_id IS NULL",
        params![id, now, seat.person()],
    )?;
    Ok(withdrawn > 0)
}

/// What is published now.
pub fn published(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<Published>, Error> {
    tx.all(
        "SELECT p.id, g.name, s.name AS site, s.address, q.latitude, q.longitude, p.day, p.begins, p.minutes, p.types,
            p.conference_url, p.notes
         FROM mutual_help_publications p JOIN support_groups g ON g.id = p.group_id
         LEFT JOIN sites s ON s.id = g.site_id LEFT JOIN mutual_help_site_places q ON q.site_id = s.id
         LEFT JOIN mutual_help_withdrawals w ON w.publication_id = p.id
         WHERE w.publication_id IS NULL AND g.model = $1 ORDER BY p.day, p.begins, p.id",
        params![MODEL],
        |row| {
            let latitude: Option<f64> = row.get("latitude")?;
            let types: String = row.get("types")?;
            Ok(Published {
                id: row.get("id")?,
                name: row.get("name")?,
                site: row.get("site")?,
                address: row.get("address")?,
                point: latitude.zip(row.get("longitude")?),
                day: row.get("day")?,
                begins: row.get::<String>("begins")?.parse().unwrap_or_default(),
                minutes: row.get("minutes")?,
                types: types.split(',').filter(|code| !code.is_empty()).map(str::to_string).collect(),
                conference_url: row.get("conference_url")?,
                notes: row.get("notes")?,
            })
        },
    )
}
