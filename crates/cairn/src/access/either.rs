//! A record of either kind, a participant's or a family member's, for what is done alike in both: a copy of it, its end,
//! what was written about its person in groups. Opening and writing down stay those of the one kind.

use std::fmt;

use cairn_db::Value;

use super::{Desk, FamilyRecord, Record, Role, Seat};
use crate::audit::Act;
use crate::ids::{FamilyMemberId, ParticipantId, PersonId};
use crate::web::Problem;

/// Whose record: not proof of anything, only where to ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordId {
    Participant(ParticipantId),
    FamilyMember(FamilyMemberId),
}

impl RecordId {
    /// From a row that has one of the two.
    pub fn of(participant: Option<ParticipantId>, member: Option<FamilyMemberId>) -> Option<RecordId> {
        participant.map(RecordId::Participant).or(member.map(RecordId::FamilyMember))
    }

    /// The code of its kind.
    pub fn kind(self) -> &'static str {
        match self {
            RecordId::Participant(_) => "participant",
            RecordId::FamilyMember(_) => "family_member",
        }
    }

    pub fn participant(self) -> Option<ParticipantId> {
        match self {
            RecordId::Participant(id) => Some(id),
            RecordId::FamilyMember(_) => None,
        }
    }

    pub fn member(self) -> Option<FamilyMemberId> {
        match self {
            RecordId::Participant(_) => None,
            RecordId::FamilyMember(id) => Some(id),
        }
    }

    /// The address of the record.
    pub fn path(self) -> String {
        match self {
            RecordId::Participant(id) => format!("/participants/{id}"),
            RecordId::FamilyMember(id) => format!("/family-members/{id}"),
        }
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RecordId::Participant(id) => fmt::Display::fmt(id, f),
            RecordId::FamilyMember(id) => fmt::Display::fmt(id, f),
        }
    }
}

impl From<RecordId> for Value {
    fn from(id: RecordId) -> Value {
        match id {
            RecordId::Participant(id) => id.into(),
            RecordId::FamilyMember(id) => id.into(),
        }
    }
}

/// Proof that the viewer opened a record of one of the two kinds.
#[derive(Debug, Clone, Copy)]
pub enum RecordOf {
    Participant(Record),
    FamilyMember(FamilyRecord),
}

impl RecordOf {
    pub fn id(&self) -> RecordId {
        match self {
            RecordOf::Participant(record) => RecordId::Participant(record.participant()),
            RecordOf::FamilyMember(record) => RecordId::FamilyMember(record.member()),
        }
    }

    pub fn person(&self) -> PersonId {
        match self {
            RecordOf::Participant(record) => record.person(),
            RecordOf::FamilyMember(record) => record.person(),
        }
    }

    /// Whether the viewer looks at their own record.
    pub fn is_own(&self) -> bool {
        match self {
            RecordOf::Participant(record) => record.is_own(),
            RecordOf::FamilyMember(record) => record.is_own(),
        }
    }

    pub fn acting_as(&self) -> Role {
        match self {
            RecordOf::Participant(record) => record.acting_as(),
            RecordOf::FamilyMember(record) => record.acting_as(),
        }
    }
}

impl Desk<'_, '_> {
    /// Opens a record as the kind it is.
    pub fn open_either(&mut self, id: RecordId) -> Result<RecordOf, Problem> {
        Ok(match id {
            RecordId::Participant(id) => RecordOf::Participant(self.open_record(id)?),
            RecordId::FamilyMember(id) => RecordOf::FamilyMember(self.open_family_member(id)?),
        })
    }

    /// The same for the person whose record it is; for everybody else there is nothing here.
    pub fn open_own(&mut self, id: RecordId) -> Result<RecordOf, Problem> {
        let record = self.open_either(id)?;
        if record.is_own() { Ok(record) } else { Err(Problem::NotFound) }
    }

    /// Writes down an act on something in an opened record; without an id on what is written there as a whole.
    pub fn enter_either(
        &mut self,
        record: &RecordOf,
        act: Act,
        kind: &'static str,
        id: Option<String>,
    ) -> Result<(), Problem> {
        match record {
            RecordOf::Participant(record) => self.enter(record, act, kind, id),
            RecordOf::FamilyMember(record) => {
                let id = id.unwrap_or_else(|| record.member().to_string());
                self.enter_family(record, act, kind, id)
            }
        }
    }

    /// Writes down an act of staff on a record that stays closed.
    pub fn enter_about_either(
        &mut self,
        seat: &Seat,
        id: RecordId,
        act: Act,
        kind: &'static str,
    ) -> Result<(), Problem> {
        match id {
            RecordId::Participant(id) => self.enter_about(seat, id, act, kind),
            RecordId::FamilyMember(id) => self.enter_seated(seat, act, kind, id.to_string()),
        }
    }
}
