//! Every statement on erasures and their requests.

use cairn_db::{Error, Tx, dialect, params};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::erasure::{Basis, Certificate, Standing};
use super::retention::{Period, keep_until};
use crate::access::{RecordId, Seat};
use crate::ids::{FamilyId, FamilyMemberId, ParticipantId, PersonId, RowId};
use crate::web::PageRequest;

pub mod requests;

/// A record that somebody asked to erase, or whose period is over. No name: the privacy officer decides about a
/// record, not about a person they know.
pub struct Candidate {
    pub of: RecordId,
    pub request: Option<RowId>,
    pub asked_at: Option<Timestamp>,
    /// When the person was discharged, or the support of their family ended.
    pub ended_on: Option<Date>,
    pub keep_until: Option<Date>,
    pub held: bool,
    /// Only participants are enrolled: a family member leaves by asking.
    pub enrolled: bool,
    /// What else the person's key seals stands in the way: a participant's record, or that they work here.
    pub one_key: bool,
}

/// Records that are not erased, of both kinds.
const CANDIDATES: &str = "SELECT c.participant_id, c.member_id, c.born_on, c.discharged_on, c.ended_at, c.is_enrolled,
        c.is_held, c.has_one_key, q.id AS request_id, q.asked_at
     FROM (SELECT p.id AS record_id, p.id AS participant_id, CAST(NULL AS TEXT) AS member_id, w.born_on,
            (SELECT MAX(d.discharged_on) FROM enrollments e JOIN discharges d ON d.enrollment_id = e.id
              WHERE e.participant_id = p.id) AS discharged_on,
            CAST(NULL AS BIGINT) AS ended_at,
            CASE WHEN EXISTS (SELECT 1 FROM enrollments e LEFT JOIN discharges d ON d.enrollment_id = e.id
              WHERE e.participant_id = p.id AND d.enrollment_id IS NULL) THEN 1 ELSE 0 END AS is_enrolled,
            CASE WHEN EXISTS (SELECT 1 FROM legal_holds h LEFT JOIN legal_hold_releases r ON r.hold_id = h.id
              WHERE r.hold_id IS NULL AND (h.participant_id = p.id OR h.participant_id IS NULL))
              THEN 1 ELSE 0 END AS is_held,
            0 AS has_one_key
          FROM participants p JOIN people w ON w.id = p.person_id
        UNION ALL
          SELECT m.id, CAST(NULL AS TEXT), m.id, CAST(NULL AS TEXT), CAST(NULL AS TEXT),
            (SELECT MAX(e.ended_at) FROM family_endings e LEFT JOIN family_returns r ON r.ending_id = e.id
              WHERE e.family_id = m.family_id AND r.ending_id IS NULL),
            0,
            CASE WHEN EXISTS (SELECT 1 FROM legal_holds h LEFT JOIN legal_hold_releases r ON r.hold_id = h.id
              WHERE r.hold_id IS NULL AND h.participant_id IS NULL) THEN 1 ELSE 0 END,
            CASE WHEN EXISTS (SELECT 1 FROM participants p LEFT JOIN erasures y ON y.record_id = p.id
                  WHERE p.person_id = m.person_id AND y.id IS NULL)
              OR EXISTS (SELECT 1 FROM roles r LEFT JOIN role_endings z ON z.role_id = r.id
                  WHERE r.person_id = m.person_id AND z.role_id IS NULL
                    AND r.role NOT IN ('participant', 'family_member')) THEN 1 ELSE 0 END
          FROM family_members m) c
     LEFT JOIN (SELECT r.id, COALESCE(r.participant_id, r.member_id) AS record_id, r.asked_at FROM erasure_requests r
        LEFT JOIN erasure_request_endings n ON n.request_id = r.id WHERE n.request_id IS NULL) q
       ON q.record_id = c.record_id
     LEFT JOIN erasures x ON x.record_id = c.record_id
     WHERE x.id IS NULL";

fn candidate(row: &cairn_db::Row<'_>, period: &Period) -> Result<Option<Candidate>, Error> {
    let Some(of) = RecordId::of(row.get("participant_id")?, row.get("member_id")?) else { return Ok(None) };
    let discharged_on: Option<Date> = row.get("discharged_on")?;
    let ended_at: Option<Timestamp> = row.get("ended_at")?;
    let ended_on = discharged_on.or(ended_at.map(|at| period.day(at)));
    // A birth date may have been typed in any way by an import: then only the discharge counts.
    let born_on = row.get::<Option<String>>("born_on")?.and_then(|text| text.parse().ok());
    Ok(Some(Candidate {
        of,
        request: row.get("request_id")?,
        asked_at: row.get("asked_at")?,
        keep_until: ended_on.map(|on| keep_until(on, born_on, period.years)),
        ended_on,
        held: row.get("is_held")?,
        enrolled: row.get("is_enrolled")?,
        one_key: row.get("has_one_key")?,
    }))
}

