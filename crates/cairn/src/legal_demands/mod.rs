//! Legal demands: subpoenas, court orders, warrants and the like, from their arrival to their answer (42 CFR 2.61-2.67).
//!
//! A paper alone opens nothing. A subpoena compels and does not authorize; an order authorizes and does not compel; records
//! leave only when an order that has everything the rules ask for stands beside a mandate, the officer has cleared it, and
//! the gate of `disclosures` agrees at that moment. Nobody outside learns here whether somebody is in the program.

mod clearance;
mod closing;
mod counsel;
mod demand;
mod hold;
mod index;
mod letter;
mod new;
mod order;
mod reading;
mod show;
mod store;

use cairn_db::{Error, Tx};
use jiff::Timestamp;

use crate::access::{Desk, Seat};
use crate::ids::{ParticipantId, RowId};
use crate::privacy_desk::{Task, officer};
use crate::program::Program;
use crate::web::{Problem, Refusal, Routes};

pub use demand::LegalDemand;
pub use order::{Reading, lacks};
pub use store::is_held;

pub fn routes() -> Routes {
    Routes::new()
        .get("/legal-demands", index::index)
        .get("/legal-demands/new", new::new)
        .post("/legal-demands", new::create)
        .get("/legal-demands/{id}", show::show)
        .get("/legal-demands/{id}/letter", letter::show)
        .post("/legal-demands/{id}/readings", reading::create)
        .post("/legal-demands/{id}/counsel-tasks", counsel::create)
        .post("/counsel-tasks/{id}/advice", counsel::answer)
        .post("/legal-demands/{id}/holds", hold::create)
        .post("/legal-holds/{id}/release", hold::release)
        .post("/legal-demands/{id}/disclosure", clearance::create)
        .post("/legal-demands/{id}/closing", closing::create)
}

fn open(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Seat, LegalDemand), Problem> {
    let seat = officer(desk)?;
    let demand = store::find(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    Ok((seat, demand))
}

fn open_live(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Seat, LegalDemand), Problem> {
    let (seat, demand) = open(desk, id)?;
    if demand.closing.is_some() {
        return Err(Refusal { field: "", key: "demand-is-closed" }.into());
    }
    Ok((seat, demand))
}

fn path(id: RowId) -> String {
    format!("/legal-demands/{id}")
}

/// Orders about somebody that the officer cleared, and that lack nothing today: what the gate may weigh.
pub fn orders(
    tx: &mut Tx<'_>,
    participant: ParticipantId,
    program: &Program,
    now: Timestamp,
) -> Result<Vec<cairn_part2::Order>, Error> {
    let today = now.to_zoned_datetime(program.zone.clone()).date();
    let cleared = store::cleared(tx, participant)?;
    let whole = cleared.iter().filter(|demand| lacks(demand, today).is_empty());
    let id = program.id.to_string();
    Ok(whole.filter_map(|demand| order::as_order(demand, participant, &id, &program.zone)).collect())
}

/// Open demands by the day of their answer, what counsel was asked, and orders that run out.
pub fn tasks(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<Task>, Error> {
    let mut tasks = Vec::new();
    for demand in store::open_demands(tx, seat)? {
        let task = |due_on, what| {
            let (about, href) = (demand.issuer.clone(), path(demand.id));
            Task { due_on, what, about, since: None, href }
        };
        tasks.push(task(demand.respond_by, "demand-task-answer"));
        for asked in demand.asked.iter().filter(|asked| asked.advice.is_none()) {
            tasks.push(task(Some(asked.due_on), "demand-task-counsel"));
        }
        if let Some(expires_on) = demand.reading.as_ref().and_then(|reading| reading.expires_on) {
            tasks.push(task(Some(expires_on), "demand-task-order-expires"));
        }
    }
    Ok(tasks)
}
