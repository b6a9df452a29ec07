//! Every statement on notices, their deliveries and what came back.

use cairn_db::{Error, Row, Tx, params};
use jiff::{Timestamp, civil::Date};

use super::version::{Contact, Version};
use crate::access::{Record, Seat};
use crate::ids::{ParticipantId, PersonId, RowId};
use crate::program;

fn read(row: &Row<'_>) -> Result<Version, Error> {
    Ok(Version {
        number: row.get("number")?,
        effective_on: row.get("effective_on")?,
        english: row.get("text_en")?,
        spanish: row.get("text_es")?,
        hash: row.get("hash")?,
        material: row.get("material")?,
    })
}

/// Every version, the newest first; the one that comes with Cairn last.
pub fn versions(tx: &mut Tx<'_>) -> Result<Vec<Version>, Error> {
    let mut versions = tx.all(
        "SELECT number, effective_on, text_en, text_es, hash, material FROM notice_versions ORDER BY number DESC",
        &[],
        read,
    )?;
    versions.push(first(tx)?);
    Ok(versions)
}

/// The version in force on a day: the newest that is effective by then.
pub fn current(tx: &mut Tx<'_>, today: Date) -> Result<Version, Error> {
    let own = tx.maybe(
        "SELECT number, effective_on, text_en, text_es, hash, material FROM notice_versions
         WHERE effective_on <= $1 ORDER BY number DESC LIMIT 1",
        params![today],
        read,
    )?;
    own.map_or_else(|| first(tx), Ok)
}

/// The oldest number that still counts on a day: that of the last material change.
fn oldest_that_counts(tx: &mut Tx<'_>, today: Date) -> Result<i64, Error> {
    tx.count(
        "SELECT CAST(COALESCE(MAX(number), 1) AS BIGINT) AS n FROM notice_versions
         WHERE effective_on <= $1 AND material = 1",
        params![today],
    )
}

/// The text that comes with Cairn, with the names of this program and of who looks after privacy here.
fn first(tx: &mut Tx<'_>) -> Result<Version, Error> {
    let Some(program) = program::current(tx)? else {
        return Ok(Version::first(&Contact::default(), Date::default()));
    };
    let set_up_at: Timestamp =
        tx.one("SELECT set_up_at FROM programs WHERE id = $1", params![program.id], |row| {
            row.get("set_up_at")
        })?;
    let officer = tx.maybe(
        "SELECT p.name, p.phone, p.email FROM roles r JOIN people p ON p.id = r.person_id
         LEFT JOIN role_endings e ON e.role_id = r.id
         WHERE r.role = 'privacy_officer' AND e.role_id IS NULL ORDER BY r.granted_at, r.id LIMIT 1",
        &[],
        |row| {
            Ok((
                row.get::<String>("name")?,
                row.get::<Option<String>>("phone")?,
                row.get::<Option<String>>("email")?,
            ))
        },
    )?;
    let (name, phone, email) = officer.unwrap_or((program.name.clone(), None, None));
    let contact = Contact {
        phone: phone.or(program.on_call_phone.clone()).unwrap_or_else(|| "–".to_string()),
        email: email.unwrap_or_else(|| "–".to_string()),
        name,
        program: program.name.clone(),
    };
    Ok(Version::first(&contact, super::day(set_up_at, &program.zone)))
}

pub struct NewVersion {
    pub effective_on: Date,
    pub english: String,
    pub spanish: String,
    pub material: bool,
}

/// Publishes a version; its number.
pub fn publish(tx: &mut Tx<'_>, seat: &Seat, new: &NewVersion, now: Timestamp) -> Result<i64, Error> {
    let number =
        tx.count("SELECT CAST(COALESCE(MAX(number), 1) AS BIGINT) + 1 AS n FROM notice_versions", &[])?;
    let hash = super::version::hash(&new.english, &new.spanish);
    tx.execute(
        "INSERT INTO notice_versions (number, effective_on, text_en, text_es, hash, material, published_at,
            published_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![number, new.effective_on, &new.english, &new.spanish, hash, new.material, now, seat.person()],
    )?;
    Ok(number)
}

/// How a participant stands to the notice in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Missing,
    /// Shown on a page, and nobody has said yet that they read it.
    Unread(RowId),
    Given,
}

