//! Group notes that wait for their author's supervisor, the longest waiting first.

use askama::Template;
use jiff::Timestamp;

use super::super::store::{self, WaitingNote};
use crate::access::Role;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "groups/note/queue.html")]
struct QueuePage {
    t: Text,
    shell: Shell,
    notes: Page<WaitingNote>,
    now: Timestamp,
    approval_hours: i64,
}

impl QueuePage {
    fn hours(&self, note: &WaitingNote) -> i64 {
        self.now.duration_since(note.submitted_at).as_hours()
    }

    fn is_overdue(&self, note: &WaitingNote) -> bool {
        self.hours(note) >= self.approval_hours
    }
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, (notes, now, approval_hours)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Supervisor])?;
            let notes = page.page(store::waiting_notes(desk.tx, &seat, page)?);
            Ok((notes, desk.now, desk.program.settings.reviews.approval_hours))
        })
        .await?;
    let (t, shell) = visitor.shell("groups-notes");
    visitor.show(QueuePage { t, shell, notes, now, approval_hours })
}
