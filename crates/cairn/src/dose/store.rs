//! Every statement of the dose: what sessions, groups and families keep, read as contacts.

use cairn_db::{Error, Row, Tx, params};
use jiff::{Timestamp, tz::TimeZone};
use uuid::Uuid;

use super::contact::{Contact, Model};
use super::dose::Stay;
use crate::access::{FamilyRecord, Record, Seat};
use crate::families::met_member;
use crate::sessions::{minutes_between, setting};

/// Sessions that took place: times, mode and setting of the newest version of the note, or as they were held and planned. Going
/// along to an appointment is a way of its own; travel is in none of its minutes.
macro_rules! sessions {
    ($rest:literal) => {
        concat!(
            "SELECT p.person_id, CASE WHEN ac.kind IS NULL THEN COALESCE(v.mode, s.mode) ELSE 'accompaniment' END AS mode, COALESCE(v.setting, s.setting) AS setting,
                COALESCE(v.started_at, h.started_at) AS held_from, COALESCE(v.ended_at, h.ended_at) AS held_to
             FROM holdings h JOIN sessions s ON s.id = h.session_id
             JOIN participants p ON p.id = s.participant_id
             LEFT JOIN accompaniments ac ON ac.id =
                (SELECT MAX(ad.id) FROM accompaniments ad WHERE ad.session_id = s.id) AND ac.kind <> 'none'
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
        setting: row.get::<Option<String>>("setting")?.map(|code| setting::current(&code).to_string()),
        on: from.to_zoned_datetime(zone.clone()).date(),
        minutes: minutes_between(from, to),
    })
}

/// Calls in which somebody was talked to. They are nobody's sessions and never billed, and they are support all the same.
macro_rules! calls {
    ($rest:literal) => {
        concat!(
            "SELECT p.person_id, l.called_at, l.minutes
             FROM telephone_calls l JOIN telephone_supports s ON s.id = l.support_id
             JOIN participants p ON p.id = s.participant_id WHERE l.outcome = 'talked' ",
            $rest
        )
    };
}

