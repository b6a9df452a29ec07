//! Statements on notes and their versions. There is none that changes or removes a version.

use cairn_db::{Error, Row, Tx, params};
use jiff::Timestamp;

use super::super::note::{Content, SavedNote};
use super::super::status::{Submission, Trail, Verdict, Version};
use crate::access::{Record, Tier};
use crate::ids::{GoalId, NoteId, NoteVersionId, PersonId, SessionId};
use crate::web::PageRequest;

/// The note of a session of the opened record.
pub fn note_of(tx: &mut Tx<'_>, record: &Record, session: SessionId) -> Result<Option<NoteId>, Error> {
    tx.maybe(
        "SELECT id FROM notes WHERE session_id = $1 AND participant_id = $2",
        params![session, record.participant()],
        |row| row.get("id"),
    )
}

/// What happened to the note of a session, without a word of it; none when no note was begun.
pub fn trail(tx: &mut Tx<'_>, session: SessionId) -> Result<Option<Trail>, Error> {
    let note =
        tx.maybe("SELECT id, author_id FROM notes WHERE session_id = $1", params![session], |row| {
            Ok((row.get::<NoteId>("id")?, row.get::<PersonId>("author_id")?))
        })?;
    let Some((note, author)) = note else {
        return Ok(None);
    };
    // Where a note stands depends on its newest version alone, and a note may have very many.
    let versions = tx.all(
        "SELECT version, amendment_reason FROM note_versions WHERE note_id = $1 ORDER BY version DESC LIMIT 1",
        params![note],
        |row| {
            let reason: Option<String> = row.get("amendment_reason")?;
            Ok(Version { number: row.get("version")?, amends: reason.is_some() })
        },
    )?;
    let submissions = tx.all(
        "SELECT u.id, u.version, u.submitted_at, r.comment, a.approved_at FROM submissions u
         LEFT JOIN returns r ON r.submission_id = u.id LEFT JOIN approvals a ON a.submission_id = u.id
         WHERE u.note_id = $1 ORDER BY u.submitted_at, u.version, u.id",
        params![note],
        |row| {
            let approved: Option<Timestamp> = row.get("approved_at")?;
            let comment: Option<String> = row.get("comment")?;
            Ok(Submission {
                id: row.get("id")?,
                version: row.get("version")?,
                submitted_at: row.get("submitted_at")?,
                verdict: match (approved, comment) {
                    (Some(_), _) => Some(Verdict::Approved),
                    (None, Some(comment)) => Some(Verdict::Returned { comment }),
                    (None, None) => None,
                },
            })
        },
    )?;
    Ok(Some(Trail { author, versions, submissions }))
}

pub fn add_note(
    tx: &mut Tx<'_>,
    record: &Record,
    (note, session): (NoteId, SessionId),
    author: PersonId,
    now: Timestamp,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO notes (id, session_id, participant_id, author_id, begun_at) VALUES ($1, $2, $3, $4, $5)",
        params![note, session, record.participant(), author, now],
    )?;
    Ok(())
}

/// A version as it is appended.
pub struct NewVersion<'a> {
    pub id: NoteVersionId,
    pub note: NoteId,
    pub number: i64,
    pub content: &'a Content,
    pub goals: &'a [GoalId],
    pub units: i64,
    pub unit_rule: String,
    pub amendment_reason: Option<String>,
}

