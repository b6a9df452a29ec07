//! How a viewer stands to a supporter's profile.

use super::store;
use crate::access::{Desk, Record, Role, Seat};
use crate::ids::SupporterId;
use crate::web::Problem;

/// Proof that the viewer looks at their own profile. Only with it are items "for matching only" read.
#[derive(Debug, Clone, Copy)]
pub struct Own {
    supporter: SupporterId,
    seat: Seat,
}

impl Own {
    pub fn of(desk: &mut Desk<'_, '_>, id: SupporterId) -> Result<Own, Problem> {
        let seat = desk.seat(&[Role::PeerSupporter])?;
        if desk.viewer.supporter == Some(id) {
            Ok(Own { supporter: id, seat })
        } else {
            Err(Problem::NotFound)
        }
    }

    pub fn supporter(&self) -> SupporterId {
        self.supporter
    }

    pub fn seat(&self) -> &Seat {
        &self.seat
    }
}

/// The supporter themself, their supervisor, or a coordinator. For everybody else there is no profile.
pub enum Standing {
    Own(Own),
    Coordinator(Seat),
    Supervisor(Seat),
}

impl Standing {
    pub fn of(desk: &mut Desk<'_, '_>, id: SupporterId) -> Result<Standing, Problem> {
        if let Ok(own) = Own::of(desk, id) {
            return Ok(Standing::Own(own));
        }
        let supervisor = store::supporters::supervisor(desk.tx, id)?.ok_or(Problem::NotFound)?;
        if let Ok(seat) = desk.seat(&[Role::Coordinator]) {
            return Ok(Standing::Coordinator(seat));
        }
        let seat = desk.seat(&[Role::Supervisor])?;
        if supervisor == Some(seat.person()) {
            Ok(Standing::Supervisor(seat))
        } else {
            Err(Problem::NotFound)
        }
    }

    pub fn seat(&self) -> &Seat {
        match self {
            Standing::Own(own) => own.seat(),
            Standing::Coordinator(seat) | Standing::Supervisor(seat) => seat,
        }
    }

    pub fn own(&self) -> Option<&Own> {
        if let Standing::Own(own) = self { Some(own) } else { None }
    }

    pub fn is_coordinator(&self) -> bool {
        matches!(self, Standing::Coordinator(_))
    }
}

/// Lets on only the hats that have a part in this; for the others the page does not exist.
pub fn only(record: &Record, hats: &[Role]) -> Result<(), Problem> {
    if hats.contains(&record.acting_as()) { Ok(()) } else { Err(Problem::NotFound) }
}
