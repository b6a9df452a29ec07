//! Every version of a note, the newest first: who saved it, when and why.

use askama::Template;
use axum::extract::Path;

use super::note::SavedNote;
use super::status::Trail;
use super::store;
use crate::ids::SessionId;
use crate::web::{Answer, Page, PageRequest, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "sessions/versions.html")]
struct VersionsPage {
    t: Text,
    shell: Shell,
    session: SessionId,
    versions: Page<SavedNote>,
    trail: Option<Trail>,
}

pub async fn index(visit: Visit, Path(id): Path<SessionId>, page: PageRequest) -> Answer {
    let (visitor, (versions, trail)) = visit
        .write(move |desk| {
            let record = desk.open_session(id)?;
            let session = store::one(desk.tx, &record, id)?.ok_or(Problem::NotFound)?;
            if !session.note_is_for(record.acting_as()) {
                return Err(Problem::NotFound);
            }
            let versions = store::saved_versions(desk.tx, &record, id, page)?;
            Ok((page.page(versions), store::trail(desk.tx, id)?))
        })
        .await?;
    let (t, shell) = visitor.shell("note-versions-title");
    visitor.show(VersionsPage { session: id, versions, trail, t, shell })
}
