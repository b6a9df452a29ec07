//! Incidents: something happened to what people entrusted to the program. What it was, whether it is a breach, whom it
//! touched, and who must be told by when (42 CFR 2.16(b); 45 CFR 164.400-414).
//!
//! An incident remembers how many people it touched even after one of them is erased. It may never be made smaller by a
//! purge, and it holds no part of anybody's record.

mod affected;
mod assessment;
mod closing;
mod deadline;
mod incident;
mod index;
mod new;
mod notice;
mod show;
mod store;

use cairn_db::{Error, Tx};

use crate::access::{Desk, Seat};
use crate::ids::RowId;
use crate::privacy_desk::{Task, officer};
use crate::web::{Problem, Refusal, Routes};

pub use deadline::{Deadline, Notice, Reach, deadlines};
pub use incident::Incident;

pub fn routes() -> Routes {
    Routes::new()
        .get("/incidents", index::index)
        .get("/incidents/new", new::new)
        .post("/incidents", new::create)
        .get("/incidents/{id}", show::show)
        .post("/incidents/{id}/assessments", assessment::create)
        .post("/incidents/{id}/affected", affected::create)
        .post("/incidents/{id}/affected/{affected}/removal", affected::destroy)
        .post("/incidents/{id}/notices", notice::create)
        .post("/incidents/{id}/closing", closing::create)
}

fn open(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Seat, Incident), Problem> {
    let seat = officer(desk)?;
    let incident = store::find(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    Ok((seat, incident))
}

/// For changes that make sense only while the incident is open.
fn open_live(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Seat, Incident), Problem> {
    let (seat, incident) = open(desk, id)?;
    if incident.closing.is_some() {
        return Err(Refusal { field: "", key: "incident-is-closed" }.into());
    }
    Ok((seat, incident))
}

fn path(id: RowId) -> String {
    format!("/incidents/{id}")
}

/// What open incidents ask of the officer: an assessment, and every notice that is owed and not yet given.
pub fn tasks(tx: &mut Tx<'_>, seat: &Seat) -> Result<Vec<Task>, Error> {
    let mut tasks = Vec::new();
    for incident in store::open_incidents(tx, seat)? {
        let (since, about) = (Some(incident.discovered_on), incident.reach.total().to_string());
        let task = |due_on, what| Task { due_on, what, about: about.clone(), since, href: path(incident.id) };
        if incident.needs_assessment() {
            tasks
                .push(task(Some(deadline::last_day_to_tell(incident.discovered_on)), "incident-task-assess"));
        } else if incident.owed().is_empty() {
            tasks.push(task(None, "incident-task-close"));
        }
        for owed in incident.owed() {
            if !incident.needs_assessment() {
                tasks.push(task(Some(owed.due_on), owed.notice.task()));
            }
        }
    }
    Ok(tasks)
}
