//! What leaves the program, to whom, and on what ground; what a person asked to hold back; what came from others.
//!
//! There is one gate (`gate.rs`), asked at the moment something leaves, and one door (`egress.rs`), which lets out no
//! byte without the gate's permit. Each thing that left is a row of a ledger that only grows and that the participant
//! can read. This room may never decide from what was true earlier, never keep a copy of what it sent, and never show a
//! recipient more than the permit holds.

pub mod accounting;
mod accounting_page;
mod accounting_requests;
mod content;
mod csv_text;
mod egress;
mod emergency;
mod emergency_page;
mod entry;
mod gate;
mod index;
mod involvement;
mod link;
mod links;
mod minimum;
mod new;
mod papers;
mod permit;
mod received;
mod received_page;
mod recipient;
mod recipients;
mod report;
mod report_page;
pub mod request_queue;
mod restriction;
mod restriction_acts;
mod restrictions;
mod scope;
mod shared;
mod sheet;
mod show;
pub mod store;

use cairn_db::{Error, Tx};
use jiff::tz::TimeZone;

use crate::access::{Desk, Record, Role, Seat};
use crate::ids::ParticipantId;
use crate::privacy_desk::Task;
use crate::web::{Problem, Routes};

pub use content::{Leaf, OFFERED, Said};
pub use csv_text::{figures as csv_figures, table as csv_table};
pub use egress::{Egress, Passed, Shape, only_through_the_door};
pub use emergency::Emergency;
pub use entry::{Entry, NewEntry, PATHS};
pub use gate::{Ground, Outgoing, To, What};
pub use link::Link;
pub use permit::Permit;
pub use received::Received;
pub use recipient::{PURPOSES, Recipient};
pub use report::Report;
pub use sheet::{Line as PageLine, csv as pages_csv, lines as page_lines};

/// Who hands something out, and for whom else: see decision 18.
const MAKERS: [Role; 3] = [Role::Clinician, Role::Supervisor, Role::Coordinator];
/// Who reads the ledger of a record: those, and the person themselves.
const READERS: [Role; 4] = [Role::Participant, Role::Clinician, Role::Supervisor, Role::Coordinator];
/// Who may tell medical personnel in an emergency: whoever is there.
const WITNESSES: [Role; 4] = [Role::PeerSupporter, Role::Clinician, Role::Supervisor, Role::Coordinator];

pub fn routes() -> Routes {
    Routes::new()
        .get("/participants/{id}/disclosures", index::index)
        .get("/participants/{id}/disclosures/new", new::new)
        .post("/participants/{id}/disclosures/preview", new::preview)
        .post("/participants/{id}/disclosures", new::create)
        .get("/disclosures/{id}", show::show)
        .post("/participants/{id}/involvements", involvement::create)
        .post("/involvements/{id}/ending", involvement::end)
        .post("/links/{id}/ending", links::end)
        .get("/shared/{token}", shared::new)
        .post("/shared/{token}", shared::create)
        .get("/participants/{id}/accounting", accounting_page::index)
        .get("/participants/{id}/accounting/all", accounting_page::all)
        .get("/participants/{id}/accounting/file", accounting_page::file)
        .post("/participants/{id}/accounting-requests", accounting_requests::create)
        .get("/accounting-requests", request_queue::index)
        .post("/accounting-requests/{id}/extension", accounting_requests::extend)
        .post("/accounting-requests/{id}/answer", accounting_requests::answer)
        .get("/participants/{id}/restrictions", restrictions::index)
        .post("/participants/{id}/restrictions", restrictions::create)
        .post("/participants/{id}/paid-in-full", restrictions::pay)
        .get("/restrictions", restriction_acts::index)
        .post("/restrictions/{id}/answer", restriction_acts::answer)
        .post("/restrictions/{id}/ending", restriction_acts::end)
        .get("/participants/{id}/received", received_page::index)
        .get("/participants/{id}/received/new", received_page::new)
        .post("/participants/{id}/received", received_page::create)
        .get("/participants/{id}/emergency/new", emergency_page::new)
        .post("/participants/{id}/emergencies", emergency_page::create)
        .get("/emergencies", emergency_page::index)
        .post("/emergencies/{id}/review", emergency_page::review)
        .get("/participants/{id}/reports/new", report_page::new)
        .post("/participants/{id}/reports", report_page::create)
        .get("/recipients", recipients::index)
        .get("/recipients/new", recipients::new)
        .post("/recipients", recipients::create)
        .post("/recipients/{id}/closing", recipients::close)
}

/// Opens the record for somebody who comes under one of these hats; for others there is nothing here.
fn open_as(desk: &mut Desk<'_, '_>, id: ParticipantId, hats: &[Role]) -> Result<Record, Problem> {
    let record = desk.open_record(id)?;
    if hats.contains(&record.acting_as()) { Ok(record) } else { Err(Problem::NotFound) }
}

/// What the officer sees to here: that lists are given in time, and that what was told in an emergency is looked at.
pub fn tasks(tx: &mut Tx<'_>, seat: &Seat, zone: &TimeZone) -> Result<Vec<Task>, Error> {
    let mut tasks = Vec::new();
    for (request, name) in store::requests::due_named(tx, seat, zone)? {
        let what =
            if request.kind == "intermediary" { "request-task-list" } else { "request-task-accounting" };
        let href = format!("/accounting-requests#request-{}", request.id);
        tasks.push(Task { due_on: Some(request.due_on), what, about: name, since: None, href });
    }
    for (told_at, by) in store::emergencies::waiting(tx, seat)? {
        tasks.push(Task {
            due_on: None,
            what: "emergency-task-review",
            about: by,
            since: Some(told_at.to_zoned_datetime(zone.clone()).date()),
            href: "/emergencies".to_string(),
        });
    }
    Ok(tasks)
}

#[cfg(test)]
mod tests {
    use cairn_part2::{Category, Purpose, ReasonCode};

    use super::*;
    use crate::web::{Language, Text};

    #[test]
    fn every_code_has_a_word_in_every_language() {
        let mut keys: Vec<String> = Vec::new();
        let mut all = |kind: &str, codes: &[&str]| {
            keys.extend(codes.iter().map(|code| format!("{kind}-{}", code.replace('_', "-"))));
        };
        all("disclosure-purpose", &Purpose::ALL.iter().map(|code| code.name()).collect::<Vec<_>>());
        all("disclosure-category", &Category::ALL.iter().map(|code| code.name()).collect::<Vec<_>>());
        all("disclosure-reason", &ReasonCode::ALL.iter().map(|code| code.name()).collect::<Vec<_>>());
        all("disclosure-path", &PATHS);
        all("recipient-standing", &recipient::STANDINGS.map(|code| code.name()));
        all("recipient-class", &recipient::CLASSES.map(|code| code.name()));
        all("recipient-kind", &recipient::KINDS);
        all("received-as", &received::HELD_AS);
        all("report-kind", &report::KINDS);
        all("restriction-end", &restriction::ENDINGS);
        all("request-kind", &accounting::REQUEST_KINDS);
        all("request-ask", &accounting::REQUEST_KINDS);
        for language in Language::ALL {
            let t = Text::new(language, TimeZone::UTC);
            let missing: Vec<_> = keys.iter().filter(|key| !t.has(key)).collect();
            assert!(missing.is_empty(), "{missing:?} in {language:?}");
        }
    }
}
