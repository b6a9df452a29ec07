//! One goal: its words, its steps, who reads it, and closing it. One page, a form each.

use askama::Template;
use axum::extract::Path;

use super::circle::FamilyCircle;
use super::head::FamilyHead;
use super::store;
use crate::audit::Act;
use crate::ids::GoalId;
use crate::recovery::{CLOSING_REASONS, Goal, LONGEST_WHY, LONGEST_WORDS, Stamp};
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "family_members/edit.html")]
struct EditPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: FamilyHead,
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
    let (visitor, (head, goal, circle, tiers)) = visit
        .write(move |desk| {
            let (record, goal) = super::open_goal(desk, id)?;
            let circle = FamilyCircle::load(desk, &record)?;
            Ok((FamilyHead::load(desk, &record)?, goal, circle, record.tiers()))
        })
        .await?;
    if form.values("words").is_empty() {
        form.set("words", goal.words());
        form.set_some("why", goal.why());
    }
    if form.value("tier").is_empty() {
        form.set("tier", goal.tier.code());
    }
    let (t, shell) = visitor.shell("plan-title");
    let tiers = circle.choices(&t, &tiers);
    let reasons = Choice::codes(&t, "goal-closing", &CLOSING_REASONS);
    visitor.show_form(&form, EditPage { t, shell, f: form.clone(), head, goal, reasons, tiers })
}

/// New words; the old ones stay readable. The same words again change nothing.
pub async fn update(visit: Visit, Path(id): Path<GoalId>, mut form: Form) -> Answer {
    let words = form.required_text("words", LONGEST_WORDS);
    let why = form.text("why", LONGEST_WHY);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (record, goal) = super::open_live_goal(desk, id)?;
                if goal.words() != words || goal.why() != why.as_deref() {
                    let stamp = Stamp { id: desk.id(), at: desk.now, by: desk.viewer.person };
                    store::goals::reword(desk.tx, &goal, stamp, &words, why)?;
                    desk.enter_family(&record, Act::Changed, "goal", id.to_string())?;
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
