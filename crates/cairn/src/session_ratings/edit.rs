//! The three questions on one page, sent in one go.

use askama::Template;
use axum::extract::Path;

use super::rating::{Answers, HIGHEST, ITEMS, LOWEST, is_open};
use super::store;
use crate::access::{Desk, Record};
use crate::audit::Act;
use crate::ids::SessionId;
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "session_ratings/edit.html")]
struct EditPage {
    t: Text,
    shell: Shell,
    f: Form,
    id: SessionId,
    /// Which session it is.
    about: String,
    /// It can still be said, or said otherwise.
    open: bool,
    /// What was said before.
    said: Vec<(&'static str, i64)>,
}

/// Opens the viewer's own session that took place; for everybody else there is none.
fn open(desk: &mut Desk<'_, '_>, id: SessionId) -> Result<(Record, store::Rated), Problem> {
    let record = desk.open_session(id)?;
    if !record.is_own() {
        return Err(Problem::NotFound);
    }
    let rated = store::held(desk.tx, &record, id)?.ok_or(Problem::NotFound)?;
    Ok((record, rated))
}

pub async fn edit(visit: Visit, Path(id): Path<SessionId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form, true).await
}

async fn draw(visit: Visit, id: SessionId, mut form: Form, fill: bool) -> Answer {
    let (visitor, (rated, said, now)) = visit
        .write(move |desk| {
            let (record, rated) = open(desk, id)?;
            let said = store::own(desk.tx, &record, id)?;
            Ok((rated, said, desk.now))
        })
        .await?;
    if fill {
        let values = said.unwrap_or_default();
        ITEMS.iter().zip(values).for_each(|(item, value)| form.set_some(item, value));
    }
    let (t, shell) = visitor.shell("rating-title");
    let about = t.args(
        "rating-about",
        [("name", rated.supporter.as_str().into()), ("when", t.on_day(&rated.started_at).into())],
    );
    let page = EditPage {
        open: is_open(rated.started_at, rated.next_at, now),
        said: said
            .iter()
            .flat_map(|given| ITEMS.into_iter().zip(*given))
            .filter_map(|(i, v)| Some((i, v?)))
            .collect(),
        f: form.clone(),
        about,
        id,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn update(visit: Visit, Path(id): Path<SessionId>, mut form: Form) -> Answer {
    let given: Answers = ITEMS.map(|item| form.integer(item, LOWEST..=HIGHEST));
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (record, rated) = open(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            if given.iter().all(Option::is_none) {
                return Err(Refusal { field: "heard", key: "rating-nothing" }.into());
            }
            if !is_open(rated.started_at, rated.next_at, desk.now) {
                return Err(Refusal { field: "heard", key: "rating-over" }.into());
            }
            store::rate(desk.tx, &record, id, given, desk.now)?;
            desk.enter_own(Act::Answered, "session_rating")?;
            Ok(format!("/sessions/{id}"))
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
