//! Rating a goal, closing it, opening it again, and looking at the whole plan.

use axum::extract::Path;

use super::{HERE, Own, store};
use crate::audit::Act;
use crate::ids::{GoalId, RowId};
use crate::recovery::{CLOSING_REASONS, PlanReview, Rating};
use crate::web::{Answer, Form, Refusal, Visit};

/// How much it matters now, and how sure the person is. Each rating is a row of its own.
pub async fn rate(visit: Visit, Path(id): Path<GoalId>, mut form: Form) -> Answer {
    let [importance, confidence] = ["importance", "confidence"].map(|field| form.integer(field, 0..=10));
    if form.is_valid() && importance.or(confidence).is_none() {
        form.wrong("importance", "goal-rating-nothing");
    }
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (own, _) = super::open_live_goal(desk, id)?;
                let row: RowId = desk.id();
                let rating = Rating { importance, confidence, closeness: None, rated_at: desk.now };
                store::rate(desk.tx, &own, (row, id), &rating)?;
                own.enter(desk, Act::Changed, "own_plan", id.into())?;
                Ok(HERE.to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    super::edit::draw(visit, form, id).await
}

pub async fn close(visit: Visit, Path(id): Path<GoalId>, mut form: Form) -> Answer {
    let reason = form.required_choice("reason", &CLOSING_REASONS);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (own, _) = super::open_live_goal(desk, id)?;
                let row: RowId = desk.id();
                store::close(desk.tx, &own, (row, id), &reason, desk.now)?;
                own.enter(desk, Act::Changed, "own_plan", id.into())?;
                Ok(HERE.to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    super::edit::draw(visit, form, id).await
}

/// A goal that is open already stays so.
pub async fn reopen(visit: Visit, Path(id): Path<GoalId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (own, goal) = super::open_goal(desk, id)?;
            if let Some(closing) = &goal.closing {
                store::reopen(desk.tx, &own, closing, desk.now)?;
            }
            own.enter(desk, Act::Changed, "own_plan", id.into())?;
            Ok(HERE.to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}

pub async fn review(visit: Visit, mut form: Form) -> Answer {
    let words = form.text("review_words", 2000);
    let next_review_on = form.required_date("next_review_on");
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let own = Own::open(desk)?;
                if next_review_on <= desk.today() {
                    return Err(Refusal { field: "next_review_on", key: "plan-review-in-the-past" }.into());
                }
                let row: RowId = desk.id();
                let review = PlanReview { words, next_review_on, reviewed_at: desk.now };
                store::add_review(desk.tx, &own, row, &review)?;
                own.enter(desk, Act::Changed, "own_plan", row.into())?;
                Ok(HERE.to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    super::show::draw(visit, form).await
}
