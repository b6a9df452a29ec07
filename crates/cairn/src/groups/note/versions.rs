//! Every version of a group note, the newest first, for those who led.

use askama::Template;
use axum::extract::Path;

use super::super::store;
use super::content::SavedNote;
use super::{enter_parts, open_led};
use crate::ids::{GroupId, MeetingId};
use crate::sessions::Trail;
use crate::web::{Answer, Page, PageRequest, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "groups/note/versions.html")]
struct VersionsPage {
    t: Text,
    shell: Shell,
    back: String,
    versions: Page<SavedNote>,
    trail: Trail,
}

pub async fn index(visit: Visit, Path(ids): Path<(GroupId, MeetingId)>, page: PageRequest) -> Answer {
    let (visitor, (versions, trail)) = visit
        .write(move |desk| {
            let (seat, group, meeting) = open_led(desk, ids)?;
            let head = store::note_of(desk.tx, meeting.id)?.ok_or(Problem::NotFound)?;
            let versions = page.page(store::saved_versions(desk.tx, &head, page)?);
            if let Some(newest) = versions.items.first() {
                enter_parts(desk, &seat, group.id, newest)?;
            }
            Ok((versions, store::trail(desk.tx, &head)?))
        })
        .await?;
    let (t, shell) = visitor.shell("note-versions-title");
    let back = format!("/groups/{}/meetings/{}/note", ids.0, ids.1);
    visitor.show(VersionsPage { back, versions, trail, t, shell })
}
