//! Every statement of the dose: what sessions, groups and families keep, read as contacts.

use cairn_db::{Error, Row, Tx, params};
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use super::contact::{Contact, Model};
use super::dose::Stay;
use crate::access::{Record, Seat};
use crate::sessions::minutes_between;

/// Sessions that took place: times, mode and setting of the newest version of the note, or as they were held and planned.
macro_rules! sessions {
    ($rest:literal) => {
        concat!(
            "SELECT p.person_id, COALESCE(v.mode, s.mode) AS mode, COALESCE(v.setting, s.setting) AS setting,
                COALESCE(v.started_at, h.started_at) AS held_from, COALESCE(v.ended_at, h.ended_at) AS held_to
             FROM holdings h JOIN sessions s ON s.id = h.session_id
             JOIN participants p ON p.id = s.participant_id
             LEFT JOIN notes n ON n.session_id = s.id
             LEFT JOIN note_versions v ON v.note_id = n.id
                AND v.version = (SELECT MAX(w.version) FROM note_versions w WHERE w.note_id = n.id) ",
            $rest
        )
    };
}

fn session(row: &Row<'_>, zone: &TimeZone) -> Result<Contact, Error> {
    let (from, to): (Timestamp, Timestamp) = (row.get("held_from")?, row.get("held_to")?);
    Ok(Contact {
        who: row.get("person_id")?,
        model: Model::OneToOne,
        mode: row.get("mode")?,
        setting: row.get("setting")?,
        on: from.to_zoned_datetime(zone.clone()).date(),
        minutes: minutes_between(from, to),
    })
}

/// A meeting of a group or a family; none when its model is not known here.
fn meeting(row: &Row<'_>, zone: &TimeZone) -> Result<Option<Contact>, Error> {
    let starts_at: Timestamp = row.get("starts_at")?;
    let model: String = row.get("model")?;
    let (who, mode, minutes) = (row.get("who")?, row.get("mode")?, row.get("minutes")?);
    let on = starts_at.to_zoned_datetime(zone.clone()).date();
    Ok(Model::from_code(&model).map(|model| Contact { who, model, mode, setting: None, on, minutes }))
}

/// Everything a participant received: sessions, and meetings of groups that are not for families.
pub fn of_record(tx: &mut Tx<'_>, record: &Record, zone: &TimeZone) -> Result<Vec<Contact>, Error> {
    let mut contacts =
        tx.all(sessions!("WHERE s.participant_id = $1"), params![record.participant()], |row| {
            session(row, zone)
        })?;
    let meetings = tx.all(
        "SELECT a.person_id AS who, g.model, CAST(NULL AS TEXT) AS mode, m.starts_at, a.minutes
         FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id JOIN support_groups g ON g.id = m.group_id
         WHERE a.person_id = $1 AND a.minutes > 0 AND g.model <> 'family_group'",
        params![record.person()],
        |row| meeting(row, zone),
    )?;
    contacts.extend(meetings.into_iter().flatten());
    Ok(contacts)
}

/// Everything that everybody received between two instants, families among them. A family is one, whoever of it came.
pub fn of_program(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    (from, to): (Timestamp, Timestamp),
    zone: &TimeZone,
) -> Result<Vec<Contact>, Error> {
    let mut contacts = tx.all(
        sessions!(
            "WHERE COALESCE(v.started_at, h.started_at) >= $1 AND COALESCE(v.started_at, h.started_at) < $2"
        ),
        params![from, to],
        |row| session(row, zone),
    )?;
    let groups = tx.all(
        "SELECT COALESCE(f.family_id, a.person_id) AS who, g.model, CAST(NULL AS TEXT) AS mode, m.starts_at, a.minutes
         FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id JOIN support_groups g ON g.id = m.group_id
         LEFT JOIN family_members f ON f.person_id = a.person_id AND g.model = 'family_group'
         WHERE a.minutes > 0 AND m.starts_at >= $1 AND m.starts_at < $2",
        params![from, to],
        |row| meeting(row, zone),
    )?;
    // A meeting of two families is a contact for each.
    let families = tx.all(
        "SELECT m.family_id AS who, m.model, m.mode, m.starts_at, m.minutes FROM family_meetings m
         WHERE m.starts_at >= $1 AND m.starts_at < $2
         UNION ALL
         SELECT m.other_family_id AS who, m.model, m.mode, m.starts_at, m.minutes FROM family_meetings m
         WHERE m.starts_at >= $1 AND m.starts_at < $2 AND m.other_family_id IS NOT NULL",
        params![from, to],
        |row| meeting(row, zone),
    )?;
    contacts.extend(groups.into_iter().chain(families).flatten());
    Ok(contacts)
}

fn stay(row: &Row<'_>) -> Result<Stay, Error> {
    let who: Uuid = row.get("person_id")?;
    Ok(Stay { who, from: row.get("enrolled_on")?, until: row.get("discharged_on")? })
}

/// A participant's enrollments, the latest first.
pub fn stays_of_record(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Stay>, Error> {
    tx.all(
        "SELECT p.person_id, e.enrolled_on, d.discharged_on FROM enrollments e
         JOIN participants p ON p.id = e.participant_id LEFT JOIN discharges d ON d.enrollment_id = e.id
         WHERE e.participant_id = $1 ORDER BY e.enrolled_on DESC, e.id DESC",
        params![record.participant()],
        stay,
    )
}

/// Every enrollment, in no order.
pub fn stays(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<Stay>, Error> {
    tx.all(
        "SELECT p.person_id, e.enrolled_on, d.discharged_on FROM enrollments e
         JOIN participants p ON p.id = e.participant_id LEFT JOIN discharges d ON d.enrollment_id = e.id",
        &[],
        stay,
    )
}
