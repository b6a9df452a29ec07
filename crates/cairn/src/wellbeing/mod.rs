//! A supporter's own well-being: what the program asks its supporters (usually the same two questionnaires that participants
//! answer, a quarter apart), and what their sessions give and take.
//!
//! This room is private. A page in it shows one person their own answers and nobody else's; there is no address under
//! which anyone, supervisor or administrator, could open them. Others see figures about enough supporters together,
//! in the `outcomes` room, or nothing.

mod answer;
mod index;
mod store;

use crate::access::{Desk, Role, Seat};
use crate::web::{Problem, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/wellbeing", index::index)
        .get("/wellbeing/{instrument}", answer::new)
        .post("/wellbeing/{instrument}", answer::create)
}

/// Supporters only, each to their own.
fn own_seat(desk: &Desk<'_, '_>) -> Result<Seat, Problem> {
    let seat = desk.seat(&[Role::PeerSupporter])?;
    desk.viewer.supporter.map(|_| seat).ok_or(Problem::NotFound)
}
