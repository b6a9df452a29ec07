//! Spreadsheets of people taken in: participants, peer supporters and family members, as a program brings them from
//! whatever it used before.
//!
//! All or nothing: one row that cannot be read keeps the whole sheet out, and every such row is named by line and
//! column. A sheet is read three times, a row at a time, so that memory does not grow with it: to tell the order of
//! its dates, to look for problems, and to add its people within one transaction. What an import brought can be
//! taken out again as long as nobody has worked with it ([`undo`]).
//!
//! What this may never do: guess where a guess could be wrong in silence, change or overwrite a person who is
//! already in the program, or take in what somebody said in notes and sessions.

mod add;
mod cells;
mod columns;
mod examine;
mod fields;
mod finding;
mod incoming;
mod known;
pub mod references;
mod sheet;
mod store;
mod undo;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use cairn_db::Error;
use cairn_sheet::{DateOrder, Delimiter, Encoding};
use jiff::Timestamp;

use crate::app::App;
use crate::ids::ImportId;

pub use add::take_in;
pub use examine::{Outlook, look};
pub use fields::FIELDS;
pub use finding::{Finding, Findings, Tally};
pub use incoming::PersonKind;
pub use store::ImportLine;
pub(crate) use store::first_administrator;
pub use undo::{Held, undo};

/// What the operator says about a sheet; what is left out is found out, or asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    pub path: PathBuf,
    /// The kind of everybody in the sheet, for one without a column that says so.
    pub kind: Option<PersonKind>,
    /// `field=Column name`.
    pub map: Vec<String>,
    pub dates: Option<DateOrder>,
    pub encoding: Option<Encoding>,
    pub delimiter: Option<Delimiter>,
    /// Leaves out people who seem to be in the program already.
    pub skip_known: bool,
    /// Takes in a file that was taken in before.
    pub again: bool,
    /// E-mail address of the member of staff in whose name people are enrolled; the first administrator if empty.
    pub by: Option<String>,
    /// Where every problem and warning is written, as CSV.
    pub problems: Option<PathBuf>,
}

/// Where the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading so many rows to find out how dates are written.
    Reading,
    /// Looking for problems.
    Checking,
    /// Adding; of so many rows.
    Adding { of: u64 },
}

/// Told of the rows done, every few hundred rows.
pub type Progress = Arc<dyn Fn(Stage, u64) + Send + Sync>;

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("the program is not set up yet: run `cairn serve` and open the link it prints, then import")]
    NotSetUp,
    #[error("cannot read {path}: {reason}. Write the path of a CSV file that you may read")]
    File { path: String, reason: String },
    #[error("cannot write {path}: {reason}. Give --problems a path that you may write")]
    ProblemsFile { path: String, reason: String },
    #[error("{} in the sheet: nothing was added", count(.0.problems.count, "problem", "problems"))]
    Problems(Box<Findings>),
    #[error("this file was taken in before, as import {id}: say --again if you want its people twice")]
    AlreadyIn { id: ImportId, at: Timestamp },
    #[error(
        "there is no administrator in whose name people could be enrolled: say --by with a member of staff's e-mail address"
    )]
    NoAuthor,
    #[error(
        "{0} is nobody who works here: give --by the e-mail address of a member of staff (`cairn person list` shows them)"
    )]
    NotStaff(String),
    #[error("the file or the program changed while it was read (line {line}): nothing was added, try again")]
    Changed { line: u64 },
    #[error("there is no import {0}: `cairn import list` shows them")]
    Unknown(ImportId),
    #[error("import {0} was taken out before")]
    AlreadyUndone(ImportId),
    #[error("something has been added to people of this import since, so it stays: nothing was taken out")]
    InUse(Vec<Held>),
    #[error("the database: {0}")]
    Db(#[from] Error),
}

/// `1 problem`, `2 problems`.
pub fn count(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// All imports, newest first.
pub async fn list(app: &App) -> Result<Vec<ImportLine>, Failure> {
    app.db.read(|tx| Ok(store::imports(tx)?)).await
}
