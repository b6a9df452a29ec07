//! What was written about one person in groups: in a participant's record, and of family groups in a family member's. For
//! them, and for the team as far as each part allows.

use askama::Template;
use axum::extract::Path;

use super::super::store::{self, OwnPart};
use crate::access::{Desk, RecordId, RecordOf};
use crate::audit::Act;
use crate::family_members::FamilyHead;
use crate::ids::{FamilyMemberId, ParticipantId};
use crate::intake::RecordHead;
use crate::web::{Answer, Page, PageRequest, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "groups/note/own.html")]
struct OwnPage {
    t: Text,
    shell: Shell,
    head: RecordHead,
    /// The address of the record.
    here: String,
    parts: Page<OwnPart>,
}

#[derive(Template)]
#[template(path = "groups/note/own_of_family.html")]
struct FamilyPage {
    t: Text,
    shell: Shell,
    head: FamilyHead,
    here: String,
    parts: Page<OwnPart>,
}

fn load(desk: &mut Desk<'_, '_>, record: RecordOf, page: PageRequest) -> Result<Page<OwnPart>, Problem> {
    let parts = page.page(store::parts_of(desk.tx, &record, page)?);
    desk.enter_either(&record, Act::Opened, "group_note", None)?;
    Ok(parts)
}

pub async fn index(visit: Visit, Path(id): Path<ParticipantId>, page: PageRequest) -> Answer {
    let (visitor, (head, parts)) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            let parts = load(desk, RecordOf::Participant(record), page)?;
            Ok((RecordHead::load(desk.tx, &record)?, parts))
        })
        .await?;
    let (t, shell) = visitor.shell("record-group-notes");
    visitor.show(OwnPage { t, shell, head, here: RecordId::Participant(id).path(), parts })
}

pub async fn index_of_family(visit: Visit, Path(id): Path<FamilyMemberId>, page: PageRequest) -> Answer {
    let (visitor, (head, parts)) = visit
        .write(move |desk| {
            let record = desk.open_family_member(id)?;
            let parts = load(desk, RecordOf::FamilyMember(record), page)?;
            Ok((FamilyHead::load(desk, &record)?, parts))
        })
        .await?;
    let (t, shell) = visitor.shell("record-group-notes");
    visitor.show(FamilyPage { t, shell, head, here: RecordId::FamilyMember(id).path(), parts })
}
