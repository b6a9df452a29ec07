//! A family member's record at a glance, for whoever walks with them: how to reach them safely, and what is in their plan.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};

use super::head::FamilyHead;
use super::store;
use super::store::person::{self, CheckIn, Contact};
use crate::ids::FamilyMemberId;
use crate::recovery::Goal;
use crate::web::{Answer, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "family_members/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    head: FamilyHead,
    contact: Contact,
    goals: Vec<Goal>,
    check_ins: Vec<CheckIn>,
}

/// The family member has a page of their own for this.
pub async fn show(visit: Visit, Path(id): Path<FamilyMemberId>) -> Answer {
    let (visitor, found) = visit
        .write(move |desk| {
            let record = desk.open_family_member(id)?;
            let head = FamilyHead::load(desk, &record)?;
            let goals = store::goals::all(desk.tx, &record)?;
            Ok((head, person::contact(desk.tx, &record)?, goals, person::check_ins(desk.tx, &record, 3)?))
        })
        .await?;
    let (head, contact, mut goals, check_ins) = found;
    if head.own {
        return Ok(Redirect::to("/family").into_response());
    }
    goals.retain(|goal| goal.closing.is_none());
    let (t, shell) = visitor.shell("nav-families");
    visitor.show(ShowPage { t, shell, head, contact, goals, check_ins })
}