fn call(row: &Row<'_>, zone: &TimeZone) -> Result<Contact, Error> {
    let at: Timestamp = row.get("called_at")?;
    Ok(Contact {
        who: row.get("person_id")?,
        model: Model::OneToOne,
        mode: Some("phone".to_string()),
        setting: Some("phone".to_string()),
        on: at.to_zoned_datetime(zone.clone()).date(),
        minutes: row.get("minutes")?,
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

/// A shared session counts once for each of the two: with a supporter for the participant, of a supporter with a family for
/// the family member.
fn shared(row: &Row<'_>, zone: &TimeZone, model: Model) -> Result<Contact, Error> {
    let (from, to): (Timestamp, Timestamp) = (row.get("started_at")?, row.get("ended_at")?);
    Ok(Contact {
        who: row.get("who")?,
        model,
        mode: row.get("mode")?,
        setting: None,
        on: from.to_zoned_datetime(zone.clone()).date(),
        minutes: minutes_between(from, to),
    })
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
    let calls =
        tx.all(calls!("AND s.participant_id = $1"), params![record.participant()], |row| call(row, zone))?;
    contacts.extend(meetings.into_iter().flatten().chain(calls));
    contacts.extend(tx.all(
        "SELECT CAST($2 AS TEXT) AS who, x.mode, h.started_at, h.ended_at FROM shared_holdings h
         JOIN shared_sessions x ON x.id = h.session_id WHERE x.participant_id = $1",
        params![record.participant(), record.person()],
        |row| shared(row, zone, Model::OneToOne),
    )?);
    Ok(contacts)
}

/// Everything a family member received: meetings of their family at which they were, and family groups. What is planned or
/// was called off is none.
pub fn of_family_member(
    tx: &mut Tx<'_>,
    record: &FamilyRecord,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<Vec<Contact>, Error> {
    let found = tx.all(
        concat!(
            "SELECT CAST($2 AS TEXT) AS who, m.model, m.mode, m.starts_at, m.minutes
             FROM family_members f JOIN family_meetings m ON ",
            met_member!(),
            " LEFT JOIN family_cancellations x ON x.meeting_id = m.id
             WHERE f.id = $1 AND m.starts_at <= $3 AND x.meeting_id IS NULL
             UNION ALL
             SELECT CAST($2 AS TEXT) AS who, g.model, CAST(NULL AS TEXT) AS mode, m.starts_at, a.minutes
             FROM attendances a JOIN group_meetings m ON m.id = a.meeting_id JOIN support_groups g ON g.id = m.group_id
             WHERE a.person_id = $2 AND a.minutes > 0 AND g.model = 'family_group'"
        ),
        params![record.member(), record.person(), now],
        |row| meeting(row, zone),
    )?;
    let mut contacts: Vec<Contact> = found.into_iter().flatten().collect();
    contacts.extend(tx.all(
        "SELECT CAST($2 AS TEXT) AS who, x.mode, h.started_at, h.ended_at FROM shared_holdings h
         JOIN shared_sessions x ON x.id = h.session_id JOIN shared_invitations i ON i.session_id = x.id
         WHERE i.member_id = $1",
        params![record.member(), record.person()],
        |row| shared(row, zone, Model::OneToFamily),
    )?);
    Ok(contacts)
}

/// Everything that everybody received between two instants, families among them. A family is one, whoever of it came.
pub fn of_program(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    (from, to): (Timestamp, Timestamp),
    zone: &TimeZone,
    now: Timestamp,
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
    // A meeting of two families is a contact for each; one that is planned or was called off is none.
    let families = tx.all(
        "SELECT m.family_id AS who, m.model, m.mode, m.starts_at, m.minutes FROM family_meetings m
         LEFT JOIN family_cancellations x ON x.meeting_id = m.id
         WHERE m.starts_at >= $1 AND m.starts_at < $2 AND m.starts_at <= $3 AND x.meeting_id IS NULL
         UNION ALL
         SELECT m.other_family_id AS who, m.model, m.mode, m.starts_at, m.minutes FROM family_meetings m
         LEFT JOIN family_cancellations x ON x.meeting_id = m.id
         WHERE m.starts_at >= $1 AND m.starts_at < $2 AND m.starts_at <= $3 AND x.meeting_id IS NULL
           AND m.other_family_id IS NOT NULL",
        params![from, to, now],
        |row| meeting(row, zone),
    )?;
    let calls = tx.all(calls!("AND l.called_at >= $1 AND l.called_at < $2"), params![from, to], |row| {
        call(row, zone)
    })?;
    contacts.extend(groups.into_iter().chain(families).flatten().chain(calls));
    contacts.extend(shared_of_program(tx, (from, to), zone)?);
    Ok(contacts)
}

/// The participant's side and the family's of each shared session.
fn shared_of_program(
    tx: &mut Tx<'_>,
    (from, to): (Timestamp, Timestamp),
    zone: &TimeZone,
) -> Result<Vec<Contact>, Error> {
    let mut contacts = tx.all(
        "SELECT p.person_id AS who, x.mode, h.started_at, h.ended_at FROM shared_holdings h
         JOIN shared_sessions x ON x.id = h.session_id JOIN participants p ON p.id = x.participant_id
         WHERE h.started_at >= $1 AND h.started_at < $2",
        params![from, to],
        |row| shared(row, zone, Model::OneToOne),
    )?;
    contacts.extend(tx.all(
        "SELECT f.family_id AS who, x.mode, h.started_at, h.ended_at FROM shared_holdings h
         JOIN shared_sessions x ON x.id = h.session_id JOIN shared_invitations i ON i.session_id = x.id
         JOIN family_members f ON f.id = i.member_id WHERE h.started_at >= $1 AND h.started_at < $2",
        params![from, to],
        |row| shared(row, zone, Model::OneToFamily),
    )?);
    Ok(contacts)
}

/// How many times somebody came to a public group, and the minutes of these meetings for each of them. Nobody knows who:
/// the newest count of each meeting.
pub fn heads(tx: &mut Tx<'_>, _seat: &Seat, (from, to): (Timestamp, Timestamp)) -> Result<(i64, i64), Error> {
    tx.one(
        "SELECT COALESCE(CAST(SUM(h.heads) AS BIGINT), 0) AS heads,
            COALESCE(CAST(SUM(h.heads * m.minutes) AS BIGINT), 0) AS minutes
         FROM head_counts h JOIN group_meetings m ON m.id = h.meeting_id
         WHERE m.starts_at >= $1 AND m.starts_at < $2 AND NOT EXISTS (SELECT 1 FROM head_counts l
            WHERE l.meeting_id = h.meeting_id AND (l.counted_at > h.counted_at
                OR (l.counted_at = h.counted_at AND l.id > h.id)))",
        params![from, to],
        |row| Ok((row.get("heads")?, row.get("minutes")?)),
    )
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