/// Appends a version and the goals it cites.
pub fn add_version(
    tx: &mut Tx<'_>,
    record: &Record,
    new: NewVersion<'_>,
    now: Timestamp,
    by: PersonId,
) -> Result<(), Error> {
    let (content, person) = (new.content, record.person());
    tx.execute(
        "INSERT INTO note_versions (id, note_id, version, started_at, ended_at, mode, setting, what_i_did, did,
            response, next_step, written_together, billable, non_billable_reason, units, unit_rule,
            amendment_reason, saved_at, saved_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        params![
            new.id,
            new.note,
            new.number,
            content.start,
            content.end,
            &content.mode,
            &content.setting,
            serde_json::Value::from(content.deeds.clone()).to_string(),
            tx.seal(person, &content.did)?,
            tx.seal(person, &content.response)?,
            tx.seal(person, &content.next_step)?,
            content.together,
            content.not_billed.is_none(),
            tx.seal_data(person, content.not_billed.clone())?,
            new.units,
            new.unit_rule,
            tx.seal_some(person, new.amendment_reason.as_deref())?,
            now,
            by
        ],
    )?;
    for goal in new.goals {
        tx.execute(
            "INSERT INTO cited_goals (note_version_id, goal_id) VALUES ($1, $2)",
            params![new.id, *goal],
        )?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> Result<SavedNote, Error> {
    let deeds: String = row.get("what_i_did")?;
    Ok(SavedNote {
        id: row.get("id")?,
        version: row.get("version")?,
        content: Content {
            start: row.get("started_at")?,
            end: row.get("ended_at")?,
            mode: row.get("mode")?,
            setting: row.get("setting")?,
            deeds: serde_json::from_str(&deeds).map_err(|error| Error::Column {
                column: "what_i_did".to_string(),
                reason: error.to_string(),
            })?,
            did: row.get("did")?,
            response: row.get("response")?,
            next_step: row.get("next_step")?,
            together: row.get("written_together")?,
            not_billed: row.get("non_billable_reason")?,
        },
        units: row.get("units")?,
        unit_rule: row.get("unit_rule")?,
        amendment_reason: row.get("amendment_reason")?,
        saved_at: row.get("saved_at")?,
        saved_by: row.get("saved_by_name")?,
        goals: Vec::new(),
    })
}

macro_rules! versions {
    ($rest:literal) => {
        concat!(
            "SELECT v.id, v.version, v.started_at, v.ended_at, v.mode, v.setting, v.what_i_did, v.did, v.response,
                v.next_step, v.written_together, v.non_billable_reason, v.units, v.unit_rule, v.amendment_reason,
                v.saved_at, COALESCE(p.goes_by, p.name) AS saved_by_name
             FROM note_versions v JOIN notes n ON n.id = v.note_id JOIN people p ON p.id = v.saved_by ",
            $rest
        )
    };
}

/// One version of a session's note.
pub fn saved(
    tx: &mut Tx<'_>,
    record: &Record,
    session: SessionId,
    version: i64,
) -> Result<Option<SavedNote>, Error> {
    let found = tx.maybe(
        versions!("WHERE n.session_id = $1 AND n.participant_id = $2 AND v.version = $3"),
        params![session, record.participant(), version],
        read,
    )?;
    found.map(|note| with_goals(tx, record, note)).transpose()
}

/// Every version of a session's note, the newest first.
pub fn saved_versions(
    tx: &mut Tx<'_>,
    record: &Record,
    session: SessionId,
    page: PageRequest,
) -> Result<Vec<SavedNote>, Error> {
    let found = tx.all(
        versions!(
            "WHERE n.session_id = $1 AND n.participant_id = $2 ORDER BY v.version DESC LIMIT $3 OFFSET $4"
        ),
        params![session, record.participant(), page.limit(), page.offset()],
        read,
    )?;
    found.into_iter().map(|note| with_goals(tx, record, note)).collect()
}

/// A goal in its newest words.
macro_rules! goals {
    ($rest:literal) => {
        concat!(
            "SELECT g.id, COALESCE((SELECT w.words FROM goal_rewordings w WHERE w.goal_id = g.id
                ORDER BY w.reworded_at DESC, w.id DESC LIMIT 1), g.words) AS words FROM goals g ",
            $rest
        )
    };
}

fn goal(row: &Row<'_>) -> Result<(GoalId, String), Error> {
    Ok((row.get("id")?, row.get("words")?))
}

/// The goals that a version cites, as far as the one who opened the session reads them.
fn with_goals(tx: &mut Tx<'_>, record: &Record, mut note: SavedNote) -> Result<SavedNote, Error> {
    note.goals = tx.all(
        goals!(
            "JOIN cited_goals c ON c.goal_id = g.id WHERE c.note_version_id = $1
             AND (g.tier <> 'ours' OR CAST($2 AS BIGINT) = 1) ORDER BY g.set_at, g.id"
        ),
        params![note.id, i64::from(Tier::Ours.is_read_by(record.acting_as()))],
        goal,
    )?;
    Ok(note)
}

/// The goals that a note may cite: the participant's open ones that a supervisor may read, and those the approved text already cites.
pub fn citable(
    tx: &mut Tx<'_>,
    record: &Record,
    approved: Option<NoteVersionId>,
) -> Result<Vec<(GoalId, String)>, Error> {
    tx.all(
        goals!(
            "WHERE g.participant_id = $1 AND g.tier <> 'ours' AND (NOT EXISTS (
                    SELECT 1 FROM goal_closings e LEFT JOIN goal_reopenings o ON o.closing_id = e.id
                    WHERE e.goal_id = g.id AND o.closing_id IS NULL)
                OR g.id IN (SELECT c.goal_id FROM cited_goals c WHERE c.note_version_id = CAST($2 AS TEXT)))
             ORDER BY g.set_at, g.id"
        ),
        params![record.participant(), approved],
        goal,
    )
}

/// Units of this participant's sessions that began within these instants, by the newest version of each note.
pub fn units_on(tx: &mut Tx<'_>, record: &Record, (from, to): (Timestamp, Timestamp)) -> Result<i64, Error> {
    tx.count(
        "SELECT CAST(COALESCE(SUM(v.units), 0) AS BIGINT) AS n FROM notes n JOIN note_versions v ON v.note_id = n.id
         WHERE n.participant_id = $1 AND v.started_at >= $2 AND v.started_at < $3
         AND v.version = (SELECT MAX(w.version) FROM note_versions w WHERE w.note_id = n.id)",
        params![record.participant(), from, to],
    )
}