impl Candidate {
    pub fn is_due(&self, today: Date) -> bool {
        !self.enrolled && self.keep_until.is_some_and(|until| until <= today)
    }

    /// Nothing stands in the way.
    pub fn is_free(&self) -> bool {
        !self.held && !self.enrolled && !self.one_key
    }

    /// The field of the form that names it.
    pub fn field(&self) -> &'static str {
        match self.of {
            RecordId::Participant(_) => "participant",
            RecordId::FamilyMember(_) => "member",
        }
    }
}

/// Open requests, the oldest first.
pub fn asked(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    period: &Period,
    page: PageRequest,
) -> Result<Vec<Candidate>, Error> {
    let sql =
        [CANDIDATES, " AND q.id IS NOT NULL ORDER BY q.asked_at, c.record_id LIMIT $1 OFFSET $2"].concat();
    let found = tx.all(&sql, params![page.limit(), page.offset()], |row| candidate(row, period))?;
    Ok(found.into_iter().flatten().collect())
}

/// Records whose period is over. The birth dates are sealed, so the list is cut after reading; who was discharged less
/// than `years` ago cannot be among them.
pub fn due(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    period: &Period,
    page: PageRequest,
) -> Result<Vec<Candidate>, Error> {
    use jiff::ToSpan;
    let before = period.today.saturating_sub(period.years.clamp(0, 200).years());
    let sql = [
        CANDIDATES,
        " AND (c.ended_at IS NOT NULL OR c.participant_id IN (SELECT e.participant_id FROM enrollments e
        JOIN discharges d ON d.enrollment_id = e.id WHERE d.discharged_on <= $1)) ORDER BY c.record_id",
    ]
    .concat();
    let all = tx.all(&sql, params![before], |row| candidate(row, period))?;
    let due = all.into_iter().flatten().filter(|one| one.is_due(period.today));
    Ok(due.skip(page.offset() as usize).take(page.limit() as usize).collect())
}

/// How a record stands; none if there is no such record.
pub fn standing(
    tx: &mut Tx<'_>,
    _seat: &Seat,
    id: RecordId,
    period: &Period,
) -> Result<Option<(Standing, Option<RowId>)>, Error> {
    let erased = tx.count("SELECT COUNT(*) AS n FROM erasures WHERE record_id = $1", params![id])? > 0;
    if erased {
        let standing =
            Standing { erased, enrolled: false, held: false, asked: false, due: false, one_key: false };
        return Ok(Some((standing, None)));
    }
    let sql = [CANDIDATES, " AND c.record_id = $1"].concat();
    let found = tx.maybe(&sql, params![id], |row| candidate(row, period))?.flatten();
    Ok(found.filter(|one| one.of == id).map(|one| {
        let (due, asked) = (one.is_due(period.today), one.request.is_some());
        let Candidate { enrolled, held, one_key, .. } = one;
        (Standing { erased, enrolled, held, asked, due, one_key }, one.request)
    }))
}

/// The family whose only member left this is: its key goes with theirs.
pub fn emptied(tx: &mut Tx<'_>, _seat: &Seat, id: FamilyMemberId) -> Result<Option<FamilyId>, Error> {
    tx.maybe(
        "SELECT m.family_id FROM family_members m WHERE m.id = $1 AND NOT EXISTS (
             SELECT 1 FROM family_members o LEFT JOIN erasures x ON x.record_id = o.id
             WHERE o.family_id = m.family_id AND o.id <> m.id AND x.id IS NULL)",
        params![id],
        |row| row.get("family_id"),
    )
}

pub struct NewErasure {
    pub id: RowId,
    pub of: RecordId,
    /// The family that goes with its last member.
    pub family: Option<FamilyId>,
    pub basis: Basis,
    pub request: Option<RowId>,
    pub by: PersonId,
    pub at: Timestamp,
}

