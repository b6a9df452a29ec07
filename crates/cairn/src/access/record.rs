//! Proofs. Their fields are private: only the desk makes them.

use jiff::Timestamp;

use crate::access::Role;
use crate::ids::{ParticipantId, PersonId, RowId};

/// Proof that the viewer opened this participant's record in the running transaction.
#[derive(Debug, Clone, Copy)]
pub struct Record {
    pub(super) participant: ParticipantId,
    pub(super) person: PersonId,
    pub(super) acting_as: Role,
    /// Opened in an emergency, without a relation to the participant.
    pub(super) glass: Option<Glass>,
}

/// The opening in an emergency through which a record is read.
#[derive(Debug, Clone, Copy)]
pub struct Glass {
    pub opening: RowId,
    pub until: Timestamp,
    /// The hat that the log names.
    pub(super) hat: Role,
}

impl Record {
    pub fn participant(&self) -> ParticipantId {
        self.participant
    }

    /// The participant as a person.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// The hat that decides what the viewer sees and may do. Who opened the record in an emergency reads as a
    /// clinician does: the record, no session, and changes nothing.
    pub fn acting_as(&self) -> Role {
        self.acting_as
    }

    /// The hat under which the log names the viewer.
    pub(super) fn logged_as(&self) -> Role {
        self.glass.map_or(self.acting_as, |glass| glass.hat)
    }

    /// Through which opening in an emergency the record is read, if through one.
    pub fn glass(&self) -> Option<Glass> {
        self.glass
    }

    /// Whether the viewer looks at their own record.
    pub fn is_own(&self) -> bool {
        self.acting_as == Role::Participant
    }

    /// Who opened the record may see its insurance part too.
    pub fn coverage(&self) -> Coverage {
        Coverage { participant: self.participant }
    }
}

/// Proof that the viewer opened the insurance part of this participant's record, and no word of what was said.
#[derive(Debug, Clone, Copy)]
pub struct Coverage {
    pub(super) participant: ParticipantId,
}

impl Coverage {
    pub fn participant(&self) -> ParticipantId {
        self.participant
    }
}

/// Proof that the viewer is a clinician who leads, or led and wrote in, a therapy group that the participant attends.
#[derive(Debug, Clone)]
pub struct Therapy {
    pub(super) participant: ParticipantId,
    pub(super) clinician: PersonId,
    pub(super) name: String,
}

impl Therapy {
    pub fn participant(&self) -> ParticipantId {
        self.participant
    }

    pub fn clinician(&self) -> PersonId {
        self.clinician
    }

    /// What the participant goes by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the participant's record is.
    pub fn record_path(&self) -> String {
        format!("/participants/{}", self.participant)
    }

    /// Where the clinician's own notes about them are.
    pub fn notes_path(&self) -> String {
        format!("/participants/{}/counseling-notes", self.participant)
    }
}

/// Proof that the viewer is the auditor of a running review, and that this participant is in its sample. Opens no record:
/// what may be looked at is the gate's to say.
#[derive(Debug, Clone, Copy)]
pub struct Reviewed {
    pub(super) participant: ParticipantId,
    pub(super) person: PersonId,
    pub(super) review: RowId,
    pub(super) opened_by: PersonId,
}

impl Reviewed {
    pub fn participant(&self) -> ParticipantId {
        self.participant
    }

    /// The participant as a person.
    pub fn person(&self) -> PersonId {
        self.person
    }

    pub fn review(&self) -> RowId {
        self.review
    }

    /// The privacy officer who opened the review, and so discloses.
    pub fn opened_by(&self) -> PersonId {
        self.opened_by
    }
}

/// Proof that the viewer holds a role: what lists and work queues ask for.
#[derive(Debug, Clone, Copy)]
pub struct Seat {
    pub(super) role: Role,
    pub(super) person: PersonId,
}

impl Seat {
    pub fn role(&self) -> Role {
        self.role
    }

    /// Who sits here.
    pub fn person(&self) -> PersonId {
        self.person
    }
}

/// Proof that the viewer showed within the last ten minutes that it is them: what exports, break-glass and acts on keys
/// ask for beside their own proof.
#[derive(Debug, Clone, Copy)]
pub struct SteppedUp {
    pub(super) person: PersonId,
}

impl SteppedUp {
    pub fn person(&self) -> PersonId {
        self.person
    }
}