pub fn standing(tx: &mut Tx<'_>, record: &Record, today: Date) -> Result<Standing, Error> {
    let oldest = oldest_that_counts(tx, today)?;
    let found = tx.all(
        "SELECT d.id, d.way, a.acknowledged_at, b.bounced_at FROM notice_deliveries d
         LEFT JOIN notice_acknowledgments a ON a.delivery_id = d.id LEFT JOIN notice_bounces b ON b.delivery_id = d.id
         WHERE d.participant_id = $1 AND d.number >= $2 ORDER BY d.delivered_at, d.id",
        params![record.participant(), oldest],
        |row| {
            let read = row.get::<Option<Timestamp>>("acknowledged_at")?.is_some();
            let back = row.get::<Option<Timestamp>>("bounced_at")?.is_some();
            Ok((row.get::<RowId>("id")?, row.get::<String>("way")?, read, back))
        },
    )?;
    let given = found.iter().any(|(_, way, read, back)| *read || (way != "page" && !back));
    let shown = found.iter().find(|(_, way, ..)| way == "page").map(|(id, ..)| *id);
    Ok(match (given, shown) {
        (true, _) => Standing::Given,
        (_, Some(id)) => Standing::Unread(id),
        _ => Standing::Missing,
    })
}

/// A delivery: by a page, on paper, by e-mail.
pub struct NewDelivery<'a> {
    pub id: RowId,
    pub participant: ParticipantId,
    pub version: &'a Version,
    pub language: &'a str,
    pub way: &'a str,
    pub by: Option<PersonId>,
}

pub fn deliver(tx: &mut Tx<'_>, new: &NewDelivery<'_>, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO notice_deliveries (id, participant_id, number, hash, language, way, delivered_at, delivered_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            new.id,
            new.participant,
            new.version.number,
            &new.version.hash,
            new.language,
            new.way,
            now,
            new.by
        ],
    )?;
    Ok(())
}

/// The person says that they read it; saying it twice changes nothing.
pub fn acknowledge(tx: &mut Tx<'_>, delivery: RowId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO notice_acknowledgments (delivery_id, acknowledged_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        params![delivery, now],
    )?;
    Ok(())
}

/// The last e-mailed delivery to somebody.
pub fn last_mailing(tx: &mut Tx<'_>, _seat: &Seat, id: ParticipantId) -> Result<Option<RowId>, Error> {
    tx.maybe(
        "SELECT id FROM notice_deliveries WHERE participant_id = $1 AND way = 'email'
         ORDER BY delivered_at DESC, id DESC LIMIT 1",
        params![id],
        |row| row.get("id"),
    )
}

pub fn bounce(tx: &mut Tx<'_>, delivery: RowId, now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO notice_bounces (delivery_id, bounced_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        params![delivery, now],
    )?;
    Ok(())
}

/// Somebody who is here and has not been given the notice in force.
#[derive(Debug, Clone)]
pub struct Needy {
    pub participant: ParticipantId,
    pub name: String,
    /// An e-mail to them came back: paper is due.
    pub bounced: bool,
}

/// Everybody enrolled without the notice in force, those whose e-mail came back first, then by name.
pub fn needy(tx: &mut Tx<'_>, _seat: &Seat, today: Date) -> Result<Vec<Needy>, Error> {
    let oldest = oldest_that_counts(tx, today)?;
    let mut needy: Vec<Needy> = tx.all(
        "SELECT pa.id, p.name, (SELECT COUNT(*) FROM notice_deliveries d JOIN notice_bounces b ON b.delivery_id = d.id
                                WHERE d.participant_id = pa.id AND d.number >= $1) AS back
         FROM participants pa JOIN people p ON p.id = pa.person_id
         WHERE EXISTS (SELECT 1 FROM enrollments e LEFT JOIN discharges x ON x.enrollment_id = e.id
                       WHERE e.participant_id = pa.id AND x.enrollment_id IS NULL)
           AND NOT EXISTS (SELECT 1 FROM notice_deliveries d LEFT JOIN notice_bounces b ON b.delivery_id = d.id
                           WHERE d.participant_id = pa.id AND d.number >= $1 AND b.delivery_id IS NULL)",
        params![oldest],
        |row| {
            let bounced = row.get::<i64>("back")? > 0;
            Ok(Needy { participant: row.get("id")?, name: row.get("name")?, bounced })
        },
    )?;
    needy.sort_by(|one, other| (!one.bounced, &one.name).cmp(&(!other.bounced, &other.name)));
    Ok(needy)
}

/// Whom the notice in force was e-mailed, and nothing came back and nobody said that they read it.
pub fn mailed(tx: &mut Tx<'_>, _seat: &Seat, today: Date) -> Result<Vec<(ParticipantId, String)>, Error> {
    let oldest = oldest_that_counts(tx, today)?;
    let mut mailed: Vec<(ParticipantId, String)> = tx.all(
        "SELECT DISTINCT pa.id, p.name FROM notice_deliveries d JOIN participants pa ON pa.id = d.participant_id
         JOIN people p ON p.id = pa.person_id LEFT JOIN notice_bounces b ON b.delivery_id = d.id
         LEFT JOIN notice_acknowledgments a ON a.delivery_id = d.id
         WHERE d.way = 'email' AND d.number >= $1 AND b.delivery_id IS NULL AND a.delivery_id IS NULL",
        params![oldest],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )?;
    mailed.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(mailed)
}
