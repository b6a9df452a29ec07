//! The supervisor's side: notes that wait, sending one back with a comment, approving.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;

use super::show;
use super::status::Trail;
use super::store::{self, Waiting};
use crate::access::{Desk, Record, Role};
use crate::audit::Act;
use crate::ids::{SessionId, SubmissionId};
use crate::web::{Answer, Form, Page, PageRequest, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "sessions/queue.html")]
struct QueuePage {
    t: Text,
    shell: Shell,
    notes: Page<Waiting>,
    now: Timestamp,
    /// Hours within which a note should be answered.
    approval_hours: i64,
}

impl QueuePage {
    fn hours(&self, note: &Waiting) -> i64 {
        self.now.duration_since(note.submitted_at).as_hours()
    }

    fn is_overdue(&self, note: &Waiting) -> bool {
        self.hours(note) >= self.approval_hours
    }
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, (notes, now, approval_hours)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Supervisor])?;
            let notes = page.page(store::queue(desk.tx, &seat, page)?);
            Ok((notes, desk.now, desk.program.settings.reviews.approval_hours))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-notes");
    visitor.show(QueuePage { t, shell, notes, now, approval_hours })
}

/// The session whose note was sent, opened by the supervisor of its supporter, and still to be answered.
fn open(desk: &mut Desk<'_, '_>, submission: SubmissionId) -> Result<(Record, SessionId), Problem> {
    desk.seat(&[Role::Supervisor])?;
    let session = store::session_of(desk.tx, submission)?.ok_or(Problem::NotFound)?;
    let record = desk.open_session(session)?;
    let trail: Trail = store::trail(desk.tx, session)?.ok_or(Problem::NotFound)?;
    let author = trail.author == desk.viewer.person;
    if record.acting_as() != Role::Supervisor && !author {
        return Err(Problem::NotFound);
    }
    trail.may_review(submission, desk.viewer.person)?;
    Ok((record, session))
}

pub async fn approve(visit: Visit, Path(id): Path<SubmissionId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (record, session) = open(desk, id)?;
            let row = (desk.id(), id);
            store::approve(desk.tx, row, desk.now, desk.viewer.person)?;
            desk.enter(&record, Act::Approved, "note", Some(session.to_string()))?;
            Ok("/notes".to_string())
        })
        .await?;
    visit.redirect(&location, "note-approved")
}

pub async fn give_back(visit: Visit, Path(id): Path<SubmissionId>, mut form: Form) -> Answer {
    let comment = form.required_text("comment", 2000);
    if form.is_valid() {
        let location = visit
            .submit(&form, move |desk| {
                let (record, session) = open(desk, id)?;
                let row = (desk.id(), id);
                store::give_back(desk.tx, row, &comment, desk.now, desk.viewer.person)?;
                desk.enter(&record, Act::Returned, "note", Some(session.to_string()))?;
                Ok("/notes".to_string())
            })
            .await?;
        return visit.redirect(&location, "note-returned");
    }
    let (_, session) = visit.clone().write(move |desk| open(desk, id).map(|(_, session)| session)).await?;
    show::draw(visit, session, form).await
}
