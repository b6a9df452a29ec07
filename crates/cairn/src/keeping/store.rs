//! Every statement on erasures and their requests.

use cairn_db::{Error, Tx, dialect, params};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::erasure::{Basis, Certificate, Standing};
use super::retention::keep_until;
use crate::access::{Record, Seat};
use crate::ids::{ParticipantId, PersonId, RowId};
use crate::web::PageRequest;

/// A record that somebody asked to erase, or whose period is over. No name: the privacy officer decides about a
/// record, not about a person they know.
pub struct Candidate {
    pub participant: ParticipantId,
    pub request: Option<RowId>,
    pub asked_at: Option<Timestamp>,
    pub discharged_on: Option<Date>,
    pub keep_until: Option<Date>,
    pub held: bool,
    pub enrolled: bool,
}

const CANDIDATE: &str = "SELECT p.id, w.born_on,
        (SELECT MAX(d.discharged_on) FROM enrollments e JOIN discharges d ON d.enrollment_id = e.id
          WHERE e.participant_id = p.id) AS discharged_on,
        CASE WHEN EXISTS (SELECT 1 FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id
          WHERE e.participant_id = p.id AND d.enrollment_id IS NULL) THEN 1 ELSE 0 END AS enrolled,
        CASE WHEN EXISTS (SELECT 1 FROM legal_holds h LEFT JOIN legal_hold_releases r ON r.hold_id = h.id
          WHERE r.hold_id IS NULL AND (h.participant_id = p.id OR h.participant_id IS NULL)) THEN 1 ELSE 0 END AS held,
        q.id AS request_id, q.asked_at
     FROM participants p JOIN people w ON w.id = p.person_id
     LEFT JOIN (SELECT r.id, r.participant_id, r.asked_at FROM erasure_requests r
        LEFT JOIN erasure_request_endings n ON n.request_id = r.id WHERE n.request_id IS NULL) q
       ON q.participant_id = p.id
     LEFT JOIN erasures x ON x.participant_id = p.id
     WHERE x.id IS NULL";

fn candidate(row: &cairn_db::Row<'_>, years: i64) -> Result<Candidate, Error> {
    let discharged_on: Option<Date> = row.get("discharged_on")?;
    // A birth date may have been typed in any way by an import: then only the discharge counts.
    let born_on = row.get::<Option<String>>("born_on")?.and_then(|text| text.parse().ok());
    Ok(Candidate {
        participant: row.get("id")?,
        request: row.get("request_id")?,
        asked_at: row.get("asked_at")?,
        keep_until: discharged_on.map(|on| keep_until(on, born_on, years)),
        discharged_on,
        held: row.get("held")?,
        enrolled: row.get("enrolled")?,
    })
}

impl Candidate {
    pub fn is_due(&self, today: Date) -> bool {
        !self.enrolled && self.keep_until.is_some_and(|until| until <= today)
    }
}

/// Open requests, the oldest first.
pub fn asked(tx: &mut Tx<'_>, _seat: &Seat, years: i64, page: PageRequest) -> Result<Vec<Candidate>, Error> {
    let sql = [CANDIDATE, " AND q.id IS NOT NULL ORDER BY q.asked_at, p.id LIMIT $1 OFFSET $2"].concat();
    tx.all(&sql, params![page.limit(), page.offset()], |row| candidate(row, years))
}

/// Records whose period is over. The birth dates are sealed, so the list is cut after reading; who was discharged less
/// than `years` ago cannot be among them.
pub fn due(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    (years, today): (i64, Date),
    page: PageRequest,
) -> Result<Vec<Candidate>, Error> {
    use jiff::ToSpan;
    let before = today.saturating_sub(years.clamp(0, 200).years());
    let sql = [
        CANDIDATE,
        " AND p.id IN (SELECT e.participant_id FROM enrollments e
        JOIN discharges d ON d.enrollment_id = e.id WHERE d.discharged_on <= $1) ORDER BY p.id",
    ]
    .concat();
    let all = tx.all(&sql, params![before], |row| candidate(row, years))?;
    let due = all.into_iter().filter(|one| one.is_due(today));
    Ok(due.skip(page.offset() as usize).take(page.limit() as usize).collect())
}

