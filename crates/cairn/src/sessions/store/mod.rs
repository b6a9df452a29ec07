//! Every statement on sessions, their notes and the reviews of notes.

mod accompaniments;
mod asides;
mod notes;
mod reviews;
mod sessions;
mod tiers;

pub use accompaniments::{accompaniment, go_along, went};
pub use asides::{add_aside, aside, asides, set_aside_tier};
pub use notes::{
    NewVersion, add_note, add_version, citable, note_of, saved, saved_versions, trail, units_on,
};
pub use reviews::{Waiting, approve, give_back, queue, session_of, submit};
pub use sessions::{
    CalledOff, Line, Standing, add, cancel, current_supporter, hold, of_participant, one, own_tap, past,
    receipt, tap, to_take, to_write, upcoming, walk_in,
};
pub use tiers::{note_tier, set_note_tier};
