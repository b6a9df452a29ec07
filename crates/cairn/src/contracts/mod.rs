//! Contracts: what is on file with those outside who help, check or study this program. Without one they get nothing
//! (42 CFR 2.11, 2.12(c)(4), 2.33(c), 2.52, 2.53).
//!
//! Every way in which something is sent or kept by somebody else asks here first, and stops on the day the contract does
//! (`channel.rs`). A contract may never be shorter than its promise: what is to be destroyed is asked after.

mod agreement;
mod channel;
mod contract;
mod destruction;
mod ending;
mod index;
mod new;
mod show;
mod store;

use cairn_db::{Error, Tx};
use jiff::civil::Date;

use crate::access::{Desk, Seat};
use crate::ids::RowId;
use crate::privacy_desk::{Task, officer};
use crate::web::{Problem, Routes};

pub use agreement::agreements;
pub use channel::{Channel, OpenChannel, channel_open};
#[cfg(test)]
pub(crate) use contract::tests::contract as tests_contract;
pub use contract::{COVERED, Contract};

pub fn routes() -> Routes {
    Routes::new()
        .get("/contracts", index::index)
        .get("/contracts/new", new::new)
        .post("/contracts", new::create)
        .get("/contracts/{id}", show::show)
        .post("/contracts/{id}/ending", ending::create)
        .post("/contracts/{id}/destruction", destruction::create)
}

pub(crate) fn open(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Seat, Contract), Problem> {
    let seat = officer(desk)?;
    let contract = store::find(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    Ok((seat, contract))
}

fn path(id: RowId) -> String {
    format!("/contracts/{id}")
}

/// Contracts that run out soon or ran out, and what was to be destroyed by now.
pub fn tasks(tx: &mut Tx<'_>, _seat: &Seat, today: Date) -> Result<Vec<Task>, Error> {
    let mut tasks = Vec::new();
    for contract in store::all(tx)? {
        let task = |due_on, what| {
            let (about, href) = (contract.party.clone(), path(contract.id));
            Task { due_on: Some(due_on), what, about, since: None, href }
        };
        if let Some(until) = contract.renewal_due(today) {
            tasks.push(task(until, "contract-task-renew"));
        }
        if let Some(destroy_by) = contract.destruction_due(today) {
            tasks.push(task(destroy_by, "contract-task-destroy"));
        }
    }
    Ok(tasks)
}
