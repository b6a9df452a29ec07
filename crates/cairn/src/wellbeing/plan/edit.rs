//! One goal: how it is now, its steps, its words, and closing it. One page, a form each.

use askama::Template;
use axum::extract::Path;

use super::{HERE, store};
use crate::audit::Act;
use crate::ids::{GoalId, RowId};
use crate::recovery::{CLOSING_REASONS, Goal, LONGEST_WHY, LONGEST_WORDS};
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "wellbeing/plan/edit.html")]
struct EditPage {
    t: Text,
    shell: Shell,
    f: Form,
    goal: Goal,
    reasons: Vec<Choice>,
}

pub async fn edit(visit: Visit, Path(id): Path<GoalId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

/// Draws the goal's page; words that a form did not send stand as they are.
pub(super) async fn draw(visit: Visit, mut form: Form, id: GoalId) -> Answer {
    let (visitor, goal) = visit.read(move |desk| super::open_goal(desk, id).map(|(_, goal)| goal)).await?;
    if form.values("words").is_empty() {
        form.set("words", goal.words());
        form.set_some("why", goal.why());
    }
    let (t, shell) = visitor.shell("wellbeing-title");
    let reasons = Choice::codes(&t, "goal-closing", &CLOSING_REASONS);
    visitor.show_form(&form, EditPage { t, shell, f: form.clone(), goal, reasons })
}

pub async fn update(visit: Visit, Path(id): Path<GoalId>, mut form: Form) -> Answer {
    let words = form.required_text("words", LONGEST_WORDS);
    let why = form.text("why", LONGEST_WHY);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (own, goal) = super::open_live_goal(desk, id)?;
                if goal.words() != words || goal.why() != why.as_deref() {
                    let row: RowId = desk.id();
                    store::reword(desk.tx, &own, (row, id), (words.as_str(), why.as_deref()), desk.now)?;
                }
                own.enter(desk, Act::Changed, "own_plan", id.into())?;
                Ok(HERE.to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, id).await
}
