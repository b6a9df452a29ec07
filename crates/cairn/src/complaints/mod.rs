//! Complaints about privacy: anybody may write one, with or without a name (42 CFR 2.4; 45 CFR 164.530(d), (g)).
//!
//! A complaint never leads to a record: there is no column for one, and a record's number in the words is taken out. Nothing
//! is ever made harder for somebody because they complained; ninety days later the officer looks whether it was.

mod answer;
mod complaint;
mod finding;
mod index;
mod new;
mod origin;
mod recorded;
mod retaliation;
mod show;
mod store;

use cairn_db::{Error, Tx};
use jiff::{Timestamp, tz::TimeZone};

use crate::access::{Desk, Seat};
use crate::ids::RowId;
use crate::privacy_desk::{Task, officer};
use crate::web::{Problem, Routes};

pub use complaint::Complaint;

pub fn routes() -> Routes {
    Routes::new()
        .get("/complaints/new", new::new)
        .post("/complaints/new", new::create)
        .get("/complaints", index::index)
        .post("/complaints", recorded::create)
        .get("/complaints/{id}", show::show)
        .post("/complaints/{id}/findings", finding::create)
        .post("/complaints/{id}/answer", answer::create)
        .post("/complaints/{id}/retaliation-checks", retaliation::create)
}

fn open(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Seat, Complaint), Problem> {
    let seat = officer(desk)?;
    let complaint = store::find(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    Ok((seat, complaint))
}

fn path(id: RowId) -> String {
    format!("/complaints/{id}")
}

/// Complaints without an answer, and those whose look back is due.
pub fn tasks(tx: &mut Tx<'_>, seat: &Seat, now: Timestamp, zone: &TimeZone) -> Result<Vec<Task>, Error> {
    let mut tasks = Vec::new();
    for complaint in store::unfinished(tx, seat)? {
        let received_on = complaint.received_at.to_zoned_datetime(zone.clone()).date();
        let (since, about) = (Some(received_on), String::new());
        let href = path(complaint.id);
        if complaint.answer.is_none() {
            let due_on = Some(complaint::answer_due_on(received_on));
            tasks.push(Task {
                due_on,
                what: "complaint-task-answer",
                about: about.clone(),
                since,
                href: href.clone(),
            });
        }
        let look_on = complaint::look_back_on(received_on);
        let today = now.to_zoned_datetime(zone.clone()).date();
        if complaint.checks.is_empty() && look_on <= today {
            tasks.push(Task { due_on: Some(look_on), what: "complaint-task-look-back", about, since, href });
        }
    }
    Ok(tasks)
}
