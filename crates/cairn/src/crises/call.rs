//! The call afterwards: each try, and when the next one is due.

use axum::extract::Path;
use jiff::SignedDuration;

use super::crisis::OUTCOMES;
use super::store::{self, Stamp};
use super::{open, path, show};
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let outcome = form.required_choice("outcome", &OUTCOMES);
    let words = form.text("call_words", 2000);
    let again = !["reached", "not_wanted"].contains(&outcome.as_str());
    let hours = form.integer("next_hours", 1..=240);
    let valid = form.is_valid();
    let done = visit
        .submit(&form, move |desk| {
            // Also after it was closed: a call that comes later is kept all the same.
            let opened = open(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let hours = hours.unwrap_or(desk.program.settings.crises.call_hours);
            let next = again.then(|| desk.now + SignedDuration::from_hours(hours));
            let stamp = Stamp { id: desk.id(), at: desk.now, by: desk.viewer.person };
            store::add_call(desk.tx, &opened.crisis, stamp, (&outcome, words), next)?;
            opened.enter(desk, Act::Changed)?;
            Ok(path(id))
        })
        .await;
    show::after(visit, id, form, done).await
}
