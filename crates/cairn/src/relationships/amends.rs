//! Amends that one can do, and not only say. Each is a step with a date of one's own; whether it was kept is said by nobody
//! but the person themself.

use askama::Template;
use axum::extract::Path;

use super::opened;
use super::page::{self, Around, Head, tier};
use super::store::{self, Amend};
use crate::ids::RowId;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

const ENDINGS: [&str; 3] = ["kept", "not_kept", "let_be"];

#[derive(Template)]
#[template(path = "relationships/amends.html")]
struct AmendsPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: Head,
    writes: bool,
    tiers: Vec<Choice>,
    amends: Vec<Amend>,
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

async fn draw(visit: Visit, form: Form, id: RowId) -> Answer {
    let (visitor, (opened, around, amends)) = visit
        .write(move |desk| {
            let opened = opened::open(desk, id)?;
            let mut amends = store::amends(desk.tx, &opened.part)?;
            amends.retain(|one| opened.reads(one.tier));
            let around = Around::load(desk, &opened.record)?;
            Ok((opened, around, amends))
        })
        .await?;
    let (t, shell) = visitor.shell("repair-title");
    let writes = opened.is_own() && !opened.phase().is_ended();
    let (head, tiers) = (Head::of(&opened), around.choices(&t));
    visitor.show_form(&form, AmendsPage { head, writes, tiers, amends, f: form.clone(), t, shell })
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let words = form.required_text("words", 1000);
    let by_on = form.date("by_on");
    let tier = tier(&mut form);
    let done = page::submit(&visit, id, &mut form, move |desk, opened| {
        page::check_writes(opened)?;
        let new = Amend { id: desk.id(), words, by_on, tier, ending: None };
        store::add_amend(desk.tx, &opened.part, &new, (desk.now, desk.viewer.person))?;
        Ok(format!("/relationships/{id}/amends"))
    })
    .await?;
    match done {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}

pub async fn end(visit: Visit, Path((id, amend)): Path<(RowId, RowId)>, mut form: Form) -> Answer {
    let ending = form.required_choice("ending", &ENDINGS);
    page::press(visit, id, form, move |desk, opened| {
        page::check_writes(opened)?;
        let new = (desk.id(), amend, ending.as_str());
        if !store::end_amend(desk.tx, &opened.part, new, (desk.now, desk.viewer.person))? {
            return Err(Problem::NotFound);
        }
        Ok(format!("/relationships/{id}/amends"))
    })
    .await
}
