//! The notice of privacy practices: what the law lets us do, what needs a consent, and a person's rights (42 CFR 2.22).
//!
//! It is data with a number and a hash. Anybody may read it without signing in. A participant who has not been given
//! the one in force gets it in the very response in which they first use their record here; a notice on paper is written
//! down by whoever hands it over. It may never stand between a person and help.

mod acknowledgment;
mod between;
mod bounce;
mod delivery;
mod index;
mod new;
mod present;
mod show;
mod store;
mod version;

use cairn_db::{Error, Tx};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::access::{Desk, Role, Seat};
use crate::ids::ParticipantId;
use crate::privacy_desk::{Task, participant_name};
use crate::web::{Problem, Routes};

pub use between::between;
pub use present::{Drawn, Presented, present};
pub use version::{Block, Version};

pub fn routes() -> Routes {
    Routes::new()
        .get("/notice", show::show)
        .post("/notice/acknowledgments", acknowledgment::create)
        .get("/notices", index::index)
        .get("/notices/new", new::new)
        .post("/notices", new::create)
        .get("/notices/{number}", show::of_version)
        .post("/participants/{id}/notice-deliveries", delivery::create)
        .post("/participants/{id}/notice-bounces", bounce::create)
}

/// The version in force.
pub fn current(tx: &mut Tx<'_>, today: Date) -> Result<Version, Error> {
    store::current(tx, today)
}

/// Proof that the viewer hands out notices, and to this participant: the officer to everybody, a coordinator to whom they
/// reach.
fn seat_for(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Seat, Problem> {
    let seat = desk.seat(&[Role::PrivacyOfficer, Role::Coordinator])?;
    let known = match seat.role() {
        Role::PrivacyOfficer => participant_name(desk.tx, &seat, id)?.is_some(),
        _ => desk.reaches(id)?,
    };
    if known { Ok(seat) } else { Err(Problem::NotFound) }
}

/// The day on which an instant falls where the program is.
fn day(at: Timestamp, zone: &TimeZone) -> Date {
    at.to_zoned_datetime(zone.clone()).date()
}

/// A paper for each mailing that came back, and a word on those who have nothing yet.
pub fn tasks(tx: &mut Tx<'_>, seat: &Seat, today: Date) -> Result<Vec<Task>, Error> {
    let mut tasks = Vec::new();
    for needy in store::needy(tx, seat, today)?.into_iter().filter(|needy| needy.bounced) {
        let href = "/notices".to_string();
        tasks.push(Task { due_on: None, what: "notice-task-paper", about: needy.name, since: None, href });
    }
    Ok(tasks)
}