/// How the record of one participant stands; none if there is no such participant.
pub fn standing(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    id: ParticipantId,
    (years, today): (i64, Date),
) -> Result<Option<(Standing, Option<RowId>)>, Error> {
    let erased = tx.count("SELECT COUNT(*) AS n FROM erasures WHERE participant_id = $1", params![id])? > 0;
    if erased {
        let standing = Standing { erased, enrolled: false, held: false, asked: false, due: false };
        return Ok(Some((standing, None)));
    }
    let found =
        tx.maybe(&[CANDIDATE, " AND p.id = $1"].concat(), params![id], |row| candidate(row, years))?;
    Ok(found.map(|one| {
        let due = one.is_due(today);
        let standing =
            Standing { erased, enrolled: one.enrolled, held: one.held, asked: one.request.is_some(), due };
        (standing, one.request)
    }))
}

pub struct NewErasure {
    pub id: RowId,
    pub participant: ParticipantId,
    pub basis: Basis,
    pub request: Option<RowId>,
    pub by: PersonId,
    pub at: Timestamp,
}

/// Destroys the keys of a participant and everything that signs them in, and writes the certificate.
pub fn erase(tx: &mut Tx<'_>, new: &NewErasure, program: &str) -> Result<Certificate, Error> {
    let person: PersonId =
        tx.one("SELECT person_id FROM participants WHERE id = $1", params![new.participant], |row| {
            row.get("person_id")
        })?;
    let rows = rows_about(tx, new.participant, person)?;
    let subjects = subjects(tx, new.participant, person)?;
    let mut destroyed = Vec::new();
    for subject in subjects {
        if tx.destroy_key(subject, new.at)? {
            destroyed.push(subject);
        }
    }
    shut_out(tx, person, new)?;
    let certificate = Certificate {
        program: program.to_string(),
        participant: new.participant.to_string(),
        basis: new.basis.code().to_string(),
        erased_at: new.at,
        keys_destroyed: destroyed.len(),
        rows,
        method: super::erasure::METHOD.to_string(),
    };
    let text = certificate.text();
    tx.execute(
        "INSERT INTO erasures (id, participant_id, basis, request_id, certificate, certificate_hash, erased_at, erased_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            new.id,
            new.participant,
            new.basis.code(),
            new.request,
            &text,
            Certificate::hash_of(&text),
            new.at,
            new.by
        ],
    )?;
    for subject in destroyed {
        tx.execute(
            "INSERT INTO erased_subjects (subject_id, erasure_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            params![subject, new.id],
        )?;
    }
    Ok(certificate)
}

/// Whose keys hold what was said by or about this participant: their own, their first calls', those of counseling notes,
/// which have one each, and of crises that came in as a caller's, which older copies of the database were sealed with.
fn subjects(tx: &mut Tx<'_>, id: ParticipantId, person: PersonId) -> Result<Vec<Uuid>, Error> {
    let mut subjects: Vec<Uuid> = vec![person.into()];
    for sql in [
        "SELECT first_call_id AS subject FROM enrollments WHERE participant_id = $1 AND first_call_id IS NOT NULL",
        "SELECT id AS subject FROM counseling_notes WHERE participant_id = $1",
        "SELECT id AS subject FROM crises WHERE participant_id = $1",
    ] {
        subjects.extend(tx.all(sql, params![id], |row| row.get::<Uuid>("subject"))?);
    }
    Ok(subjects)
}

/// Rows that have the participant's or the person's id, by table: what the certificate counts.
fn rows_about(tx: &mut Tx<'_>, id: ParticipantId, person: PersonId) -> Result<Vec<(String, i64)>, Error> {
    let dialect = tx.dialect();
    let tables: Vec<String> = tx.all(dialect::tables(dialect), &[], |row| row.get("name"))?;
    let mut counts = Vec::new();
    for table in tables.into_iter().filter(|table| table != "audit_entries") {
        let columns: Vec<String> =
            tx.all(dialect::columns(dialect), params![&table], |row| row.get("name"))?;
        let (column, value) = if columns.iter().any(|column| column == "participant_id") {
            ("participant_id", params![id])
        } else if columns.iter().any(|column| column == "person_id") {
            ("person_id", params![person])
        } else {
            continue;
        };
        // Both names come from the database's own catalog.
        let sql = ["SELECT COUNT(*) AS n FROM ", &table, " WHERE ", column, " = $1"].concat();
        let count = tx.count(&sql, value)?;
        if count > 0 {
            counts.push((table, count));
        }
    }
    Ok(counts)
}

