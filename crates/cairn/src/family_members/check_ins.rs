//! How the family member says they are: a number of their own from 0 to 10, and words if they like. Nobody answers for them,
//! and no number is good or bad.

use askama::Template;
use axum::extract::Path;

use super::circle::{FamilyCircle, tier_codes};
use super::head::FamilyHead;
use super::store::person::{self, CheckIn};
use crate::access::{Desk, FamilyRecord, Tier};
use crate::audit::Act;
use crate::ids::{FamilyMemberId, RowId};
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

/// Check-ins on the page.
const MOST: usize = 30;

#[derive(Template)]
#[template(path = "family_members/check_ins.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: FamilyHead,
    tiers: Vec<Choice>,
    check_ins: Vec<CheckIn>,
}

pub async fn index(visit: Visit, Path(id): Path<FamilyMemberId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

fn open_own(desk: &mut Desk<'_, '_>, id: FamilyMemberId) -> Result<FamilyRecord, Problem> {
    let record = desk.open_family_member(id)?;
    if record.is_own() { Ok(record) } else { Err(Problem::NotFound) }
}

async fn draw(visit: Visit, mut form: Form, id: FamilyMemberId) -> Answer {
    let (visitor, (head, circle, tiers, check_ins)) = visit
        .write(move |desk| {
            let record = desk.open_family_member(id)?;
            let circle = FamilyCircle::load(desk, &record)?;
            let check_ins = person::check_ins(desk.tx, &record, MOST)?;
            Ok((FamilyHead::load(desk, &record)?, circle, record.tiers(), check_ins))
        })
        .await?;
    if form.value("tier").is_empty() {
        form.set("tier", Tier::Ours.code());
    }
    let (t, shell) = visitor.shell("family-record-check-ins");
    let tiers = circle.choices(&t, &tiers);
    visitor.show_form(&form, IndexPage { t, shell, f: form.clone(), head, tiers, check_ins })
}

pub async fn create(visit: Visit, Path(id): Path<FamilyMemberId>, mut form: Form) -> Answer {
    let value = form.integer("value", 0..=10);
    if value.is_none() && form.is_valid() {
        form.wrong("value", "form-choose");
    }
    let words = form.text("words", 1000);
    let tier = form.choice("tier", &tier_codes()).as_deref().and_then(Tier::from_code);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let record = open_own(desk, id)?;
            let value = value.filter(|_| valid).ok_or(Problem::BadRequest)?;
            let new = CheckIn { value, words, tier: tier.unwrap_or(Tier::Ours), at: desk.now };
            let row: RowId = desk.id();
            person::check_in(desk.tx, &record, row, &new)?;
            desk.enter_family(&record, Act::Created, "check_in", row.to_string())?;
            Ok(format!("/family-members/{id}/check-ins"))
        })
        .await;
    let outcome = match outcome {
        Err(Problem::BadRequest) if !valid => None,
        other => form.settle(other)?,
    };
    match outcome {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}
