//! Every statement on follow-ups: windows and what became of them, silences, SUPRT, ways to reach somebody.

pub mod facts;
pub mod locators;
pub mod written;
