//! Opening a record in an emergency, without a relation to the participant.
//!
//! It is for staff who give support and stand before somebody's danger: they say who it is about and why, and may then
//! read this one record for an hour. It changes nothing, opens no session, no note, no insurance and no other record. The
//! participant and the privacy officer learn of it at once, every reading stands in the log as what it was, and the
//! officer says within three days whether it was justified. It may never become a way to look somebody up: who asks must
//! know the full name and one thing more, gives the reason first, has few tries, and leaves a trace when nothing is found.

mod ending;
mod find;
mod index;
mod open;
mod opening;
mod review;
mod show;
pub mod store;

use cairn_db::{Error, Tx};
use jiff::tz::TimeZone;

use crate::access::{Desk, Role, Seat};
use crate::privacy_desk::Task;
use crate::web::{Problem, Routes};

pub use opening::{MINUTES, Opening, REASONS, REVIEW_HOURS, VERDICTS};

pub fn routes() -> Routes {
    Routes::new()
        .get("/break-glass", index::index)
        .get("/break-glass/new", find::new)
        .post("/break-glass", find::create)
        .get("/break-glass/{id}", show::show)
        .post("/break-glass/{id}/ending", ending::create)
        .post("/break-glass/{id}/review", review::create)
        .get("/participants/{id}/break-glass", open::new)
        .post("/participants/{id}/break-glass", open::create)
}

/// Who may open a record in an emergency: those whose work is people. Never those who bill, evaluate, look after
/// privacy or administer.
const HATS: [Role; 4] = [Role::Supervisor, Role::Clinician, Role::Coordinator, Role::PeerSupporter];

fn seat(desk: &Desk<'_, '_>) -> Result<Seat, Problem> {
    desk.seat(&HATS)
}

/// What a review waits for is called at the officer's desk.
pub const TASK: &str = "break-glass-task-review";

/// Openings that wait for the officer's review.
pub fn tasks(tx: &mut Tx<'_>, seat: &Seat, zone: &TimeZone) -> Result<Vec<Task>, Error> {
    let task = |opening: Opening| Task {
        due_on: Some(opening.review_due_at.to_zoned_datetime(zone.clone()).date()),
        what: TASK,
        about: format!("{} · {}", opening.by_name, opening.participant_name),
        since: None,
        href: format!("/break-glass/{}", opening.id),
    };
    Ok(store::waiting(tx, seat)?.into_iter().map(task).collect())
}