/// Nobody signs in as an erased person, and no look-up finds them.
fn shut_out(tx: &mut Tx<'_>, person: PersonId, new: &NewErasure) -> Result<(), Error> {
    crate::account::sign_out_everywhere(tx, person, None, new.at)?;
    tx.execute("DELETE FROM passphrases WHERE person_id = $1", params![person])?;
    tx.execute("UPDATE people SET email_key = NULL, born_key = NULL WHERE id = $1", params![person])?;
    tx.execute(
        "INSERT INTO role_endings (role_id, ended_at, ended_by)
         SELECT r.id, $2, $3 FROM roles r WHERE r.person_id = $1 ON CONFLICT DO NOTHING",
        params![person, new.at, new.by],
    )?;
    Ok(())
}

pub struct Erased {
    pub id: RowId,
    pub participant: String,
    pub basis: String,
    pub erased_at: Timestamp,
}

/// Certificates, newest first.
pub fn erased(tx: &mut Tx<'_>, _seat: &Seat, page: PageRequest) -> Result<Vec<Erased>, Error> {
    tx.all(
        "SELECT id, participant_id, basis, erased_at FROM erasures ORDER BY erased_at DESC, id LIMIT $1 OFFSET $2",
        params![page.limit(), page.offset()],
        |row| {
            Ok(Erased {
                id: row.get("id")?,
                participant: row.get("participant_id")?,
                basis: row.get("basis")?,
                erased_at: row.get("erased_at")?,
            })
        },
    )
}

/// A certificate's text and the hash that was kept with it.
pub fn certificate(tx: &mut Tx<'_>, _seat: &Seat, id: RowId) -> Result<Option<(String, String)>, Error> {
    tx.maybe("SELECT certificate, certificate_hash FROM erasures WHERE id = $1", params![id], |row| {
        Ok((row.get("certificate")?, row.get("certificate_hash")?))
    })
}

pub fn erased_subjects(tx: &mut Tx<'_>) -> Result<Vec<(Uuid, Timestamp)>, Error> {
    tx.all(
        "SELECT s.subject_id, e.erased_at FROM erased_subjects s JOIN erasures e ON e.id = s.erasure_id
         ORDER BY e.erased_at, s.subject_id",
        &[],
        |row| Ok((row.get("subject_id")?, row.get("erased_at")?)),
    )
}

/// The open request of a participant.
pub fn open_request(tx: &mut Tx<'_>, record: &Record) -> Result<Option<(RowId, Timestamp)>, Error> {
    tx.maybe(
        "SELECT r.id, r.asked_at FROM erasure_requests r
         LEFT JOIN erasure_request_endings n ON n.request_id = r.id
         WHERE r.participant_id = $1 AND n.request_id IS NULL",
        params![record.participant()],
        |row| Ok((row.get("id")?, row.get("asked_at")?)),
    )
}

/// Why the last request ended, if none is open.
pub fn last_ending(tx: &mut Tx<'_>, record: &Record) -> Result<Option<String>, Error> {
    tx.maybe(
        "SELECT n.reason FROM erasure_requests r JOIN erasure_request_endings n ON n.request_id = r.id
         WHERE r.participant_id = $1 ORDER BY n.ended_at DESC, r.id DESC LIMIT 1",
        params![record.participant()],
        |row| row.get("reason"),
    )
}

pub fn ask(tx: &mut Tx<'_>, record: &Record, id: RowId, at: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO erasure_requests (id, participant_id, asked_at, asked_by) VALUES ($1, $2, $3, $4)",
        params![id, record.participant(), at, record.person()],
    )?;
    Ok(())
}

/// Whose request it is.
pub fn requester(tx: &mut Tx<'_>, id: RowId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM erasure_requests WHERE id = $1", params![id], |row| {
        row.get("participant_id")
    })
}

/// Ends a request; whether it was open.
pub fn end_request(
    tx: &mut Tx<'_>,
    id: RowId,
    reason: &str,
    (at, by): (Timestamp, PersonId),
) -> Result<bool, Error> {
    let ended = tx.execute(
        "INSERT INTO erasure_request_endings (request_id, reason, ended_at, ended_by)
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        params![id, reason, at, by],
    )?;
    Ok(ended > 0)
}

/// Remembers that a copy was handed out.
pub fn add_copy(
    tx: &mut Tx<'_>,
    record: &Record,
    (id, form): (RowId, &str),
    (at, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO record_copies (id, participant_id, form, made_at, made_by) VALUES ($1, $2, $3, $4, $5)",
        params![id, record.participant(), form, at, by],
    )?;
    Ok(())
}
