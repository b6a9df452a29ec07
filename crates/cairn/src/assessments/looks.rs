//! An answer that a person must see the same day (item 9 of the PHQ-9), and what somebody did about it.
//!
//! Nothing is sent for it: whoever walks with the participant, and their supervisor, find it on their first page, if the
//! answers are for them. What a participant keeps for themselves is on nobody's page, and their own page says so.

use axum::extract::Path;
use cairn_db::{Error, Tx, params};
use jiff::{SignedDuration, Timestamp};

use super::{Assessment, library, raises_alert};
use crate::access::{Desk, Record, Role, Seat, Tier};
use crate::audit::Act;
use crate::ids::{AssessmentId, ParticipantId, PersonId, RowId};
use crate::web::{Answer, Form, Problem, Visit};

/// What was done. After the last one it still needs somebody.
pub const DONE: [&str; 4] = ["talked", "crisis_opened", "told_supervisor", "could_not_reach"];

/// How long such an answer stands on a first page.
const STANDS: SignedDuration = SignedDuration::from_hours(7 * 24);

/// An answer that waits for somebody.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub id: AssessmentId,
    pub participant: ParticipantId,
    pub name: String,
    pub recorded_at: Timestamp,
}

/// Somebody who looked after an answer.
#[derive(Debug, Clone)]
pub struct Look {
    pub done: String,
    pub at: Timestamp,
    pub by: String,
}

pub async fn create(visit: Visit, Path(id): Path<AssessmentId>, mut form: Form) -> Answer {
    let done = form.choice("done", &DONE).filter(|done| DONE.contains(&done.as_str()));
    let location = visit
        .submit(&form, move |desk| {
            let (record, one) = super::open_answered(desk, id)?;
            if record.is_own() || !one.raises_alert() {
                return Err(Problem::NotFound);
            }
            let done = done.ok_or(Problem::BadRequest)?;
            keep(desk, &record, (one.id, &done))?;
            Ok(match done.as_str() {
                "crisis_opened" => crisis_path(record.participant()),
                _ => format!("/assessments/{id}"),
            })
        })
        .await?;
    visit.redirect(&location, "saved")
}

/// Where a crisis is written down about whoever answered.
pub fn crisis_path(participant: ParticipantId) -> String {
    format!("/crises/new?about=participant&participant={participant}&kind=self_harm&after=answers")
}

fn keep(desk: &mut Desk<'_, '_>, record: &Record, (id, done): (AssessmentId, &str)) -> Result<(), Problem> {
    let row: RowId = desk.id();
    desk.tx.execute(
        "INSERT INTO assessment_looks (id, assessment_id, done, looked_at, looked_by) VALUES ($1, $2, $3, $4, $5)",
        params![row, id, done, desk.now, desk.viewer.person],
    )?;
    desk.enter(record, Act::Changed, "assessment", Some(id.to_string()))
}

/// Who looked after it so far, the newest first.
pub fn of(tx: &mut Tx<'_>, _record: &Record, one: &Assessment) -> Result<Vec<Look>, Error> {
    tx.all(
        "SELECT l.done, l.looked_at, COALESCE(w.goes_by, w.name) AS by_name FROM assessment_looks l
         JOIN people w ON w.id = l.looked_by WHERE l.assessment_id = $1 ORDER BY l.id DESC",
        params![one.id],
        |row| Ok(Look { done: row.get("done")?, at: row.get("looked_at")?, by: row.get("by_name")? }),
    )
}

/// Answers of the last days that a person must see, which this seat may read and nobody looked after. Of a supporter their own
/// people's, from when they were matched on; of a supervisor those of their supporters' people; of a coordinator those of
/// whoever has no supporter now.
pub fn waiting(tx: &mut Tx<'_>, seat: &Seat, now: Timestamp) -> Result<Vec<Waiting>, Error> {
    let near = match seat.role() {
        Role::PeerSupporter => OWN_PEOPLE,
        Role::Supervisor => THEIR_PEOPLE,
        Role::Coordinator => NOBODYS_PEOPLE,
        _ => return Ok(Vec::new()),
    };
    type Row = (Waiting, (String, String), Option<String>, Tier, PersonId);
    let rows: Vec<Row> = tx.all(near, params![seat.person(), now - STANDS], |row| {
        let waiting = Waiting {
            id: row.get("id")?,
            participant: row.get("participant_id")?,
            name: row.get("name")?,
            recorded_at: row.get("recorded_at")?,
        };
        let version = (row.get("instrument")?, row.get("version")?);
        Ok((waiting, version, row.get("answers")?, row.get("tier")?, row.get("person_id")?))
    })?;
    let mut found = Vec::new();
    for (waiting, (instrument, version), answers, tier, person) in rows {
        if !tier.is_read_by(seat.role()) || person == seat.person() {
            continue;
        }
        let definition = library::find(tx, &instrument, &version)?;
        let given: Vec<Option<i64>> =
            answers.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        if definition.is_some_and(|definition| raises_alert(definition, &given)) {
            found.push(waiting);
        }
    }
    Ok(found)
}

macro_rules! waiting_near {
    ($near:literal) => {
        concat!(
            "SELECT a.id, p.id AS participant_id, p.person_id, COALESCE(w.goes_by, w.name) AS name, a.recorded_at,
                a.instrument, a.version, a.answers, a.tier
             FROM assessments a JOIN participants p ON p.person_id = a.person_id JOIN people w ON w.id = p.person_id
             WHERE a.side = 'participant' AND a.status = 'answered' AND a.recorded_at >= $2
                AND NOT EXISTS (SELECT 1 FROM assessment_looks l
                    WHERE l.assessment_id = a.id AND l.done <> 'could_not_reach') AND ",
            $near,
            " ORDER BY a.recorded_at DESC, a.id"
        )
    };
}

const OWN_PEOPLE: &str = waiting_near!(
    "EXISTS (SELECT 1 FROM matches m JOIN peer_supporters s ON s.id = m.supporter_id
        LEFT JOIN endings e ON e.match_id = m.id
        WHERE m.participant_id = p.id AND e.match_id IS NULL AND s.person_id = $1 AND m.matched_at <= a.recorded_at)"
);
const THEIR_PEOPLE: &str = waiting_near!(
    "EXISTS (SELECT 1 FROM matches m JOIN peer_supporters s ON s.id = m.supporter_id
        LEFT JOIN endings e ON e.match_id = m.id
        WHERE m.participant_id = p.id AND e.match_id IS NULL AND s.supervisor_id = $1)"
);
/// The parameter is used for what a coordinator answered themselves, which is not theirs to look after.
const NOBODYS_PEOPLE: &str = waiting_near!(
    "p.person_id <> $1 AND NOT EXISTS (SELECT 1 FROM matches m LEFT JOIN endings e ON e.match_id = m.id
        WHERE m.participant_id = p.id AND e.match_id IS NULL)
     AND EXISTS (SELECT 1 FROM enrollments n LEFT JOIN discharges d ON d.enrollment_id = n.id
        WHERE n.participant_id = p.id AND d.enrollment_id IS NULL)"
);
