//! How the program is doing, said honestly: who came, who was lost and why, who is still here, and what changed on both
//! sides while people were in the program.
//!
//! Every figure stands beside its count, its interval and what is missing; nothing is shown about fewer people than the
//! program's smallest group. No name appears here, and one supporter is never held against another: the people they
//! support differ, and an unadjusted comparison would only mislead (facts of the field, 7.3).

mod before_after;
mod change;
mod choice;
mod cohort;
mod dyad_store;
mod dyad_words;
mod dyads;
mod figures;
mod funnel;
mod index;
mod losses;
mod pairs;
mod period;
mod retention;
mod store;
mod taps;

use crate::access::{Desk, Role, Seat, coordinated_since};
use crate::web::{Problem, Routes, Visitor};

pub use figures::{cell, decimal, percent};
pub use index::READERS;
pub use period::{Asked, Period, days_between, start_of};

pub fn routes() -> Routes {
    Routes::new()
        .get("/outcomes", index::index)
        .get("/outcomes/before-after", before_after::index)
        .get("/outcomes/dyads", dyads::index)
        .get("/wellbeing/figures", choice::show)
        .post("/wellbeing/figures", choice::create)
}

/// Code and address of the pages that this viewer may open. Pairs are for the evaluator alone.
pub fn tabs(visitor: &Visitor) -> Vec<(&'static str, &'static str)> {
    let mut pages =
        vec![("way", "/outcomes"), ("change", "/outcomes/before-after"), ("dose", "/outcomes/dose")];
    if visitor.viewer.as_ref().is_some_and(|viewer| viewer.is(Role::Evaluator)) {
        pages.push(("dyads", "/outcomes/dyads"));
    }
    pages
}

/// The smallest group of which this seat sees a figure. A coordinator opens these very records, those of a year; hiding
/// small counts is for those who may not (decision 11).
pub fn smallest_group(desk: &Desk<'_, '_>, seat: &Seat, period: Period) -> usize {
    let reached = start_of(period.from, &desk.program.zone) >= coordinated_since(desk.now);
    match seat.role() {
        Role::Coordinator if reached => 0,
        _ => desk.program.settings.privacy.smallest_group,
    }
}

/// Share still here 90 days after enrollment over the last twelve months, and its 95 % interval; none when too few were
/// followed that long.
pub fn headline(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<Option<(f64, f64, f64)>, Problem> {
    let period = Period::last_year(desk.today());
    let arrivals = store::arrivals(desk, seat, period)?;
    let days = retention::still_here(&arrivals, desk.today(), desk.program.settings.privacy.smallest_group);
    let ninety = days.iter().find(|day| day.day == 90).and_then(|day| day.figure.as_ref());
    Ok(ninety.and_then(|figure| figure.interval95.map(|at| (figure.share, at.low, at.high))))
}
