//! Every statement on complaints.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::complaint::{Answered, Check, Complaint, Words};
use crate::access::Seat;
use crate::ids::{PersonId, ProgramId, RowId};
use crate::privacy_desk::Stamp;
use crate::web::PageRequest;

const COLUMNS: &str = "SELECT c.id, c.came_by, c.about, c.anonymous, c.name, c.contact, c.words, c.received_at FROM complaints c";

fn read(row: &Row<'_>) -> Result<Complaint, Error> {
    Ok(Complaint {
        id: row.get("id")?,
        came_by: row.get("came_by")?,
        about: row.get("about")?,
        anonymous: row.get("anonymous")?,
        name: row.get("name")?,
        contact: row.get("contact")?,
        words: row.get("words")?,
        received_at: row.get("received_at")?,
        findings: Vec::new(),
        answer: None,
        checks: Vec::new(),
    })
}

pub fn list(tx: &mut Tx<'_>, _seat: &Seat, page: PageRequest) -> Result<Vec<Complaint>, Error> {
    let sql = [COLUMNS, " ORDER BY c.received_at DESC, c.id DESC LIMIT $1 OFFSET $2"].concat();
    let found = tx.all(&sql, params![page.limit(), page.offset()], read)?;
    found.into_iter().map(|complaint| fill(tx, complaint)).collect()
}

/// Without an answer, or without a look back.
pub fn unfinished(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<Complaint>, Error> {
    let open = " WHERE NOT EXISTS (SELECT 1 FROM complaint_answers a WHERE a.complaint_id = c.id)
          OR NOT EXISTS (SELECT 1 FROM retaliation_checks r WHERE r.complaint_id = c.id) ORDER BY c.id";
    let found = tx.all(&[COLUMNS, open].concat(), &[], read)?;
    found.into_iter().map(|complaint| fill(tx, complaint)).collect()
}

pub fn find(tx: &mut Tx<'_>, _seat: &Seat, id: RowId) -> Result<Option<Complaint>, Error> {
    let found = tx.maybe(&[COLUMNS, " WHERE c.id = $1"].concat(), params![id], read)?;
    found.map(|complaint| fill(tx, complaint)).transpose()
}

fn fill(tx: &mut Tx<'_>, mut complaint: Complaint) -> Result<Complaint, Error> {
    complaint.findings = tx.all(
        "SELECT words, found_at FROM complaint_findings WHERE complaint_id = $1 ORDER BY id",
        params![complaint.id],
        |row| Ok(Words { words: row.get("words")?, at: row.get("found_at")? }),
    )?;
    complaint.answer = tx.maybe(
        "SELECT outcome, words, answered_at FROM complaint_answers WHERE complaint_id = $1",
        params![complaint.id],
        |row| {
            Ok(Answered {
                outcome: row.get("outcome")?,
                words: row.get("words")?,
                at: row.get("answered_at")?,
            })
        },
    )?;
    complaint.checks = tx.all(
        "SELECT found, words, checked_at FROM retaliation_checks WHERE complaint_id = $1 ORDER BY id",
        params![complaint.id],
        |row| Ok(Check { found: row.get("found")?, words: row.get("words")?, at: row.get("checked_at")? }),
    )?;
    Ok(complaint)
}

pub fn exists(tx: &mut Tx<'_>, id: RowId) -> Result<bool, Error> {
    Ok(tx.count("SELECT COUNT(*) AS n FROM complaints WHERE id = $1", params![id])? > 0)
}

pub struct NewComplaint {
    pub came_by: String,
    pub about: String,
    /// None of either: anonymous.
    pub name: Option<String>,
    pub contact: Option<String>,
    pub words: String,
}

/// What comes through the public page has no author: nobody is asked who they are.
pub struct Arrival {
    pub id: RowId,
    pub at: Timestamp,
    pub by: Option<PersonId>,
    pub program: ProgramId,
}

pub fn add(tx: &mut Tx<'_>, arrival: Arrival, new: &NewComplaint) -> Result<(), Error> {
    let anonymous = new.name.is_none() && new.contact.is_none();
    let name = tx.seal_some(arrival.program, new.name.as_deref())?;
    let contact = tx.seal_some(arrival.program, new.contact.as_deref())?;
    let words = tx.seal(arrival.program, &new.words)?;
    tx.execute(
        "INSERT INTO complaints (id, came_by, about, anonymous, name, contact, words, received_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            arrival.id,
            &new.came_by,
            &new.about,
            anonymous,
            name,
            contact,
            words,
            arrival.at,
            arrival.by
        ],
    )?;
    Ok(())
}

pub fn add_finding(tx: &mut Tx<'_>, complaint: &Complaint, stamp: Stamp, words: &str) -> Result<(), Error> {
    let words = tx.seal(stamp.program, words)?;
    tx.execute(
        "INSERT INTO complaint_findings (id, complaint_id, words, found_at, found_by) VALUES ($1, $2, $3, $4, $5)",
        params![stamp.id, complaint.id, words, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub fn answer(
    tx: &mut Tx<'_>,
    complaint: &Complaint,
    stamp: Stamp,
    given: (&str, &str),
) -> Result<(), Error> {
    let words = tx.seal(stamp.program, given.1)?;
    tx.execute(
        "INSERT INTO complaint_answers (complaint_id, outcome, words, answered_at, answered_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![complaint.id, given.0, words, stamp.at, stamp.by],
    )?;
    Ok(())
}

pub fn check(tx: &mut Tx<'_>, complaint: &Complaint, stamp: Stamp, found: (&str, &str)) -> Result<(), Error> {
    let words = tx.seal(stamp.program, found.1)?;
    tx.execute(
        "INSERT INTO retaliation_checks (id, complaint_id, found, words, checked_at, checked_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![stamp.id, complaint.id, found.0, words, stamp.at, stamp.by],
    )?;
    Ok(())
}

/// Complaints from one place since an instant.
pub fn from_origin(tx: &mut Tx<'_>, origin: &str, since: Timestamp) -> Result<i64, Error> {
    tx.count(
        "SELECT COUNT(*) AS n FROM complaint_origins WHERE origin_hash = $1 AND sent_at > $2",
        params![origin, since],
    )
}

/// Notes a place, and forgets those of before `until`.
pub fn note_origin(tx: &mut Tx<'_>, id: RowId, origin: &str, at: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO complaint_origins (id, origin_hash, sent_at) VALUES ($1, $2, $3)",
        params![id, origin, at],
    )?;
    let yesterday = at - jiff::SignedDuration::from_hours(24);
    tx.execute("DELETE FROM complaint_origins WHERE sent_at < $1", params![yesterday])?;
    Ok(())
}