/// Destroys the keys of a record's person and everything that signs them in, and writes the certificate.
pub fn erase(tx: &mut Tx<'_>, new: &NewErasure, program: &str) -> Result<Certificate, Error> {
    let person = person_of(tx, new.of)?;
    let rows = rows_about(tx, new.of, person)?;
    let mut destroyed = Vec::new();
    for subject in subjects(tx, new, person)? {
        if tx.destroy_key(subject, new.at)? {
            destroyed.push(subject);
        }
    }
    shut_out(tx, person, new)?;
    let certificate = Certificate {
        program: program.to_string(),
        record: new.of.to_string(),
        kind: new.of.kind().to_string(),
        basis: new.basis.code().to_string(),
        erased_at: new.at,
        keys_destroyed: destroyed.len(),
        rows,
        method: super::erasure::METHOD.to_string(),
    };
    let text = certificate.text();
    tx.execute(
        "INSERT INTO erasures (id, record_id, kind, basis, request_id, certificate, certificate_hash, erased_at, erased_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            new.id,
            new.of,
            new.of.kind(),
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

fn person_of(tx: &mut Tx<'_>, of: RecordId) -> Result<PersonId, Error> {
    let sql = match of {
        RecordId::Participant(_) => "SELECT person_id FROM participants WHERE id = $1",
        RecordId::FamilyMember(_) => "SELECT person_id FROM family_members WHERE id = $1",
    };
    tx.one(sql, params![of], |row| row.get("person_id"))
}

/// Whose keys hold what was said by or about this person: their own; a participant's first calls', those of counseling
/// notes, which have one each, and of crises that came in as a caller's, which older copies of the database were sealed
/// with; the family's where its last member goes.
fn subjects(tx: &mut Tx<'_>, new: &NewErasure, person: PersonId) -> Result<Vec<Uuid>, Error> {
    let mut subjects: Vec<Uuid> = vec![person.into()];
    subjects.extend(new.family.map(Uuid::from));
    let Some(id): Option<ParticipantId> = new.of.participant() else { return Ok(subjects) };
    for sql in [
        "SELECT first_call_id AS subject FROM enrollments WHERE participant_id = $1 AND first_call_id IS NOT NULL",
        "SELECT id AS subject FROM counseling_notes WHERE participant_id = $1",
        "SELECT id AS subject FROM crises WHERE participant_id = $1",
    ] {
        subjects.extend(tx.all(sql, params![id], |row| row.get::<Uuid>("subject"))?);
    }
    Ok(subjects)
}

/// Rows that have the record's or the person's id, by table: what the certificate counts.
fn rows_about(tx: &mut Tx<'_>, of: RecordId, person: PersonId) -> Result<Vec<(String, i64)>, Error> {
    let dialect = tx.dialect();
    let own = match of {
        RecordId::Participant(_) => "participant_id",
        RecordId::FamilyMember(_) => "member_id",
    };
    let tables: Vec<String> = tx.all(dialect::tables(dialect), &[], |row| row.get("name"))?;
    let mut counts = Vec::new();
    for table in tables.into_iter().filter(|table| table != "audit_entries") {
        let columns: Vec<String> =
            tx.all(dialect::columns(dialect), params![&table], |row| row.get("name"))?;
        let (column, value) = if columns.iter().any(|column| column == own) {
            (own, params![of])
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
    tx.execute("UPDATE families SET name_key = NULL WHERE id = $1", params![new.family])?;
    tx.execute(
        "INSERT INTO role_endings (role_id, ended_at, ended_by)
         SELECT r.id, $2, $3 FROM roles r WHERE r.person_id = $1 ON CONFLICT DO NOTHING",
        params![person, new.at, new.by],
    )?;
    leave_places(tx, person, new)
}

/// Places in groups and talks that were ahead are free again.
fn leave_places(tx: &mut Tx<'_>, person: PersonId, new: &NewErasure) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO group_leavings (membership_id, reason, left_at, recorded_by)
         SELECT m.id, 'other', $2, $3 FROM group_memberships m LEFT JOIN group_leavings l ON l.membership_id = m.id
         WHERE m.person_id = $1 AND l.membership_id IS NULL",
        params![person, new.at, new.by],
    )?;
    tx.execute(
        "INSERT INTO group_wait_endings (wait_id, reason, ended_at, ended_by)
         SELECT q.id, 'left', $2, $3 FROM group_waits q LEFT JOIN group_wait_endings z ON z.wait_id = q.id
         WHERE q.person_id = $1 AND z.wait_id IS NULL",
        params![person, new.at, new.by],
    )?;
    tx.execute(
        "INSERT INTO shared_withdrawals (session_id, side, withdrawn_at, withdrawn_by)
         SELECT i.session_id, 'family', $2, $3 FROM shared_invitations i
         LEFT JOIN shared_holdings h ON h.session_id = i.session_id
         WHERE i.member_id = $1 AND h.session_id IS NULL ON CONFLICT DO NOTHING",
        params![new.of.member(), new.at, new.by],
    )?;
    tx.execute(
        "INSERT INTO repair_stops (part_id, stopped_at, stopped_by)
         SELECT r.id, $3, $4 FROM repair_parts r WHERE r.participant_id = $1 OR r.member_id = $2 ON CONFLICT DO NOTHING",
        params![new.of.participant(), new.of.member(), new.at, new.by],
    )?;
    Ok(())
}

pub struct Erased {
    pub id: RowId,
    pub record: String,
    pub kind: String,
    pub basis: String,
    pub erased_at: Timestamp,
}

/// Certificates, newest first.
pub fn erased(tx: &mut Tx<'_>, _seat: &Seat, page: PageRequest) -> Result<Vec<Erased>, Error> {
    tx.all(
        "SELECT id, record_id, kind, basis, erased_at FROM erasures ORDER BY erased_at DESC, id LIMIT $1 OFFSET $2",
        params![page.limit(), page.offset()],
        |row| {
            Ok(Erased {
                id: row.get("id")?,
                record: row.get("record_id")?,
                kind: row.get("kind")?,
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
