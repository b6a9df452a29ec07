//! One contract: what is agreed, until when, and what came of it.

use askama::Template;
use axum::extract::Path;
use cairn_part2::{Category, Term};
use jiff::civil::Date;

use super::Contract;
use crate::ids::RowId;
use crate::web::{Answer, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "contracts/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    contract: Contract,
    terms: Vec<&'static str>,
    categories: Vec<&'static str>,
    today: Date,
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

pub(super) async fn draw(visit: Visit, form: Form, id: RowId) -> Answer {
    let (visitor, (contract, today)) =
        visit.read(move |desk| Ok((super::open(desk, id)?.1, desk.today()))).await?;
    let (t, shell) = visitor.shell("contracts-title");
    let terms = contract.terms.iter().map(Term::name).collect();
    let categories = contract.categories.iter().map(Category::name).collect();
    visitor.show_form(&form, ShowPage { t, shell, f: form.clone(), contract, terms, categories, today })
}
