//! Who opened a record and why, for the participant whose it is, and for a coordinator.

use askama::Template;
use axum::extract::Path;

use super::store::{self, Opening};
use crate::access::Role;
use crate::ids::ParticipantId;
use crate::web::{Answer, Page, PageRequest, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "audit/openings.html")]
struct OpeningsPage {
    t: Text,
    shell: Shell,
    entries: Page<Opening>,
}

pub async fn index(visit: Visit, Path(id): Path<ParticipantId>, page: PageRequest) -> Answer {
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
    visit.show(OpeningsPage { t, shell, entries })
}
