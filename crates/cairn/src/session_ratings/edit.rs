//! The three questions on one page, sent in one go.

use askama::Template;
use axum::extract::Path;
use serde::de::DeserializeOwned;

use super::rated::{self, Of};
use super::rating::{Answers, HIGHEST, ITEMS, LOWEST, is_open};
use super::store;
use crate::audit::Act;
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "session_ratings/edit.html")]
struct EditPage {
    t: Text,
    shell: Shell,
    f: Form,
    of: Of,
    /// The page that it is rated from.
    whence: String,
    /// What it was, and when.
    about: String,
    /// It can still be said, or said otherwise.
    open: bool,
    /// What was said before.
    said: Vec<(&'static str, i64)>,
}

impl EditPage {
    fn back(&self) -> String {
        self.t.get(match self.of {
            Of::Session(_) => "session-title",
            Of::Group(_) => "nav-my-groups",
            Of::Family(_) => "my-family-meetings",
            Of::Shared(_) => "shared-talks-title",
        })
    }
}

pub async fn edit<I>(visit: Visit, Path(id): Path<I>) -> Answer
where
    I: Into<Of> + DeserializeOwned + Send + 'static,
{
    let form = visit.new_form();
    draw(visit, id.into(), form, true).await
}

async fn draw(visit: Visit, of: Of, mut form: Form, fill: bool) -> Answer {
    let (visitor, (rated, said, now)) = visit
        .write(move |desk| {
            let (record, rated) = rated::open(desk, of)?;
            let said = store::own(desk.tx, &record, of)?;
            Ok((rated, said, desk.now))
        })
        .await?;
    if fill {
        let values = said.unwrap_or_default();
        ITEMS.iter().zip(values).for_each(|(item, value)| form.set_some(item, value));
    }
    let (t, shell) = visitor.shell("rating-title");
    let page = EditPage {
        open: is_open(rated.started_at, rated.next_at, now),
        said: said
            .iter()
            .flat_map(|given| ITEMS.into_iter().zip(*given))
            .filter_map(|(i, v)| Some((i, v?)))
            .collect(),
        f: form.clone(),
        about: rated.about(&t, of),
        whence: rated.page,
        of,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn update<I>(visit: Visit, Path(id): Path<I>, mut form: Form) -> Answer
where
    I: Into<Of> + DeserializeOwned + Send + 'static,
{
    let of: Of = id.into();
    let given: Answers = ITEMS.map(|item| form.integer(item, LOWEST..=HIGHEST));
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (record, rated) = rated::open(desk, of)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            if given.iter().all(Option::is_none) {
                return Err(Refusal { field: "heard", key: "rating-nothing" }.into());
            }
            if !is_open(rated.started_at, rated.next_at, desk.now) {
                return Err(Refusal { field: "heard", key: "rating-over" }.into());
            }
            let times = (rated.started_at, desk.now);
            store::rate(desk.tx, &record, (desk.id(), of), given, times)?;
            desk.enter_own(Act::Answered, "session_rating")?;
            Ok(rated.page)
        })
        .await;
    if !valid && matches!(outcome, Err(Problem::BadRequest)) {
        return draw(visit, of, form, false).await;
    }
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, of, form, false).await,
    }
}
