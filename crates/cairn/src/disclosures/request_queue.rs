//! Every open request for an accounting or an intermediary's list, with its clock: the register (42 CFR 2.24, 2.25).

use askama::Template;
use jiff::civil::Date;

use super::accounting::Request;
use super::store::requests;
use crate::access::Role;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "disclosures/request_queue.html")]
struct QueuePage {
    t: Text,
    shell: Shell,
    requests: Page<(Request, String)>,
    today: Date,
    /// The viewer gives the answers, and may open the record for it.
    answers: bool,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, (found, today, answers)) = visit
        .read(|desk| {
            let seat = desk.seat(&[Role::Coordinator, Role::PrivacyOfficer])?;
            let found = requests::due_named(desk.tx, &seat, &desk.program.zone)?;
            Ok((found, desk.today(), seat.role() == Role::Coordinator))
        })
        .await?;
    let (t, shell) = visitor.shell("disclosures-title");
    let skipped = usize::try_from(page.offset()).unwrap_or(usize::MAX);
    let taken = usize::try_from(page.limit()).unwrap_or(0);
    let requests = page.page(found.into_iter().skip(skipped).take(taken).collect());
    visitor.show(QueuePage { t, shell, requests, today, answers })
}
