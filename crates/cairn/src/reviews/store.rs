//! Every statement on audit reviews.

use cairn_db::{Error, Row, Tx, params};
use cairn_part2::{Categories, Term, Terms};
use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::{Review, sample::Sample};
use crate::access::{RUNNING_REVIEW, Record, Role, Seat};
use crate::ids::{ParticipantId, PersonId, RowId};
use crate::privacy_desk::Stamp;

pub struct NewReview {
    pub contract: RowId,
    pub auditor: PersonId,
    pub from_on: Date,
    pub until_on: Date,
    pub categories: Categories,
    pub sampling: &'static str,
    /// In the order of their numbers, from one.
    pub participants: Vec<ParticipantId>,
}

fn json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T, Error> {
    serde_json::from_str(&row.get::<String>(column)?)
        .map_err(|error| Error::Column { column: column.to_string(), reason: error.to_string() })
}

fn read(row: &Row<'_>) -> Result<Review, Error> {
    Ok(Review {
        id: row.get("id")?,
        contract: row.get("contract_id")?,
        party: row.get("party")?,
        scope: row.get("scope")?,
        recipient: row.get("recipient_id")?,
        copies: json::<Terms>(row, "terms")?.contains(Term::Copies),
        auditor: row.get("auditor_id")?,
        auditor_name: row.get("auditor_name")?,
        from_on: row.get("from_on")?,
        until_on: row.get("until_on")?,
        categories: json(row, "categories")?,
        running: row.get("running")?,
        ending: row.get("ending")?,
    })
}

/// The reviews that this seat may know: all for the officer, for an auditor their own that run today.
pub fn list(tx: &mut Tx<'_>, seat: &Seat, today: Date) -> Result<Vec<Review>, Error> {
    let sql = [
        "SELECT r.id, r.contract_id, c.party, c.scope, c.recipient_id, c.terms, r.auditor_id,
            w.name AS auditor_name, r.from_on, r.until_on, r.categories, e.reason AS ending,
            CASE WHEN ",
        RUNNING_REVIEW,
        " THEN 1 ELSE 0 END AS running
         FROM audit_reviews r JOIN contracts c ON c.id = r.contract_id JOIN people w ON w.id = r.auditor_id
         LEFT JOIN audit_review_endings e ON e.review_id = r.id
         WHERE CAST($2 AS BIGINT) = 1 OR (r.auditor_id = $3 AND ",
        RUNNING_REVIEW,
        ") ORDER BY r.opened_at DESC, r.id DESC",
    ];
    let officer = i64::from(seat.role() == Role::PrivacyOfficer);
    tx.all(&sql.concat(), params![today, officer, seat.person()], read)
}

pub fn find(tx: &mut Tx<'_>, seat: &Seat, id: RowId, today: Date) -> Result<Option<Review>, Error> {
    Ok(list(tx, seat, today)?.into_iter().find(|review| review.id == id))
}

/// Who may look at parts of this record today, each with the office they come from.
pub fn auditors_of(tx: &mut Tx<'_>, record: &Record, today: Date) -> Result<Vec<String>, Error> {
    let sql = [
        "SELECT DISTINCT w.id, w.name, c.party FROM audit_review_participants s
         JOIN audit_reviews r ON r.id = s.review_id JOIN contracts c ON c.id = r.contract_id
         JOIN people w ON w.id = r.auditor_id
         WHERE s.participant_id = $2 AND ",
        RUNNING_REVIEW,
        " ORDER BY w.id",
    ];
    let named = |row: &Row<'_>| {
        let (name, party): (String, String) = (row.get("name")?, row.get("party")?);
        Ok(format!("{name} ({party})"))
    };
    tx.all(&sql.concat(), params![today, record.participant()], named)
}

/// Numbers of the sample that are still here, with the names for the officer.
pub fn sample(tx: &mut Tx<'_>, seat: &Seat, review: &Review) -> Result<Vec<(i64, Option<String>)>, Error> {
    let named = seat.role() == Role::PrivacyOfficer;
    tx.all(
        "SELECT s.number, w.name FROM audit_review_participants s JOIN participants p ON p.id = s.participant_id
         JOIN people w ON w.id = p.person_id LEFT JOIN erasures x ON x.record_id = p.id
         WHERE s.review_id = $1 AND x.id IS NULL ORDER BY s.number",
        params![review.id],
        |row| Ok((row.get("number")?, if named { Some(row.get("name")?) } else { None })),
    )
}

/// Everybody whom a sample can be taken from; none where a name fits nobody, or two people.
pub fn candidates(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    wanted: &Sample,
) -> Result<Option<Vec<ParticipantId>>, Error> {
    match wanted {
        Sample::Drawn { from, until, .. } => tx
            .all(
                "SELECT DISTINCT p.id FROM participants p JOIN enrollments e ON e.participant_id = p.id
                 LEFT JOIN discharges d ON d.enrollment_id = e.id LEFT JOIN erasures x ON x.record_id = p.id
                 WHERE x.id IS NULL AND e.enrolled_on <= $2
                   AND (d.discharged_on IS NULL OR d.discharged_on >= $1) ORDER BY p.id",
                params![*from, *until],
                |row| row.get("id"),
            )
            .map(Some),
        Sample::Named(names) => named(tx, names),
    }
}

/// Names are sealed, so they are compared after opening.
fn named(tx: &mut Tx<'_>, names: &[String]) -> Result<Option<Vec<ParticipantId>>, Error> {
    let all: Vec<(ParticipantId, String)> = tx.all(
        "SELECT p.id, w.name FROM participants p JOIN people w ON w.id = p.person_id
         LEFT JOIN erasures x ON x.record_id = p.id WHERE x.id IS NULL",
        &[],
        |row| Ok((row.get("id")?, row.get("name")?)),
    )?;
    let mut found = Vec::new();
    for wanted in names {
        let mut fitting = all.iter().filter(|(_, name)| name.to_lowercase() == *wanted);
        match (fitting.next(), fitting.next()) {
            (Some((id, _)), None) => found.push(*id),
            _ => return Ok(None),
        }
    }
    found.sort();
    found.dedup();
    Ok(Some(found))
}

pub fn add(tx: &mut Tx<'_>, _seat: &Seat, stamp: Stamp, new: &NewReview) -> Result<(), Error> {
    let categories = serde_json::to_string(&new.categories).unwrap_or_else(|_| "[]".to_string());
    tx.execute(
        "INSERT INTO audit_reviews (id, contract_id, auditor_id, from_on, until_on, categories, sampling, opened_at,
            opened_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            stamp.id,
            new.contract,
            new.auditor,
            new.from_on,
            new.until_on,
            categories,
            new.sampling,
            stamp.at,
            stamp.by
        ],
    )?;
    for (number, participant) in (1_i64..).zip(&new.participants) {
        tx.execute(
            "INSERT INTO audit_review_participants (review_id, number, participant_id) VALUES ($1, $2, $3)",
            params![stamp.id, number, *participant],
        )?;
    }
    Ok(())
}

pub fn end(tx: &mut Tx<'_>, review: &Review, stamp: Stamp, reason: &str) -> Result<(), Error> {
    let reason = tx.seal(stamp.program, reason)?;
    tx.execute(
        "INSERT INTO audit_review_endings (review_id, reason, ended_at, ended_by) VALUES ($1, $2, $3, $4)",
        params![review.id, reason, stamp.at, stamp.by],
    )?;
    Ok(())
}
