//! The whole plan on one page.

use askama::Template;
use jiff::civil::Date;

use super::{Own, store};
use crate::recovery::{Goal, PlanReview, review_due_on};
use crate::web::{Answer, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "wellbeing/plan/show.html")]
struct PlanPage {
    t: Text,
    shell: Shell,
    f: Form,
    open: Vec<Goal>,
    closed: Vec<Goal>,
    review_on: Option<Date>,
    review_is_due: bool,
    reviews: Vec<PlanReview>,
}

pub async fn show(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

pub(super) async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, (goals, reviews, review_on, today)) = visit
        .read(|desk| {
            let own = Own::open(desk)?;
            let goals = store::goals(desk.tx, &own)?;
            let reviews = store::reviews(desk.tx, &own)?;
            let days = desk.program.settings.reviews.plan_days;
            let review_on = review_due_on(&goals, reviews.first(), days, &desk.program.zone);
            Ok((goals, reviews, review_on, desk.today()))
        })
        .await?;
    let (closed, open): (Vec<_>, Vec<_>) = goals.into_iter().partition(|goal| goal.closing.is_some());
    let (t, shell) = visitor.shell("wellbeing-title");
    let review_is_due = review_on.is_some_and(|day| day <= today);
    visitor.show_form(
        &form,
        PlanPage { f: form.clone(), open, closed, review_on, review_is_due, reviews, t, shell },
    )
}
