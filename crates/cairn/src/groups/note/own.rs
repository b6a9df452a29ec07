//! What was written about one participant in groups: for them, and for the team as far as each part allows.

use askama::Template;
use axum::extract::Path;

use super::super::store::{self, OwnPart};
use crate::audit::Act;
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "groups/note/own.html")]
struct OwnPage {
    t: Text,
    shell: Shell,
    head: RecordHead,
    parts: Page<OwnPart>,
}

pub async fn index(visit: Visit, Path(id): Path<ParticipantId>, page: PageRequest) -> Answer {
    let (visitor, (head, parts)) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            let parts = page.page(store::parts_of(desk.tx, &record, page)?);
            desk.enter(&record, Act::Opened, "group_note", None)?;
            Ok((RecordHead::load(desk.tx, &record)?, parts))
        })
        .await?;
    let (t, shell) = visitor.shell("record-group-notes");
    visitor.show(OwnPage { t, shell, head, parts })
}
