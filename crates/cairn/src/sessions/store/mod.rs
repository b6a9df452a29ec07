//! Every statement on sessions, their notes and the reviews of notes.

mod notes;
mod reviews;
mod sessions;

pub use notes::{
    NewVersion, add_note, add_version, citable, note_of, saved, saved_versions, trail, units_on,
};
pub use reviews::{Waiting, approve, give_back, queue, session_of, submit};
pub use sessions::{
    Line, Standing, add, busy, cancel, current_supporter, hold, of_participant, one, own_tap, past, receipt,
    tap, to_write, upcoming,
};
