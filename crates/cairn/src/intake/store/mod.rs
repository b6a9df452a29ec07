//! Every statement of the room, by noun.

pub mod agreements;
pub mod calls;
pub mod enrollments;
pub mod participants;
pub mod tellings;
