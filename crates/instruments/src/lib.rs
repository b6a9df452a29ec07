//! Published questionnaires ("instruments"): what is asked, how answers become scores, when each is due, and which
//! change is more than chance.
//!
//! There is one definition per instrument and version, with a hash; every page, export and report reads that one.
//! This crate may never know a person, a database, a clock or a page: dates, answers and spreads are passed in.
//! A missing answer is never zero.

mod catalog;
mod change;
mod check;
mod definition;
mod due;
mod error;
mod exchange;
mod fingerprint;
mod pack;
mod scorer;
mod scoring;
mod table;

pub use catalog::{all, find};
pub use change::{Change, Reliability, Verdict, reliable_change};
pub use definition::{
    Alert, Answered, Band, Better, ChangeNotes, Choice, Cut, Definition, Implied, Item, Missing, Otherwise,
    Scoring, Subscale, Text, Total,
};
pub use due::{Due, Schedule, State, Tolerance, due, window_on};
pub use error::Error;
pub use exchange::{list_json, score_json};
pub use scorer::{Scorer, Sheet};
pub use scoring::{Flag, FlagKind, NoTotal, Scored, SubscaleScore, score};
pub use table::{TableError, Tally, list_table, score_table};
