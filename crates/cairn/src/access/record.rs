//! Proofs. Their fields are private: only the desk makes them.

use crate::access::Role;
use crate::ids::{ParticipantId, PersonId};

/// Proof that the viewer opened this participant's record in the running transaction.
#[derive(Debug, Clone, Copy)]
pub struct Record {
    pub(super) participant: ParticipantId,
    pub(super) person: PersonId,
    pub(super) acting_as: Role,
}

impl Record {
    pub fn participant(&self) -> ParticipantId {
        self.participant
    }

    /// The participant as a person.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// The hat under which the viewer opened the record.
    pub fn acting_as(&self) -> Role {
        self.acting_as
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
