//! A family member's wish to talk with somebody they care about. It is kept and answered alike, whoever is here: the page
//! depends on nothing but their own wishes.

use askama::Template;
use axum::extract::Path;

use super::store::wishes::{self, Wish};
use crate::access::{Desk, FamilyRecord};
use crate::audit::Act;
use crate::ids::{FamilyMemberId, RowId};
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "shared_sessions/wishes.html")]
struct WishesPage {
    t: Text,
    shell: Shell,
    f: Form,
    id: FamilyMemberId,
    own: bool,
    wishes: Vec<Wish>,
}

fn open_own(desk: &mut Desk<'_, '_>, id: FamilyMemberId) -> Result<FamilyRecord, Problem> {
    let record = desk.open_family_member(id)?;
    if record.is_own() { Ok(record) } else { Err(Problem::NotFound) }
}

/// Whoever walks with the family member reads what they wish.
pub async fn index(visit: Visit, Path(id): Path<FamilyMemberId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

async fn draw(visit: Visit, form: Form, id: FamilyMemberId) -> Answer {
    let (visitor, (own, wishes)) = visit
        .write(move |desk| {
            let record = desk.open_family_member(id)?;
            Ok((record.is_own(), wishes::standing(desk.tx, &record)?))
        })
        .await?;
    let (t, shell) = visitor.shell("shared-wish");
    visitor.show_form(&form, WishesPage { t, shell, f: form.clone(), id, own, wishes })
}

pub async fn create(visit: Visit, Path(id): Path<FamilyMemberId>, mut form: Form) -> Answer {
    let (named, words) = (form.required_text("named", 120), form.text("words", 1000));
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let record = open_own(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let new = Wish { id: desk.id(), named, words, wished_at: desk.now };
            wishes::add(desk.tx, &record, &new)?;
            desk.enter_family(&record, Act::Created, "shared_wish", new.id.to_string())?;
            Ok(format!("/family-members/{id}/wishes"))
        })
        .await;
    match crate::families::settle(&mut form, outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}

pub async fn withdraw(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let member = wishes::member_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let record = open_own(desk, member)?;
            wishes::withdraw(desk.tx, &record, id, (desk.now, desk.viewer.person))?;
            desk.enter_family(&record, Act::Ended, "shared_wish", id.to_string())?;
            Ok(format!("/family-members/{member}/wishes"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
