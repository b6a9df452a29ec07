//! What the record holds of each kind of information: a few lines and how many there are.

use cairn_db::{Error, Row, Tx, Value, params};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::access::Record;

/// Lines of a kind that are shown.
const MOST: i64 = 6;

/// The first few, and how many there are in all.
pub struct Some<T> {
    pub first: Vec<T>,
    pub all: i64,
}

impl<T> Some<T> {
    pub fn more(&self) -> i64 {
        self.all - self.first.len() as i64
    }
}

fn some<T>(
    tx: &mut Tx<'_>,
    (sql, count): (&str, &str),
    of: Value,
    read: impl FnMut(&Row<'_>) -> Result<T, Error>,
) -> Result<Some<T>, Error> {
    let all = tx.count(count, std::slice::from_ref(&of))?;
    Ok(Some { first: tx.all(sql, &[of, Value::from(MOST)], read)?, all })
}

pub struct Person {
    pub name: String,
    pub born_on: Option<Date>,
    pub gender: Option<String>,
    pub language: String,
    pub phone: Option<String>,
    pub email: Option<String>,
}

pub fn person(tx: &mut Tx<'_>, record: &Record) -> Result<Person, Error> {
    tx.one(
        "SELECT name, born_on, gender, language, phone, email FROM people WHERE id = $1",
        params![record.person()],
        |row| {
            Ok(Person {
                name: row.get("name")?,
                born_on: row.get("born_on")?,
                gender: row.get("gender")?,
                language: row.get("language")?,
                phone: row.get("phone")?,
                email: row.get("email")?,
            })
        },
    )
}

/// When sessions were held, and with whom; the latest first.
pub fn sessions(tx: &mut Tx<'_>, record: &Record) -> Result<Some<(Timestamp, String)>, Error> {
    some(
        tx,
        (
            "SELECT h.started_at, COALESCE(p.goes_by, p.name) AS name FROM holdings h
             JOIN sessions s ON s.id = h.session_id JOIN peer_supporters k ON k.id = s.supporter_id
             JOIN people p ON p.id = k.person_id WHERE s.participant_id = $1
             ORDER BY h.started_at DESC, s.id LIMIT $2",
            "SELECT COUNT(*) AS n FROM holdings h JOIN sessions s ON s.id = h.session_id WHERE s.participant_id = $1",
        ),
        record.participant().into(),
        |row| Ok((row.get("started_at")?, row.get("name")?)),
    )
}

/// Words of goals that are part of the record, and whether they are closed; the latest first.
pub fn goals(tx: &mut Tx<'_>, record: &Record) -> Result<Some<(String, bool)>, Error> {
    some(
        tx,
        (
            "SELECT COALESCE((SELECT w.words FROM goal_rewordings w WHERE w.goal_id = g.id ORDER BY w.id DESC LIMIT 1),
                g.words) AS words,
                CASE WHEN EXISTS (SELECT 1 FROM goal_closings c LEFT JOIN goal_reopenings r ON r.closing_id = c.id
                    WHERE c.goal_id = g.id AND r.closing_id IS NULL) THEN 1 ELSE 0 END AS closed
             FROM goals g WHERE g.participant_id = $1 AND g.tier = 'record' ORDER BY g.set_at DESC, g.id LIMIT $2",
            "SELECT COUNT(*) AS n FROM goals WHERE participant_id = $1 AND tier = 'record'",
        ),
        record.participant().into(),
        |row| Ok((row.get("words")?, row.get("closed")?)),
    )
}

/// When sessions were that an approved note is about that is part of the record; the latest first.
pub fn notes(tx: &mut Tx<'_>, record: &Record) -> Result<Some<Timestamp>, Error> {
    some(
        tx,
        (
            "SELECT s.starts_at FROM notes n JOIN sessions s ON s.id = n.session_id WHERE n.participant_id = $1 AND n.tier = 'record'
             AND EXISTS (SELECT 1 FROM submissions u JOIN approvals a ON a.submission_id = u.id WHERE u.note_id = n.id)
             ORDER BY s.starts_at DESC, s.id LIMIT $2",
            "SELECT COUNT(*) AS n FROM notes n WHERE n.participant_id = $1 AND n.tier = 'record'
             AND EXISTS (SELECT 1 FROM submissions u JOIN approvals a ON a.submission_id = u.id WHERE u.note_id = n.id)",
        ),
        record.participant().into(),
        |row| row.get("starts_at"),
    )
}

/// Tools, and when each was last written in, of worksheets that are part of the record; the latest first.
pub fn worksheets(tx: &mut Tx<'_>, record: &Record) -> Result<Some<(String, Timestamp)>, Error> {
    some(
        tx,
        (
            "SELECT w.tool, (SELECT MAX(v.saved_at) FROM worksheet_versions v WHERE v.worksheet_id = w.id) AS saved_at
             FROM worksheets w WHERE w.participant_id = $1 AND w.tier = 'record'
             ORDER BY saved_at DESC, w.id LIMIT $2",
            "SELECT COUNT(*) AS n FROM worksheets WHERE participant_id = $1 AND tier = 'record'",
        ),
        record.participant().into(),
        |row| Ok((row.get("tool")?, row.get("saved_at")?)),
    )
}

/// A questionnaire that was answered.
pub struct Measure {
    pub instrument: String,
    pub version: String,
    pub total: Option<f64>,
    pub on: Date,
}

pub fn measures(tx: &mut Tx<'_>, record: &Record) -> Result<Some<Measure>, Error> {
    some(
        tx,
        (
            "SELECT instrument, version, total, answered_on FROM assessments
             WHERE person_id = $1 AND side = 'participant' AND status = 'answered' AND tier = 'record'
             ORDER BY answered_on DESC, id LIMIT $2",
            "SELECT COUNT(*) AS n FROM assessments
             WHERE person_id = $1 AND side = 'participant' AND status = 'answered' AND tier = 'record'",
        ),
        record.person().into(),
        |row| {
            Ok(Measure {
                instrument: row.get("instrument")?,
                version: row.get("version")?,
                total: row.get("total")?,
                on: row.get("answered_on")?,
            })
        },
    )
}

/// Payer and member number of each policy.
pub fn policies(tx: &mut Tx<'_>, record: &Record) -> Result<Some<(String, String)>, Error> {
    some(
        tx,
        (
            "SELECT p.payer, p.member_id FROM insurance_policies p WHERE COALESCE(p.participant_id,
                (SELECT MIN(e.participant_id) FROM enrollments e WHERE e.first_call_id = p.first_call_id)) = $1
             ORDER BY p.recorded_at DESC, p.id LIMIT $2",
            "SELECT COUNT(*) AS n FROM insurance_policies p WHERE COALESCE(p.participant_id,
                (SELECT MIN(e.participant_id) FROM enrollments e WHERE e.first_call_id = p.first_call_id)) = $1",
        ),
        record.participant().into(),
        |row| Ok((row.get("payer")?, row.get("member_id")?)),
    )
}
