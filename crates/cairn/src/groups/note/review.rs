//! The supervisor's side of a group note: reading it, sending it back with a comment, approving.

use askama::Template;
use axum::extract::Path;

use super::super::store::{self, NoteHead, Supervised};
use super::content::SavedNote;
use super::enter_parts;
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{NoteId, SubmissionId};
use crate::sessions::NoteStatus;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "groups/note/review.html")]
struct ReviewPage {
    t: Text,
    shell: Shell,
    f: Form,
    about: Supervised,
    note: SavedNote,
    status: NoteStatus,
    /// The sending that waits for an answer.
    waits: Option<SubmissionId>,
}

/// A note whose author the viewer supervises; not their own.
fn open(desk: &mut Desk<'_, '_>, id: NoteId) -> Result<(Seat, NoteHead, Supervised), Problem> {
    let seat = desk.seat(&[Role::Supervisor])?;
    let (head, about) = store::supervised(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    Ok((seat, head, about))
}

pub async fn show(visit: Visit, Path(id): Path<NoteId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: NoteId, form: Form) -> Answer {
    let (visitor, (about, note, trail)) = visit
        .write(move |desk| {
            let (seat, head, about) = open(desk, id)?;
            let trail = store::trail(desk.tx, &head)?;
            // A draft is its author's; what was sent is the supervisor's to read.
            let sent = trail.submissions.last().map(|last| last.version).ok_or(Problem::NotFound)?;
            let note = store::saved(desk.tx, &head, sent)?.ok_or(Problem::NotFound)?;
            enter_parts(desk, &seat, about.group, &note)?;
            Ok((about, note, trail))
        })
        .await?;
    let (t, shell) = visitor.shell("note-title");
    let waits = trail.waiting().map(|waiting| waiting.id);
    let page = ReviewPage { f: form.clone(), about, note, status: trail.status(), waits, t, shell };
    visitor.show_form(&form, page)
}

/// The note that was sent, still to be answered by the viewer.
fn to_answer(desk: &mut Desk<'_, '_>, submission: SubmissionId) -> Result<(Seat, NoteHead), Problem> {
    desk.seat(&[Role::Supervisor])?;
    let note = store::note_sent(desk.tx, submission)?.ok_or(Problem::NotFound)?;
    let (seat, head, _) = open(desk, note)?;
    store::trail(desk.tx, &head)?.may_review(submission, seat.person())?;
    Ok((seat, head))
}

pub async fn approve(visit: Visit, Path(id): Path<SubmissionId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (seat, head) = to_answer(desk, id)?;
            let row = desk.id();
            store::approve(desk.tx, (row, id), desk.now, seat.person())?;
            desk.enter_seated(&seat, Act::Approved, "group_note", head.meeting.to_string())?;
            Ok("/group-notes".to_string())
        })
        .await?;
    visit.redirect(&location, "note-approved")
}

pub async fn give_back(visit: Visit, Path(id): Path<SubmissionId>, mut form: Form) -> Answer {
    let comment = form.required_text("comment", 2000);
    if form.is_valid() {
        let location = visit
            .submit(&form, move |desk| {
                let (seat, head) = to_answer(desk, id)?;
                let row = desk.id();
                store::give_back(desk.tx, &seat, (row, id), &comment, desk.now)?;
                desk.enter_seated(&seat, Act::Returned, "group_note", head.meeting.to_string())?;
                Ok("/group-notes".to_string())
            })
            .await?;
        return visit.redirect(&location, "note-returned");
    }
    let (_, note) = visit.clone().read(move |desk| to_answer(desk, id).map(|(_, head)| head.id)).await?;
    draw(visit, note, form).await
}
