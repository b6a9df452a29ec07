//! A file about everybody and about nobody: one line an enrollment, without identifiers, for evaluation and research
//! (45 CFR 164.514(b)(2), "safe harbor"; 42 CFR 2.16, 2.52).
//!
//! It has no free text, no place, no day, no id of the database, and no combination of year, age, gender and language
//! that is about fewer people than the program's smallest group. Two files cannot be joined: ids and order are drawn anew
//! each time. What a file may never do is name somebody by being the only one of their kind.

mod cells;
mod file;
mod index;
mod line;
mod new;
mod store;

use cairn_db::Error;

pub use cells::{Cut, Row, cut};
pub use line::{COLUMNS, Stay, line};
pub use store::{Export, add};

use crate::access::{Desk, Role, Seat};
use crate::web::{Problem, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/deidentified-exports", index::index)
        .get("/deidentified-exports/new", new::new)
        .post("/deidentified-exports/preview", new::preview)
        .post("/deidentified-exports", new::create)
}

/// Who takes such a file.
fn evaluator(desk: &Desk<'_, '_>) -> Result<Seat, Problem> {
    desk.seat(&[Role::Evaluator])
}

/// The years that can be asked for: from the first enrollment to the last year that is over. A year still going on would
/// tell, in two files a week apart, who came in between.
fn years(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<Option<(i64, i64)>, Error> {
    let last = i64::from(desk.today().year()) - 1;
    let first = store::first_year(desk.tx, seat)?;
    Ok(first.filter(|first| *first <= last).map(|first| (first, last)))
}
