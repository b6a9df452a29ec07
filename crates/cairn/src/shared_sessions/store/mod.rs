//! Every statement on shared sessions.

mod agreements;
mod sessions;
pub mod wishes;

pub use agreements::{NewNote, Note, add_note, agree, hold, mark_read, notes, standing, withdraw};
pub use sessions::{
    Line, NewSession, Row, add, find, hosted, invite, named_members, of_member, of_participant,
    participant_name, to_invite,
};
