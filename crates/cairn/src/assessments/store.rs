//! Every statement on assessments. What a person answers as a participant is read through their record; what they
//! answer as a supporter only by themselves.

use cairn_db::{Error, Row, Tx, params};
use cairn_instruments::{Definition, due};
use jiff::{Timestamp, civil::Date};

use super::{Asked, Assessment, Begins, Side, library};
use crate::access::{FamilyRecord, Record, Tier, Viewer};
use crate::hand_overs;
use crate::ids::{AssessmentId, ParticipantId, PersonId};

/// Everything on file about the participant, in the order of time.
pub fn of_record(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Assessment>, Error> {
    let filed = of(tx, record.person(), Side::Participant)?;
    let behind = hand_overs::store::left_behind(tx, record)?;
    let seen = |one: Assessment| {
        let left = behind.contains(&uuid::Uuid::from(one.id));
        let one = one.seen_by(record.acting_as(), record.person());
        if left { one.kept_back() } else { one }
    };
    Ok(filed.into_iter().map(seen).collect())
}

/// Everything the viewer filed about themselves as a supporter, in the order of time.
pub fn of_viewer(tx: &mut Tx<'_>, viewer: &Viewer) -> Result<Vec<Assessment>, Error> {
    of(tx, viewer.person, Side::Supporter)
}

/// Everything a family member filed about themselves, in the order of time; answers that are not for the viewer taken out.
pub fn of_family_member(tx: &mut Tx<'_>, record: &FamilyRecord) -> Result<Vec<Assessment>, Error> {
    let filed = of(tx, record.person(), Side::FamilyMember)?;
    let seen = |one: Assessment| if record.reads(one.tier, one.by) { one } else { one.kept_back() };
    Ok(filed.into_iter().map(seen).collect())
}

/// Files what a family member answered about themselves.
pub fn file_of_family_member(
    tx: &mut Tx<'_>,
    record: &FamilyRecord,
    new: &NewAssessment,
) -> Result<(), Error> {
    insert(tx, record.person(), Side::FamilyMember, new)
}

fn of(tx: &mut Tx<'_>, person: PersonId, side: Side) -> Result<Vec<Assessment>, Error> {
    let filed = tx.all(
        "SELECT id, instrument, version, due_window, status, answers, total, answered_on, tier, recorded_by, mode, reason,
            reason_words
         FROM assessments WHERE person_id = $1 AND side = $2 ORDER BY answered_on, id",
        params![person, side.code()],
        read,
    )?;
    let mut whole = Vec::with_capacity(filed.len());
    for one in filed {
        let definition = library::find(tx, &one.instrument, &one.version)?;
        whole.push(one.with(definition));
    }
    Ok(whole)
}

fn read(row: &Row<'_>) -> Result<Assessment, Error> {
    let answers = row.get::<Option<String>>("answers")?.unwrap_or_else(|| "[]".to_string());
    let answers = serde_json::from_str(&answers).map_err(|_| Error::Column {
        column: "answers".to_string(),
        reason: "not a list of answers".to_string(),
    })?;
    let total: Option<f64> = row.get("total")?;
    Ok(Assessment {
        id: row.get("id")?,
        instrument: row.get("instrument")?,
        version: row.get("version")?,
        window: row.get("due_window")?,
        status: row.get("status")?,
        answers,
        total,
        complete: total.is_some(),
        answered_on: row.get("answered_on")?,
        tier: row.get("tier")?,
        by: row.get("recorded_by")?,
        mode: row.get("mode")?,
        reason: row.get("reason")?,
        reason_words: row.get("reason_words")?,
        definition: None,
        kept_back: false,
    })
}

/// What is filed: which text was asked, what was answered, and for which window.
pub struct NewAssessment {
    pub id: AssessmentId,
    pub definition: &'static Definition,
    pub window: String,
    pub answers: super::Answers,
    pub answered_on: Date,
    pub tier: Tier,
    pub at: Timestamp,
    pub by: PersonId,
}

pub fn file(tx: &mut Tx<'_>, record: &Record, new: &NewAssessment) -> Result<(), Error> {
    insert(tx, record.person(), Side::Participant, new)
}

/// Files what the viewer answered about themselves as a supporter.
pub fn file_own(tx: &mut Tx<'_>, viewer: &Viewer, new: &NewAssessment) -> Result<(), Error> {
    insert(tx, viewer.person, Side::Supporter, new)
}

fn insert(tx: &mut Tx<'_>, person: PersonId, side: Side, new: &NewAssessment) -> Result<(), Error> {
    let given = &new.answers.given;
    let answers = (!given.is_empty()).then(|| serde_json::Value::from(given.clone()).to_string());
    tx.execute(
        "INSERT INTO assessments (id, person_id, side, instrument, version, definition_hash, due_window, status,
            answers, total, answered_on, tier, recorded_at, recorded_by, mode, reason, reason_words)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        params![
            new.id,
            person,
            side.code(),
            &new.definition.id,
            &new.definition.version,
            new.definition.hash(),
            &new.window,
            &new.answers.status,
            tx.seal_data(person, answers)?,
            tx.seal_data(person, new.answers.total.map(|total| total as f64))?,
            new.answered_on,
            new.tier,
            new.at,
            new.by,
            (new.answers.status == "answered").then_some(new.answers.mode.as_str()),
            new.answers.reason.as_deref(),
            tx.seal_some(person, new.answers.reason_words.as_deref())?
        ],
    )?;
    Ok(())
}

