//! Statements on sending notes to a supervisor, and on the answers.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::access::{Record, Seat};
use crate::ids::{NoteId, PersonId, RowId, SessionId, SubmissionId};
use crate::sealing;
use crate::web::PageRequest;

pub fn submit(
    tx: &mut Tx<'_>,
    _record: &Record,
    (id, note, version): (SubmissionId, NoteId, i64),
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO submissions (id, note_id, version, submitted_at, submitted_by) VALUES ($1, $2, $3, $4, $5)",
        params![id, note, version, now, by],
    )?;
    Ok(())
}

/// The session whose note was sent.
pub fn session_of(tx: &mut Tx<'_>, submission: SubmissionId) -> Result<Option<SessionId>, Error> {
    tx.maybe(
        "SELECT n.session_id FROM submissions u JOIN notes n ON n.id = u.note_id WHERE u.id = $1",
        params![submission],
        |row| row.get("session_id"),
    )
}

pub fn give_back(
    tx: &mut Tx<'_>,
    (id, submission): (RowId, SubmissionId),
    comment: &str,
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    let subject = sealing::SUBMISSION.subject(tx, submission)?;
    tx.execute(
        "INSERT INTO returns (id, submission_id, comment, returned_at, returned_by) VALUES ($1, $2, $3, $4, $5)",
        params![id, submission, tx.seal(subject, comment)?, now, by],
    )?;
    Ok(())
}

pub fn approve(
    tx: &mut Tx<'_>,
    (id, submission): (RowId, SubmissionId),
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO approvals (id, submission_id, approved_at, approved_by) VALUES ($1, $2, $3, $4)",
        params![id, submission, now, by],
    )?;
    Ok(())
}

/// A note that waits for its supervisor.
pub struct Waiting {
    pub session: SessionId,
    pub participant: String,
    pub supporter: String,
    pub held_at: Timestamp,
    pub submitted_at: Timestamp,
    /// Whether it is an amendment of an approved note.
    pub amends: bool,
}

/// Notes of the supporters whom the viewer supervises that wait for an answer, the longest waiting first. Not those
/// that the viewer wrote.
pub fn queue(tx: &mut Tx<'_>, seat: &Seat, page: PageRequest) -> Result<Vec<Waiting>, Error> {
    tx.all(
        "SELECT n.session_id, COALESCE(pp.goes_by, pp.name) AS participant, COALESCE(sp.goes_by, sp.name) AS supporter,
            v.started_at, u.submitted_at, v.amendment_reason
         FROM submissions u
         JOIN notes n ON n.id = u.note_id JOIN note_versions v ON v.note_id = n.id AND v.version = u.version
         JOIN sessions s ON s.id = n.session_id
         JOIN participants p ON p.id = n.participant_id JOIN people pp ON pp.id = p.person_id
         JOIN peer_supporters k ON k.id = s.supporter_id JOIN people sp ON sp.id = k.person_id
         LEFT JOIN returns r ON r.submission_id = u.id LEFT JOIN approvals a ON a.submission_id = u.id
         WHERE k.supervisor_id = $1 AND n.author_id <> $1 AND r.submission_id IS NULL AND a.submission_id IS NULL
         ORDER BY u.submitted_at, u.id LIMIT $2 OFFSET $3",
        params![seat.person(), page.limit(), page.offset()],
        |row| {
            Ok(Waiting {
                session: row.get("session_id")?,
                participant: row.get("participant")?,
                supporter: row.get("supporter")?,
                held_at: row.get("started_at")?,
                submitted_at: row.get("submitted_at")?,
                amends: row.get::<Option<String>>("amendment_reason")?.is_some(),
            })
        },
    )
}
