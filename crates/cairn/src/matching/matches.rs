//! Who waits for a supporter, how far each has come, and how much room the supporters have.

use askama::Template;

use super::store::matches::{self, WaitingLine};
use super::store::proposals::{self, OpenProposal};
use super::store::supporters;
use super::supporters::{LineView, line_view};
use crate::access::Role;
use crate::web::{Answer, Form, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "matching/matches.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    waiting: Page<WaitingLine>,
    proposals: Vec<OpenProposal>,
    loads: Vec<LineView>,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let form = visit.new_form();
    let (visitor, (waiting, proposals, lines, caseload)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            let caseload = desk.program.settings.caseload.clone();
            let first = PageRequest::first();
            Ok((
                page.page(matches::waiting_page(desk.tx, &seat, page)?),
                proposals::undecided(desk.tx, &seat)?,
                supporters::lines(desk.tx, &seat, &caseload, None, first)?,
                caseload,
            ))
        })
        .await?;
    let (t, shell) = visitor.shell("matches-title");
    let loads = lines.iter().map(|line| line_view(&t, line, &caseload)).collect();
    visitor.show(IndexPage { t, shell, f: form, waiting, proposals, loads })
}
