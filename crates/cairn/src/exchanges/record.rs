//! What a participant gave and took in exchanges: their own history, and for others what they were let read.

use askama::Template;
use axum::extract::Path;

use super::store::{self, NoteLine};
use crate::audit::Act;
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "exchanges/record.html")]
struct RecordPage {
    t: Text,
    shell: Shell,
    head: RecordHead,
    notes: Page<NoteLine>,
    /// Meetings of the last two weeks about which the viewer may still write.
    to_write: Vec<(crate::ids::MeetingId, String, jiff::Timestamp)>,
}

pub async fn index(visit: Visit, Path(id): Path<ParticipantId>, page: PageRequest) -> Answer {
    let (visitor, (head, notes, to_write)) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            let notes = page.page(store::lines_of(desk.tx, &record, page)?);
            let since = desk.now - jiff::SignedDuration::from_hours(24 * 14);
            let to_write =
                if record.is_own() { store::to_write(desk.tx, &record, since)? } else { Vec::new() };
            desk.enter(&record, Act::Opened, "exchange_note", None)?;
            Ok((RecordHead::load(desk.tx, &record)?, notes, to_write))
        })
        .await?;
    let (t, shell) = visitor.shell("record-exchanges");
    visitor.show(RecordPage { head, notes, to_write, t, shell })
}
