//! What may be erased, what was, for the privacy officer.

use askama::Template;

use super::retention::Period;
use super::store::{self, Candidate, Erased};
use crate::access::Role;
use crate::web::{Answer, Form, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "keeping/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    years: i64,
    asked: Page<Candidate>,
    due: Page<Candidate>,
    erased: Page<Erased>,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let form = visit.new_form();
    draw(visit, page, form).await
}

pub(super) async fn draw(visit: Visit, page: PageRequest, form: Form) -> Answer {
    let (visitor, (years, asked, due, erased)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::PrivacyOfficer])?;
            let period = Period::of(desk);
            let asked = page.page(store::asked(desk.tx, &seat, &period, page)?);
            let due = page.page(store::due(desk.tx, &seat, &period, page)?);
            let erased = page.page(store::erased(desk.tx, &seat, page)?);
            Ok((period.years, asked, due, erased))
        })
        .await?;
    let (t, shell) = visitor.shell("erasures-title");
    visitor.show_form(&form, IndexPage { t, shell, f: form.clone(), years, asked, due, erased })
}
