//! Who opened a record, for the participant; everything that was done, for the privacy officer.

use askama::Template;
use axum::extract::Path;

use super::{Opening, store};
use crate::access::Role;
use crate::ids::ParticipantId;
use crate::web::{Answer, Page, PageRequest, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "audit/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    own: bool,
    entries: Page<Opening>,
}

pub async fn of_participant(visit: Visit, Path(id): Path<ParticipantId>, page: PageRequest) -> Answer {
    let (visit, entries) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            if !record.is_own() && record.acting_as() != Role::Coordinator {
                return Err(Problem::NotFound);
            }
            Ok(page.page(store::of_participant(desk.tx, &record, page)?))
        })
        .await?;
    let (t, shell) = visit.shell("openings-title");
    visit.show(IndexPage { t, shell, own: true, entries })
}

pub async fn of_program(visit: Visit, page: PageRequest) -> Answer {
    let (visit, entries) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::PrivacyOfficer])?;
            Ok(page.page(store::of_program(desk.tx, &seat, page)?))
        })
        .await?;
    let (t, shell) = visit.shell("audit-title");
    visit.show(IndexPage { t, shell, own: false, entries })
}
