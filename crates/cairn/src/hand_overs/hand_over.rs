//! A hand-over, and what is on its way.

use jiff::Timestamp;
use uuid::Uuid;

use super::store;
use crate::access::{Desk, Record, Role};
use crate::ids::{MatchId, ParticipantId, PersonId, RowId, SessionId, SupporterId};
use crate::web::{Problem, Text};

/// Nobody's fault.
pub const WHYS: [&str; 8] =
    ["participant_wish", "leave", "leaving", "times", "caseload", "site", "language", "other"];
/// What becomes of a planned session.
pub const CHOICES: [&str; 2] = ["move", "call_off"];

/// A hand-over that has begun and neither come to its end nor been taken back.
#[derive(Debug, Clone)]
pub struct Running {
    pub id: RowId,
    pub participant: ParticipantId,
    pub old_match: MatchId,
    pub from: SupporterId,
    pub from_person: PersonId,
    pub from_name: String,
    pub why: String,
    pub joint_at: Option<Timestamp>,
    pub joint_place: Option<String>,
    pub begun_at: Timestamp,
}

/// One that is done: who handed over to whom.
#[derive(Debug, Clone)]
pub struct Done {
    pub id: RowId,
    pub from_name: String,
    pub to_name: String,
    pub at: Timestamp,
}

impl Done {
    /// "From Sam to Tess".
    pub fn line(&self, t: &Text) -> String {
        let names = [("from", self.from_name.as_str().into()), ("to", self.to_name.as_str().into())];
        t.args("hand-over-done-line", names)
    }
}

/// Something between two, as the participant decides about it.
#[derive(Debug, Clone)]
pub struct Between {
    /// One of [`KINDS`].
    pub kind: String,
    pub id: Uuid,
    /// The words, or for a check-up the code of its questionnaire.
    pub words: String,
    pub at: Timestamp,
    pub passed: bool,
}

/// A planned session with the supporter of before.
#[derive(Debug, Clone)]
pub struct Planned {
    pub id: SessionId,
    pub starts_at: Timestamp,
    pub minutes: i64,
    /// One of [`CHOICES`]; moved unless somebody chose otherwise.
    pub choice: String,
}

/// Opens the record for those who hand over.
pub fn opened(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Record, Problem> {
    let record = desk.open_record(id)?;
    match record.acting_as() {
        Role::Participant | Role::PeerSupporter | Role::Coordinator => Ok(record),
        _ => Err(Problem::NotFound),
    }
}

/// Opens a running hand-over.
pub fn running(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Record, Running), Problem> {
    let participant = store::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let record = opened(desk, participant)?;
    let running = store::running(desk.tx, participant)?.filter(|running| running.id == id);
    Ok((record, running.ok_or(Problem::NotFound)?))
}

/// Where a participant's hand-over is.
pub fn path(participant: ParticipantId) -> String {
    format!("/participants/{participant}/hand-over")
}
