//! The whole plan on one page.

use askama::Template;
use axum::extract::Path;
use jiff::{ToSpan, civil::Date};

use super::goal::{Goal, PlanReview, review_due_on};
use super::store;
use crate::access::{Desk, Record};
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "recovery/plan.html")]
struct PlanPage {
    t: Text,
    shell: Shell,
    f: Form,
    plan: Plan,
}

struct Plan {
    head: RecordHead,
    may_write: bool,
    open: Vec<Goal>,
    closed: Vec<Goal>,
    /// Newest first.
    reviews: Vec<PlanReview>,
    review_on: Option<Date>,
    review_is_due: bool,
    /// What the review form proposes.
    next_review_on: Date,
}

type Opening = fn(&mut Desk<'_, '_>, ParticipantId) -> Result<Record, Problem>;

pub async fn show(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id, |desk, id| desk.open_record(id)).await
}

/// `open` says who may see the page: readers, or only those who sent a form from it.
pub(super) async fn draw(visit: Visit, mut form: Form, id: ParticipantId, open: Opening) -> Answer {
    let (visitor, plan) = visit
        .write(move |desk| {
            let record = open(desk, id)?;
            let goals = store::goals(desk.tx, &record)?;
            let reviews = store::reviews(desk.tx, &record)?;
            let plan_days = desk.program.settings.reviews.plan_days;
            let review_on = review_due_on(&goals, reviews.first(), plan_days, &desk.program.zone);
            let (open, closed) = goals.into_iter().partition(|goal| goal.closing.is_none());
            Ok(Plan {
                head: RecordHead::load(desk.tx, &record)?,
                may_write: super::may_write(&record),
                open,
                closed,
                review_is_due: review_on.is_some_and(|day| day <= desk.today()),
                review_on,
                reviews,
                next_review_on: desk.today().saturating_add(plan_days.clamp(0, 3650).days()),
            })
        })
        .await?;
    if form.values("next_review_on").is_empty() {
        form.set("next_review_on", plan.next_review_on);
    }
    let (t, shell) = visitor.shell("plan-title");
    visitor.show_form(&form, PlanPage { t, shell, f: form.clone(), plan })
}
