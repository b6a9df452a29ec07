//! A participant's own counts of days, for those who like to count.
//!
//! Two numbers that stand apart: the days since the day that a person counts from, and the days since they last returned
//! to use. A return takes nothing away from the first: nothing that somebody lived through is lost. The person sets both
//! dates, says who reads them (nobody else, until they say so), and chooses what stands on their first page: nothing, one,
//! or both, under a name of their own.
//!
//! It may never be a streak that breaks, be asked for, be filled in by anybody else, or be compared with anybody's.

mod count;
mod returning;
mod show;
mod showing;
mod start;
mod store;

use crate::access::{Desk, Record, Tier};
use crate::audit::Act;
use crate::ids::{ParticipantId, RowId};
use crate::web::{Problem, Routes};

pub use count::{Days, SHOWN, Shown, count};
pub use show::{Counter, own};

pub fn routes() -> Routes {
    Routes::new()
        .get("/participants/{id}/days", show::show)
        .post("/participants/{id}/days/starts", start::create)
        .post("/day-count-starts/{id}/undoing", start::undo)
        .post("/participants/{id}/days/returns", returning::create)
        .post("/day-count-returns/{id}/undoing", returning::undo)
        .post("/participants/{id}/days/showing", showing::create)
}

/// What a date can be given: for nobody else first.
const TIERS: [Tier; 4] = [Tier::Mine, Tier::Ours, Tier::Supervised, Tier::Team];
const TIER_CODES: [&str; 4] = ["mine", "ours", "supervised", "team"];

fn path(id: ParticipantId) -> String {
    format!("/participants/{id}/days")
}

/// Opens the viewer's own record: nobody else counts for somebody.
fn open(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Record, Problem> {
    let record = desk.open_record(id)?;
    if record.is_own() { Ok(record) } else { Err(Problem::NotFound) }
}

/// Writes down what was done. The log of the record does not name what is told nobody.
fn enter(desk: &mut Desk<'_, '_>, record: &Record, tier: Tier, id: RowId) -> Result<(), Problem> {
    if tier == Tier::Mine {
        return desk.enter_own(Act::Changed, "day_count");
    }
    desk.enter(record, Act::Changed, "day_count", Some(id.to_string()))
}
