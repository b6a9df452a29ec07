//! How the program is doing, said honestly: who came, who was lost and why, who is still here, and what changed on both
//! sides while people were in the program.
//!
//! Every figure stands beside its count, its interval and what is missing; nothing is shown about fewer people than the
//! program's smallest group. No name appears here, and one supporter is never held against another: the people they
//! support differ, and an unadjusted comparison would only mislead (facts of the field, 7.3).

mod before_after;
mod change;
mod cohort;
mod figures;
mod funnel;
mod index;
mod losses;
mod period;
mod retention;
mod store;
mod taps;

use crate::access::{Desk, Seat};
use crate::web::{Problem, Routes};

pub use figures::percent;
pub use period::{days_between, start_of};

pub fn routes() -> Routes {
    Routes::new().get("/outcomes", index::index).get("/outcomes/before-after", before_after::index)
}

/// Share still here 90 days after enrollment over the last twelve months, and its 95 % interval; none when too few were
/// followed that long.
pub fn headline(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<Option<(f64, f64, f64)>, Problem> {
    let period = period::Period::last_year(desk.today());
    let arrivals = store::arrivals(desk, seat, period)?;
    let days = retention::still_here(&arrivals, desk.today(), desk.program.settings.privacy.smallest_group);
    let ninety = days.iter().find(|day| day.day == 90).and_then(|day| day.figure.as_ref());
    Ok(ninety.and_then(|figure| figure.interval95.map(|at| (figure.share, at.low, at.high))))
}
