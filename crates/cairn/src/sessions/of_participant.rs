//! The sessions of one participant, for them and for those who may open their record.

use askama::Template;
use axum::extract::Path;
use jiff::{SignedDuration, Timestamp};

use super::store::{self, Line};
use crate::access::Role;
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

/// Of a series the page lists the sessions of these days ahead; the calendar has the rest.
const SOON_DAYS: i64 = 14;

#[derive(Template)]
#[template(path = "sessions/of_participant.html")]
struct ListPage {
    t: Text,
    shell: Shell,
    head: RecordHead,
    sessions: Page<Line>,
    may_plan: bool,
    holds: bool,
    now: Timestamp,
}

pub async fn index(visit: Visit, Path(id): Path<ParticipantId>, page: PageRequest) -> Answer {
    let (visitor, (head, sessions, hat, now)) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            let soon = desk.now + SignedDuration::from_hours(24 * SOON_DAYS);
            let mut sessions = store::of_participant(desk.tx, &record, desk.viewer.person, (page, soon))?;
            if record.is_own() {
                // How far the paperwork is concerns the staff; the note itself is theirs to read.
                sessions.iter_mut().for_each(|line| line.status = None);
            }
            let head = RecordHead::load(desk.tx, &record)?;
            Ok((head, page.page(sessions), record.acting_as(), desk.now))
        })
        .await?;
    let (t, shell) = visitor.shell("record-sessions");
    visitor.show(ListPage {
        may_plan: matches!(hat, Role::Participant | Role::PeerSupporter | Role::Coordinator),
        holds: hat == Role::PeerSupporter,
        head,
        sessions,
        now,
        t,
        shell,
    })
}
