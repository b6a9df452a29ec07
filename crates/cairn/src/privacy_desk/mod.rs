//! The privacy officer's desk: what needs them now, in order, with its due date.
//!
//! The rooms beside it (incidents, complaints, legal demands, contracts, notices) each say what waits; this one only puts it
//! in order. Nobody but the officer has a seat here: an administrator keeps the machine, not what happened to people.

mod desk;
mod index;
mod part2;
mod store;
mod task;

use jiff::Timestamp;

use crate::access::{Desk, Role, Seat};
use crate::ids::{PersonId, ProgramId, RowId};
use crate::web::{Problem, Routes};

pub use index::is_room;
pub use store::{find_participants, participant_name, recipients};
pub use task::Task;

pub fn routes() -> Routes {
    Routes::new()
        .get("/privacy-desk", index::index)
        .get("/part-2-mode", part2::show)
        .post("/part-2-mode", part2::create)
}

/// Proof that the viewer is the privacy officer.
pub fn officer(desk: &Desk<'_, '_>) -> Result<Seat, Problem> {
    desk.seat(&[Role::PrivacyOfficer])
}

/// Id, time and author of a row, and whose key seals its words: the program's, so that erasing a person leaves what
/// the law wants kept.
#[derive(Debug, Clone, Copy)]
pub struct Stamp {
    pub id: RowId,
    pub at: Timestamp,
    pub by: PersonId,
    pub program: ProgramId,
}

pub fn stamp(desk: &Desk<'_, '_>) -> Stamp {
    Stamp { id: desk.id(), at: desk.now, by: desk.viewer.person, program: desk.program.id }
}

/// Everything that waits for the officer, the most urgent first.
pub fn waiting(tasks: &mut Desk<'_, '_>) -> Result<Vec<Task>, Problem> {
    desk::waiting(tasks)
}
