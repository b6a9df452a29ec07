//! Who looks at the calendar: what they may know of it depends on who they are and where they work, never on a role alone.

use crate::access::{Desk, Role, Seat};
use crate::ids::PersonId;
use crate::web::Problem;

/// Everybody but reviewers from outside.
const HATS: [Role; 11] = [
    Role::Coordinator,
    Role::Supervisor,
    Role::Clinician,
    Role::PeerSupporter,
    Role::Volunteer,
    Role::Biller,
    Role::Evaluator,
    Role::PrivacyOfficer,
    Role::Administrator,
    Role::Participant,
    Role::FamilyMember,
];

/// Proof that somebody may look at the calendar, and what of it is theirs.
#[derive(Debug, Clone, Copy)]
pub struct Eye {
    seat: Seat,
    all: bool,
    works_here: bool,
}

impl Eye {
    pub fn of(desk: &Desk<'_, '_>) -> Result<Eye, Problem> {
        let seat = desk.seat(&HATS)?;
        let works_here = desk.viewer.roles.iter().any(|role| role.works_here());
        Ok(Eye { seat, all: seat.role() == Role::Coordinator, works_here })
    }

    /// A coordinator sees everything that is planned.
    pub fn sees_all(&self) -> bool {
        self.all
    }

    pub fn works_here(&self) -> bool {
        self.works_here
    }

    pub fn person(&self) -> PersonId {
        self.seat.person()
    }

    pub fn seat(&self) -> &Seat {
        &self.seat
    }
}
