//! Every statement on offers to families and their matches. None of them names a table of participants.

pub mod families;
pub mod matches;
pub mod offers;
pub mod supporters;