/// Whose record an assessment stands in; what supporters answer about themselves stands in none.
pub fn participant_of(tx: &mut Tx<'_>, id: AssessmentId) -> Result<Option<ParticipantId>, Error> {
    tx.maybe(
        "SELECT p.id FROM assessments a JOIN participants p ON p.person_id = a.person_id
         WHERE a.id = $1 AND a.side = 'participant'",
        params![id],
        |row| row.get("id"),
    )
}

pub fn set_tier(tx: &mut Tx<'_>, _record: &Record, one: &Assessment, tier: Tier) -> Result<(), Error> {
    tx.execute("UPDATE assessments SET tier = $2 WHERE id = $1", params![one.id, tier])?;
    Ok(())
}

/// When the participant's latest enrollment began, and when it ended, if it has.
#[derive(Debug, Clone, Copy)]
pub struct Stay {
    pub from: Date,
    pub until: Option<Date>,
}

pub fn stay(tx: &mut Tx<'_>, record: &Record) -> Result<Option<Stay>, Error> {
    tx.maybe(
        "SELECT e.enrolled_on, d.discharged_on FROM enrollments e
         LEFT JOIN discharges d ON d.enrollment_id = e.id
         WHERE e.participant_id = $1 ORDER BY e.enrolled_on DESC, e.id DESC LIMIT 1",
        params![record.participant()],
        |row| Ok(Stay { from: row.get("enrolled_on")?, until: row.get("discharged_on")? }),
    )
}

/// The first complete total that is not kept among few of each participant who answered while their intake window was open: what the program's
/// spread is made of. Totals only; whose they are stays here.
pub fn first_totals(tx: &mut Tx<'_>, _record: &Record, asked: &Asked) -> Result<Vec<f64>, Error> {
    let rows = tx.all(
        "SELECT a.person_id, a.answered_on, a.total, e.enrolled_on FROM assessments a
         JOIN participants p ON p.person_id = a.person_id
         JOIN enrollments e ON e.participant_id = p.id
         WHERE a.side = 'participant' AND a.instrument = $1 AND a.version = $2 AND a.due_window = 'intake'
             AND a.status = 'answered' AND a.total IS NOT NULL AND a.tier IN ('team', 'record')
         ORDER BY a.person_id, a.answered_on, a.id",
        params![&asked.definition.id, &asked.definition.version],
        |row| {
            let days: (Date, Date) = (row.get("enrolled_on")?, row.get("answered_on")?);
            Ok((row.get::<PersonId>("person_id")?, days, row.get::<Option<f64>>("total")?))
        },
    )?;
    // Where the first answer is the beginning, every first answer is within its window.
    let in_window = |(enrolled, answered): (Date, Date)| {
        asked.begins == Begins::FirstAnswer
            || due(enrolled, &[(0, answered)], answered, &asked.schedule)
                .first()
                .is_some_and(|intake| intake.in_window())
    };
    let mut first: Vec<(PersonId, f64)> = Vec::new();
    for (person, days, total) in rows {
        // None: the person's key was destroyed.
        let Some(total) = total else { continue };
        if in_window(days) && first.last().is_none_or(|(known, _)| *known != person) {
            first.push((person, total));
        }
    }
    Ok(first.into_iter().map(|(_, total)| total).collect())
}

/// When the participant's sessions took place, from `since` on.
pub fn held(tx: &mut Tx<'_>, record: &Record, since: Timestamp) -> Result<Vec<Timestamp>, Error> {
    tx.all(
        "SELECT h.started_at FROM holdings h JOIN sessions s ON s.id = h.session_id
         WHERE s.participant_id = $1 AND h.started_at >= $2 ORDER BY h.started_at",
        params![record.participant(), since],
        |row| row.get("started_at"),
    )
}
