//! Writing a counseling note.

use askama::Template;
use axum::extract::Path;

use super::{CounselingNote, store};
use crate::access::Therapy;
use crate::audit::Act;
use crate::ids::ParticipantId;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

const LONGEST_WORDS: usize = 8000;

#[derive(Template)]
#[template(path = "counseling/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    therapy: Therapy,
}

pub async fn new(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form, true).await
}

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let held_on = form.required_date("held_on");
    let words = form.required_text("words", LONGEST_WORDS);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let therapy = desk.open_therapy(id, false)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let note = CounselingNote { id: desk.id(), held_on, words, written_at: desk.now };
            store::add(desk.tx, &therapy, &note)?;
            desk.enter_therapy(&therapy, Act::Created, Some(note.id.to_string()))?;
            Ok(format!("/participants/{id}/counseling-notes/{}", note.id))
        })
        .await;
    if !valid && matches!(outcome, Err(Problem::BadRequest)) {
        return draw(visit, id, form, false).await;
    }
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, id, form, false).await,
    }
}

async fn draw(visit: Visit, id: ParticipantId, mut form: Form, fill: bool) -> Answer {
    let (visitor, (therapy, today)) =
        visit.write(move |desk| Ok((desk.open_therapy(id, false)?, desk.today()))).await?;
    if fill {
        form.set("held_on", today);
    }
    let (t, shell) = visitor.shell("counseling-title");
    visitor.show_form(&form.clone(), NewPage { t, shell, f: form, therapy })
}
