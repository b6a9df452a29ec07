//! One review: its sample under codes, for the auditor; with names, and how to end it, for the officer.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;

use super::{Review, code, store};
use crate::access::Role;
use crate::ids::RowId;
use crate::privacy_desk;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "reviews/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    review: Review,
    sample: Vec<(i64, Option<String>)>,
    today: Date,
    officer: bool,
}

impl ShowPage {
    fn code(&self, number: &i64) -> String {
        code(*number)
    }
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

/// For a form that only the officer sends.
pub async fn draw_for_officer(visit: Visit, form: Form, id: RowId) -> Answer {
    let (visit, _) = (visit.clone(), visit.read(|desk| privacy_desk::officer(desk)).await?);
    draw(visit, form, id).await
}

async fn draw(visit: Visit, form: Form, id: RowId) -> Answer {
    let (visitor, (review, sample, today, officer)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::PrivacyOfficer, Role::Auditor])?;
            let today = desk.today();
            let review = store::find(desk.tx, &seat, id, today)?.ok_or(Problem::NotFound)?;
            let sample = store::sample(desk.tx, &seat, &review)?;
            Ok((review, sample, today, seat.role() == Role::PrivacyOfficer))
        })
        .await?;
    let (t, shell) = visitor.shell("reviews-title");
    visitor.show_form(&form, ShowPage { t, shell, f: form.clone(), review, sample, today, officer })
}
