//! Spreadsheets saved as CSV, read as programs really send them: whatever the encoding, the delimiter and
//! the order of their dates, one row at a time, so that memory does not grow with the file.
//!
//! This crate says what a cell holds or, in plain English, why it cannot be read ([`Problem`]). It knows
//! nothing of participants or sessions, asks no clock, and may never guess where a guess could be wrong
//! in silence: dates that read both ways are a question to the operator ([`DateOrderGuess`]).
//!
//! Reading order: open a [`Sheet`], map its columns ([`Mapping`]), go over the rows ([`Sheet::rows`]) and read
//! the cells ([`Row::read`], [`DateFormat`], [`cells`]). For a second pass, open the file again.

pub mod cells;
mod date_order;
mod dates;
mod delimiter;
mod encoding;
mod mapping;
mod months;
mod parser;
mod problem;
mod records;
mod sheet;
mod written;

pub use date_order::DateOrderGuess;
pub use dates::{DateFormat, DateOrder};
pub use delimiter::Delimiter;
pub use encoding::Encoding;
pub use mapping::{Field, Mapping, normal};
pub use parser::Limits;
pub use problem::{Problem, Reason};
pub use sheet::{Column, Options, Row, Rows, Sheet};
