//! Statements on hand-overs, and on what moves with them.

mod hand_overs;
mod moves;

pub use hand_overs::*;
pub use moves::*;
