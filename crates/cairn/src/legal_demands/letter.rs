//! The answer that says neither yes nor no: the same whether the person is here or not (42 CFR 2.13(c)). For printing.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;

use super::LegalDemand;
use crate::ids::RowId;
use crate::web::{Answer, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "legal_demands/letter.html")]
struct LetterPage {
    t: Text,
    shell: Shell,
    program: String,
    officer: String,
    demand: LegalDemand,
    today: Date,
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let (visitor, (demand, program, officer, today)) = visit
        .read(move |desk| {
            let (_, demand) = super::open(desk, id)?;
            Ok((demand, desk.program.name.clone(), desk.viewer.name.clone(), desk.today()))
        })
        .await?;
    let (t, shell) = visitor.shell("demand-letter");
    visitor.show(LetterPage { t, shell, program, officer, demand, today })
}
