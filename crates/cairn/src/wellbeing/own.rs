//! Proof that a supporter is at their own things.

use uuid::Uuid;

use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{PersonId, SupporterId};
use crate::web::Problem;

/// The viewer is a supporter, and what is asked for is theirs. Every store function of this room takes one, so that no
/// statement in it can ask for somebody else.
#[derive(Debug, Clone, Copy)]
pub struct Own {
    seat: Seat,
    supporter: SupporterId,
}

impl Own {
    /// Supporters only, each to their own; for everybody else there is nothing here.
    pub fn open(desk: &Desk<'_, '_>) -> Result<Own, Problem> {
        let seat = desk.seat(&[Role::PeerSupporter])?;
        let supporter = desk.viewer.supporter.ok_or(Problem::NotFound)?;
        Ok(Own { seat, supporter })
    }

    pub fn person(&self) -> PersonId {
        self.seat.person()
    }

    pub fn supporter(&self) -> SupporterId {
        self.supporter
    }

    /// Writes down that something was kept. The log never says what.
    pub fn enter(
        &self,
        desk: &mut Desk<'_, '_>,
        act: Act,
        kind: &'static str,
        id: Uuid,
    ) -> Result<(), Problem> {
        desk.enter_seated(&self.seat, act, kind, id.to_string())
    }
}
