//! What a supporter learns, as hours: a ledger of their own beside what a certifying board asks for, with the practice that
//! the program's other rooms recorded.
//!
//! The ledger is the supporter's. Their supervisor sees an entry when asked to confirm it: its day, minutes, domain and
//! kind, and its words only where the supporter chose so. A correction is a new row; what was confirmed and is corrected
//! waits for a confirmation again.

mod confirmation;
mod edit;
mod entry;
mod index;
mod new;
mod record;
mod requirement;
mod store;

use crate::access::{Desk, Seat};
use crate::web::{Problem, Routes};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/wellbeing/learning", index::index)
        .post("/wellbeing/learning", new::create)
        .get("/wellbeing/learning/new", new::new)
        .get("/wellbeing/learning/record", record::show)
        .get("/wellbeing/learning/hours.csv", record::csv)
        .get("/wellbeing/learning/{id}/edit", edit::edit)
        .post("/wellbeing/learning/{id}", edit::update)
        .post("/wellbeing/learning/{id}/request", edit::request)
        .post("/wellbeing/learning/{id}/withdrawal", edit::withdraw)
        .get("/learning-confirmations", confirmation::index)
        .post("/learning-entries/{id}/confirmation", confirmation::create)
}

/// How many entries wait for this supervisor.
pub fn asked_to_confirm(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<usize, Problem> {
    Ok(store::asked_of(desk.tx, seat)?.len())
}
