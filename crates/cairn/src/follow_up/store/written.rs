//! What staff write down: silences, SUPRT, and the one more answer of a tiny check-in.

use cairn_db::{Error, Tx, params};
use jiff::{Timestamp, civil::Date};

use crate::access::{Record, Seat};
use crate::ids::{EnrollmentId, ParticipantId, PersonId, RowId};

/// A silence as a page shows it.
pub struct Silence {
    pub id: RowId,
    pub reason: String,
    pub since_on: Date,
    pub ended_on: Option<Date>,
    pub by: String,
}

/// Every silence, the newest first.
pub fn silences(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Silence>, Error> {
    tx.all(
        "SELECT s.id, s.reason, s.since_on, x.ended_on, COALESCE(w.goes_by, w.name) AS written_by
         FROM silences s JOIN people w ON w.id = s.recorded_by LEFT JOIN silence_endings x ON x.silence_id = s.id
         WHERE s.participant_id = $1 ORDER BY s.since_on DESC, s.id DESC LIMIT 50",
        params![record.participant()],
        |row| {
            Ok(Silence {
                id: row.get("id")?,
                reason: row.get("reason")?,
                since_on: row.get("since_on")?,
                ended_on: row.get("ended_on")?,
                by: row.get("written_by")?,
            })
        },
    )
}

/// Writes a silence down; one with the same reason that stands already stays alone.
pub fn add_silence(
    tx: &mut Tx<'_>,
    seat: &Seat,
    (id, participant): (RowId, ParticipantId),
    (reason, since_on): (&str, Date),
    now: Timestamp,
) -> Result<(), Error> {
    let standing = tx.count(
        "SELECT COUNT(*) AS n FROM silences s LEFT JOIN silence_endings x ON x.silence_id = s.id
         WHERE s.participant_id = $1 AND s.reason = $2 AND x.silence_id IS NULL",
        params![participant, reason],
    )?;
    if standing == 0 {
        tx.execute(
            "INSERT INTO silences (id, participant_id, reason, since_on, recorded_at, recorded_by)
             VALUES ($1, $2, $3, $4, $5, $6)",
            params![id, participant, reason, since_on, now, seat.person()],
        )?;
    }
    Ok(())
}

/// Whom a silence is about: not proof, only where to ask for it.
pub fn participant_of(tx: &mut Tx<'_>, silence: RowId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe("SELECT participant_id FROM silences WHERE id = $1", params![silence], |row| {
        row.get("participant_id")
    })
}

/// They were heard from again.
pub fn end_silence(
    tx: &mut Tx<'_>,
    record: &Record,
    silence: RowId,
    on: Date,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO silence_endings (silence_id, ended_on, ended_at, ended_by)
         SELECT s.id, CAST($2 AS TEXT), CAST($3 AS BIGINT), CAST($4 AS TEXT) FROM silences s
         WHERE s.id = $1 AND s.participant_id = $5 ON CONFLICT (silence_id) DO NOTHING",
        params![silence, on, now, by, record.participant()],
    )?;
    Ok(())
}

/// A form of a grant that was gone through, or why not.
pub struct Suprt {
    pub id: RowId,
    pub enrollment: EnrollmentId,
    pub kind: String,
    pub status: String,
    pub done_on: Date,
}

pub fn suprt(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Suprt>, Error> {
    tx.all(
        "SELECT id, enrollment_id, kind, status, done_on FROM suprt_records WHERE participant_id = $1
         ORDER BY done_on DESC, id DESC LIMIT 50",
        params![record.participant()],
        |row| {
            Ok(Suprt {
                id: row.get("id")?,
                enrollment: row.get("enrollment_id")?,
                kind: row.get("kind")?,
                status: row.get("status")?,
                done_on: row.get("done_on")?,
            })
        },
    )
}

pub fn add_suprt(
    tx: &mut Tx<'_>,
    record: &Record,
    new: &Suprt,
    (now, by): (Timestamp, PersonId),
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO suprt_records (id, participant_id, enrollment_id, kind, status, done_on, recorded_at, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![new.id, record.participant(), new.enrollment, &new.kind, &new.status, new.done_on, now, by],
    )?;
    Ok(())
}

/// What a tiny check-in asks besides what stands in the check-in.
pub fn add_tiny(
    tx: &mut Tx<'_>,
    record: &Record,
    check_in: RowId,
    (mode, own_word): (&str, Option<String>),
    asked_on: Date,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO tiny_check_ins (check_in_id, participant_id, mode, own_word, asked_on) VALUES ($1, $2, $3, $4, $5)",
        params![check_in, record.participant(), mode, tx.seal_data(record.person(), own_word)?, asked_on],
    )?;
    Ok(())
}
