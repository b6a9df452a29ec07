//! Every statement on a family member's record. None of them names a table of participants.

pub mod goals;
pub mod person;
pub mod readers;
pub mod support;
