//! Adding a tool of the program's own, or a new version of one. Nothing is kept of what is refused.

use super::super::library::{self, Library};
use super::{new, preview};
use crate::audit::Act;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let text = form.value("definition").trim().to_string();
    let (_, library) = visit
        .clone()
        .read(|desk| {
            super::seat(desk)?;
            Ok(Library::load(desk.tx)?)
        })
        .await?;
    let Some(tool) = preview::examine(&mut form, &library, &text) else {
        // The same form again, after it was kept, is done already: only `submit` knows.
        return match again(&visit, &form).await {
            Some(location) => visit.redirect(&location, "tool-added"),
            None => new::draw(visit, form).await,
        };
    };
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = super::seat(desk)?;
            let row = desk.id();
            library::add(desk.tx, &seat, (&tool, &text), (row, desk.now)).map_err(|error| {
                // Two people in the same moment: the second has to look at the first.
                if error.violates("tool_definitions", "tool") {
                    Refusal { field: "definition", key: "tool-version-taken" }.into()
                } else {
                    Problem::from(error)
                }
            })?;
            desk.enter_seated(&seat, Act::Created, "tool", tool.id.clone())?;
            Ok(format!("/program/tools/{}", tool.id))
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "tool-added"),
        None => new::draw(visit, form).await,
    }
}

/// Where the form led when it came before.
async fn again(visit: &Visit, form: &Form) -> Option<String> {
    visit.submit(form, |_| Err(Problem::BadRequest)).await.ok()
}
