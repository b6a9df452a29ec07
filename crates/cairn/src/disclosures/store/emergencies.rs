//! What was told in an emergency, and reports of a crime or of suspected child abuse.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use crate::access::{Record, Seat};
use crate::disclosures::{Emergency, Report};
use crate::ids::{DisclosureId, ParticipantId, PersonId};
use crate::web::PageRequest;

/// An emergency as it is reviewed.
pub struct Told {
    pub disclosure: DisclosureId,
    pub participant: ParticipantId,
    pub told_at: Timestamp,
    pub emergency: Emergency,
    pub recorded_by: String,
    /// When and by whom it was looked at.
    pub reviewed: Option<(Timestamp, String)>,
}

macro_rules! emergencies {
    ($rest:literal) => {
        concat!(
            "SELECT e.disclosure_id, e.participant_id, e.told_at, e.personnel, e.facility, e.discloser, e.nature,
                d.description, p.name AS recorded_name, v.reviewed_at, w.name AS reviewer
             FROM emergency_disclosures e JOIN disclosures d ON d.id = e.disclosure_id
             JOIN people p ON p.id = e.recorded_by
             LEFT JOIN emergency_reviews v ON v.disclosure_id = e.disclosure_id
             LEFT JOIN people w ON w.id = v.reviewed_by ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Told, Error> {
    let reviewed = row.get::<Option<Timestamp>>("reviewed_at")?;
    let reviewer: Option<String> = row.get("reviewer")?;
    Ok(Told {
        disclosure: row.get("disclosure_id")?,
        participant: row.get("participant_id")?,
        told_at: row.get("told_at")?,
        emergency: Emergency {
            personnel: row.get("personnel")?,
            facility: row.get("facility")?,
            discloser: row.get("discloser")?,
            nature: row.get("nature")?,
            told: row.get("description")?,
        },
        recorded_by: row.get("recorded_name")?,
        reviewed: reviewed.map(|at| (at, reviewer.unwrap_or_default())),
    })
}

pub fn add(
    tx: &mut Tx<'_>,
    record: &Record,
    disclosure: DisclosureId,
    emergency: &Emergency,
    (at, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    let subject = record.person();
    let personnel = tx.seal(subject, &emergency.personnel)?;
    let facility = tx.seal(subject, &emergency.facility)?;
    let discloser = tx.seal(subject, &emergency.discloser)?;
    let nature = tx.seal(subject, &emergency.nature)?;
    tx.execute(
        "INSERT INTO emergency_disclosures (disclosure_id, participant_id, personnel, facility, discloser, nature,
            told_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![disclosure, record.participant(), personnel, facility, discloser, nature, at, by],
    )?;
    Ok(())
}

pub fn of_participant(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Told>, Error> {
    tx.all(
        emergencies!("WHERE e.participant_id = $1 ORDER BY e.told_at DESC"),
        params![record.participant()],
        read,
    )
}

/// Of everybody whose supporter the viewer supervises, or of all for the officer: what waits for review first.
pub fn to_review(tx: &mut Tx<'_>, seat: &Seat, all: bool, page: PageRequest) -> Result<Vec<Told>, Error> {
    tx.all(
        emergencies!(
            "WHERE $1 = 1 OR EXISTS (SELECT 1 FROM matches m JOIN peer_supporters k ON k.id = m.supporter_id
                WHERE m.participant_id = e.participant_id AND k.supervisor_id = $2)
             ORDER BY CASE WHEN v.reviewed_at IS NULL THEN 0 ELSE 1 END, e.told_at DESC, e.disclosure_id LIMIT $3 OFFSET $4"
        ),
        params![i64::from(all), seat.person(), page.limit(), page.offset()],
        read,
    )
}

/// When and by whom things were told that nobody has looked at yet, the oldest first. Not what was told.
pub fn waiting(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<(Timestamp, String)>, Error> {
    tx.all(
        "SELECT e.told_at, p.name FROM emergency_disclosures e JOIN people p ON p.id = e.recorded_by
         LEFT JOIN emergency_reviews v ON v.disclosure_id = e.disclosure_id
         WHERE v.disclosure_id IS NULL ORDER BY e.told_at, e.disclosure_id",
        &[],
        |row| Ok((row.get("told_at")?, row.get("name")?)),
    )
}

/// Writes down that it was looked at; whether it was there and still waited.
pub fn review(
    tx: &mut Tx<'_>,
    seat: &Seat,
    told: &Told,
    words: Option<&str>,
    (subject, at): (PersonId, Timestamp),
) -> Result<bool, Error> {
    let words = tx.seal_some(subject, words)?;
    let done = tx.execute(
        "INSERT INTO emergency_reviews (disclosure_id, words, reviewed_at, reviewed_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        params![told.disclosure, words, at, seat.person()],
    )?;
    Ok(done > 0)
}

/// The participant as a person.
pub fn person_of(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<Option<PersonId>, Error> {
    tx.maybe("SELECT person_id FROM participants WHERE id = $1", params![participant], |row| {
        row.get("person_id")
    })
}

pub fn add_report(
    tx: &mut Tx<'_>,
    record: &Record,
    disclosure: DisclosureId,
    report: &Report,
    (at, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    let subject = record.person();
    let authority = tx.seal(subject, &report.authority)?;
    let facts = tx.seal(subject, &report.facts_json())?;
    let justification = tx.seal(subject, &report.justification)?;
    tx.execute(
        "INSERT INTO permitted_reports (disclosure_id, participant_id, kind, authority, facts, justification,
            reported_at, reported_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![disclosure, record.participant(), &report.kind, authority, facts, justification, at, by],
    )?;
    Ok(())
}

/// One that the viewer may review: of a participant whose supporter they supervise.
pub fn one(tx: &mut Tx<'_>, seat: &Seat, id: DisclosureId) -> Result<Option<Told>, Error> {
    tx.maybe(
        emergencies!(
            "WHERE e.disclosure_id = $1 AND EXISTS (SELECT 1 FROM matches m JOIN peer_supporters k ON k.id = m.supporter_id
                WHERE m.participant_id = e.participant_id AND k.supervisor_id = $2)"
        ),
        params![id, seat.person()],
        read,
    )
}
