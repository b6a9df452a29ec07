//! Setting a goal.

use askama::Template;

use super::{Own, store};
use crate::audit::Act;
use crate::ids::GoalId;
use crate::recovery::{LONGEST_WHY, LONGEST_WORDS};
use crate::web::{Answer, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "wellbeing/plan/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
}

pub async fn new(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, _) = visit.read(|desk| Own::open(desk)).await?;
    let (t, shell) = visitor.shell("wellbeing-title");
    visitor.show_form(&form, NewPage { t, shell, f: form.clone() })
}

/// Leads to the new goal's page, where its first step is added.
pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let words = form.required_text("words", LONGEST_WORDS);
    let why = form.text("why", LONGEST_WHY);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let own = Own::open(desk)?;
                let id: GoalId = desk.id();
                store::add(desk.tx, &own, id, (words.as_str(), why.as_deref()), desk.now)?;
                own.enter(desk, Act::Created, "own_plan", id.into())?;
                Ok(format!("/wellbeing/goals/{id}/edit"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form).await
}
