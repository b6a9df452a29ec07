//! The whole plan on one page.

use askama::Template;
use axum::extract::Path;

use super::head::FamilyHead;
use super::store;
use crate::ids::FamilyMemberId;
use crate::recovery::Goal;
use crate::web::{Answer, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "family_members/plan.html")]
struct PlanPage {
    t: Text,
    shell: Shell,
    head: FamilyHead,
    open: Vec<Goal>,
    closed: Vec<Goal>,
}

pub async fn show(visit: Visit, Path(id): Path<FamilyMemberId>) -> Answer {
    let (visitor, (head, goals)) = visit
        .write(move |desk| {
            let record = desk.open_family_member(id)?;
            Ok((FamilyHead::load(desk, &record)?, store::goals::all(desk.tx, &record)?))
        })
        .await?;
    let (t, shell) = visitor.shell("plan-title");
    let (open, closed) = goals.into_iter().partition(|goal| goal.closing.is_none());
    visitor.show(PlanPage { t, shell, head, open, closed })
}
