//! Statements on sending group notes to a supervisor, and on the answers.

use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use super::notes::{NoteHead, read_head};
use crate::access::Seat;
use crate::ids::{GroupId, MeetingId, NoteId, PersonId, RowId, SubmissionId};
use crate::sealing;
use crate::web::PageRequest;

pub fn submit(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (id, note, version): (SubmissionId, &NoteHead, i64),
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO group_note_submissions (id, note_id, version, submitted_at, submitted_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![id, note.id, version, now, seat.person()],
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
        "INSERT INTO group_note_approvals (id, submission_id, approved_at, approved_by) VALUES ($1, $2, $3, $4)",
        params![id, submission, now, by],
    )?;
    Ok(())
}

pub fn give_back(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (id, submission): (RowId, SubmissionId),
    comment: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let subject = sealing::GROUP_SUBMISSION.subject(tx, submission)?;
    tx.execute(
        "INSERT INTO group_note_returns (id, submission_id, comment, returned_at, returned_by)
         VALUES ($1, $2, $3, $4, $5)",
        params![id, submission, tx.seal(subject, comment)?, now, seat.person()],
    )?;
    Ok(())
}

/// What a supervisor sees above a note.
#[derive(Debug, Clone)]
pub struct Supervised {
    pub group: GroupId,
    pub name: String,
    pub author: String,
    pub starts_at: Timestamp,
}

/// A note of somebody whom the viewer supervises.
pub fn supervised(tx: &mut Tx<'_>, seat: &Seat, id: NoteId) -> Result<Option<(NoteHead, Supervised)>, Error> {
    tx.maybe(
        "SELECT n.id, n.meeting_id, n.author_id, n.tier, m.group_id, g.name, m.starts_at,
            COALESCE(w.goes_by, w.name) AS author
         FROM group_notes n JOIN group_meetings m ON m.id = n.meeting_id JOIN support_groups g ON g.id = m.group_id
         JOIN people w ON w.id = n.author_id JOIN peer_supporters k ON k.person_id = n.author_id
         WHERE n.id = $1 AND k.supervisor_id = $2 AND n.author_id <> $2",
        params![id, seat.person()],
        |row| {
            let about = Supervised {
                group: row.get("group_id")?,
                name: row.get("name")?,
                author: row.get("author")?,
                starts_at: row.get("starts_at")?,
            };
            Ok((read_head(row)?, about))
        },
    )
}

/// A group note that waits for its supervisor.
#[derive(Debug, Clone)]
pub struct WaitingNote {
    pub id: NoteId,
    pub group: String,
    pub author: String,
    pub starts_at: Timestamp,
    pub submitted_at: Timestamp,
}

/// Notes of those whom the viewer supervises that wait for an answer, the longest waiting first.
pub fn waiting_notes(tx: &mut Tx<'_>, seat: &Seat, page: PageRequest) -> Result<Vec<WaitingNote>, Error> {
    tx.all(
        "SELECT n.id, g.name AS group_name, COALESCE(w.goes_by, w.name) AS author, m.starts_at, u.submitted_at
         FROM group_note_submissions u JOIN group_notes n ON n.id = u.note_id
         JOIN group_meetings m ON m.id = n.meeting_id JOIN support_groups g ON g.id = m.group_id
         JOIN people w ON w.id = n.author_id JOIN peer_supporters k ON k.person_id = n.author_id
         LEFT JOIN group_note_returns r ON r.submission_id = u.id
         LEFT JOIN group_note_approvals a ON a.submission_id = u.id
         WHERE k.supervisor_id = $1 AND n.author_id <> $1 AND r.submission_id IS NULL AND a.submission_id IS NULL
         ORDER BY u.submitted_at, u.id LIMIT $2 OFFSET $3",
        params![seat.person(), page.limit(), page.offset()],
        |row| {
            Ok(WaitingNote {
                id: row.get("id")?,
                group: row.get("group_name")?,
                author: row.get("author")?,
                starts_at: row.get("starts_at")?,
                submitted_at: row.get("submitted_at")?,
            })
        },
    )
}

/// A meeting whose note is still to be written, or was sent back.
#[derive(Debug, Clone)]
pub struct Unwritten {
    pub group: GroupId,
    pub meeting: MeetingId,
    pub name: String,
    pub starts_at: Timestamp,
    pub returned: bool,
}

/// Meetings of the groups that the viewer leads, since an instant, that somebody came to and whose note was not sent;
/// and the viewer's own notes that were sent back.
pub fn unwritten(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (since, now): (Timestamp, Timestamp),
    most: i64,
) -> Result<Vec<Unwritten>, Error> {
    tx.all(
        "SELECT m.id, m.group_id, g.name, m.starts_at, CASE WHEN EXISTS (
                SELECT 1 FROM group_note_submissions u JOIN group_note_returns r ON r.submission_id = u.id
                WHERE u.note_id = n.id) THEN 1 ELSE 0 END AS returned
         FROM group_meetings m JOIN support_groups g ON g.id = m.group_id
         LEFT JOIN group_notes n ON n.meeting_id = m.id
         WHERE ((n.id IS NULL AND g.leader_id = $1) OR n.author_id = $1)
           AND m.starts_at >= $2 AND m.starts_at <= $3
           AND EXISTS (SELECT 1 FROM attendances a WHERE a.meeting_id = m.id AND a.minutes > 0)
           AND NOT EXISTS (SELECT 1 FROM group_note_submissions u
                LEFT JOIN group_note_returns r ON r.submission_id = u.id
                WHERE u.note_id = n.id AND r.submission_id IS NULL)
         ORDER BY m.starts_at, m.id LIMIT $4",
        params![seat.person(), since, now, most],
        |row| {
            Ok(Unwritten {
                group: row.get("group_id")?,
                meeting: row.get("id")?,
                name: row.get("name")?,
                starts_at: row.get("starts_at")?,
                returned: row.get("returned")?,
            })
        },
    )
}
