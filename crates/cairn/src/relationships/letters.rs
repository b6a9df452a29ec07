//! Letters that are not sent. Nobody but their author ever reads one, and nothing here can send it. It is kept, printed, or
//! let go: then its words are gone.

use askama::Template;
use axum::extract::Path;

use super::opened;
use super::page::{self, Head};
use super::store::{self, Letter};
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

/// What fits on a few pages of paper.
const LONGEST: usize = 12_000;

#[derive(Template)]
#[template(path = "relationships/letters.html")]
struct LettersPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: Head,
    letters: Vec<Letter>,
}

#[derive(Template)]
#[template(path = "relationships/letter.html")]
struct LetterPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: Head,
    letter: Letter,
}

pub async fn index(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

async fn draw(visit: Visit, form: Form, id: RowId) -> Answer {
    let (visitor, (head, letters)) = visit
        .write(move |desk| {
            let opened = opened::open_own(desk, id)?;
            Ok((Head::of(&opened), store::letters(desk.tx, &opened.part)?))
        })
        .await?;
    let (t, shell) = visitor.shell("repair-title");
    visitor.show_form(&form, LettersPage { head, letters, f: form.clone(), t, shell })
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let words = form.required_text("words", LONGEST);
    let done = page::submit(&visit, id, &mut form, move |desk, opened| {
        let letter: RowId = desk.id();
        let stamp = (desk.now, desk.viewer.person);
        store::add_letter(desk.tx, &opened.part, (letter, &words), stamp)?;
        Ok(format!("/relationships/{id}/letters/{letter}"))
    })
    .await?;
    match done {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}

pub async fn show(visit: Visit, Path((id, letter)): Path<(RowId, RowId)>) -> Answer {
    let form = visit.new_form();
    draw_one(visit, form, (id, letter)).await
}

async fn draw_one(visit: Visit, mut form: Form, (id, letter): (RowId, RowId)) -> Answer {
    let (visitor, (head, letter)) = visit
        .write(move |desk| {
            let opened = opened::open_own(desk, id)?;
            let all = store::letters(desk.tx, &opened.part)?;
            let letter = all.into_iter().find(|one| one.id == letter).ok_or(Problem::NotFound)?;
            Ok((Head::of(&opened), letter))
        })
        .await?;
    if form.is_valid() {
        form.set_some("words", letter.words.as_deref());
    }
    let (t, shell) = visitor.shell("repair-title");
    visitor.show_form(&form, LetterPage { head, letter, f: form.clone(), t, shell })
}

pub async fn update(visit: Visit, Path((id, letter)): Path<(RowId, RowId)>, mut form: Form) -> Answer {
    let words = form.required_text("words", LONGEST);
    let done = page::submit(&visit, id, &mut form, move |desk, opened| {
        if !store::save_letter(desk.tx, &opened.part, (letter, &words), desk.now)? {
            return Err(Problem::NotFound);
        }
        Ok(format!("/relationships/{id}/letters/{letter}"))
    })
    .await?;
    match done {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw_one(visit, form, (id, letter)).await,
    }
}

/// Asked once more, because nothing brings the words back.
pub async fn let_go(visit: Visit, Path((id, letter)): Path<(RowId, RowId)>, mut form: Form) -> Answer {
    if !form.checked("sure") {
        form.wrong("sure", "repair-letter-sure-first");
    }
    let done = page::submit(&visit, id, &mut form, move |desk, opened| {
        if !store::let_go(desk.tx, &opened.part, letter, (desk.now, desk.viewer.person))? {
            return Err(Problem::NotFound);
        }
        Ok(format!("/relationships/{id}/letters"))
    })
    .await?;
    match done {
        Some(location) => visit.redirect(&location, "repair-let-go"),
        None => draw_one(visit, form, (id, letter)).await,
    }
}
