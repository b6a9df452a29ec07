//! A clinician's own counseling notes about one person, by day.

use askama::Template;
use axum::extract::Path;

use super::{CounselingNote, store};
use crate::access::Therapy;
use crate::ids::ParticipantId;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "counseling/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    therapy: Therapy,
    notes: Page<CounselingNote>,
}

pub async fn index(visit: Visit, Path(id): Path<ParticipantId>, page: PageRequest) -> Answer {
    let (visitor, (therapy, notes)) = visit
        .write(move |desk| {
            let therapy = desk.open_therapy(id, true)?;
            let notes = page.page(store::list(desk.tx, &therapy, page)?);
            Ok((therapy, notes))
        })
        .await?;
    let (t, shell) = visitor.shell("counseling-title");
    visitor.show(IndexPage { t, shell, therapy, notes })
}
