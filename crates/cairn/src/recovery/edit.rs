//! One goal: its words, how it feels now, its steps, and closing it. One page, a form each.

use askama::Template;
use axum::extract::Path;

use super::goal::{CLOSING_REASONS, Goal};
use super::new::{LONGEST_WHY, LONGEST_WORDS};
use super::store::{self, Stamp};
use crate::access::{Circle, Tier};
use crate::audit::Act;
use crate::ids::GoalId;
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "recovery/edit.html")]
struct EditPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    goal: Goal,
    reasons: Vec<Choice>,
    tiers: Vec<Choice>,
}

pub async fn edit(visit: Visit, Path(id): Path<GoalId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

/// Draws the goal's page; words that a form did not send stand as they are.
pub(super) async fn draw(visit: Visit, mut form: Form, id: GoalId) -> Answer {
    let (visitor, (head, goal, circle, hat)) = visit
        .write(move |desk| {
            let (record, goal) = super::open_goal(desk, id)?;
            Ok((
                RecordHead::load(desk.tx, &record)?,
                goal,
                Circle::load(desk.tx, &record)?,
                record.acting_as(),
            ))
        })
        .await?;
    if form.values("words").is_empty() {
        form.set("words", goal.words());
        form.set_some("why", goal.why());
    }
    let (t, shell) = visitor.shell("plan-title");
    if form.value("tier").is_empty() {
        form.set("tier", goal.tier.code());
    }
    let tiers = circle.choices(&t, &Tier::offered_to(hat));
    let reasons = Choice::codes(&t, "goal-closing", &CLOSING_REASONS);
    visitor.show_form(&form, EditPage { t, shell, f: form.clone(), head, goal, reasons, tiers })
}

pub async fn update(visit: Visit, Path(id): Path<GoalId>, mut form: Form) -> Answer {
    let words = form.required_text("words", LONGEST_WORDS);
    let why = form.text("why", LONGEST_WHY);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (record, goal) = super::open_live_goal(desk, id)?;
                if goal.words() != words || goal.why() != why.as_deref() {
                    let stamp = Stamp { id: desk.id(), at: desk.now, by: desk.viewer.person };
                    store::reword(desk.tx, &goal, stamp, &words, why)?;
                    desk.enter(&record, Act::Changed, "goal", Some(id.to_string()))?;
                }
                Ok(super::plan_path(&record))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, id).await
}
