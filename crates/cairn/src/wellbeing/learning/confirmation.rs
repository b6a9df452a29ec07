//! The supervisor's side: what supporters asked them to confirm, and nothing else of their ledgers.

use askama::Template;
use axum::extract::Path;

use super::store::{self, Asked};
use crate::access::Role;
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Page, PageRequest, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "wellbeing/learning/confirmations.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    asked: Page<Asked>,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let form = visit.new_form();
    let (visitor, asked) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Supervisor])?;
            Ok(page.page(page.cut(store::asked_of(desk.tx, &seat)?)))
        })
        .await?;
    let (t, shell) = visitor.shell("learning-confirmations");
    visitor.show(IndexPage { t, shell, f: form, asked })
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Supervisor])?;
            let asked = store::asked_of(desk.tx, &seat)?.into_iter().find(|one| one.id == id);
            let asked = asked.ok_or(Problem::NotFound)?;
            store::confirm(desk.tx, &seat, &asked, desk.now)?;
            desk.enter_seated(&seat, Act::Approved, "learning", id.to_string())?;
            Ok("/learning-confirmations".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
