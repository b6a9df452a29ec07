//! One complaint: the words, what was found out, the answer, and the look back.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;

use super::complaint::{Complaint, FOUND, OUTCOMES, look_back_on};
use crate::ids::RowId;
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "complaints/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    complaint: Complaint,
    look_back_on: Date,
    outcomes: Vec<Choice>,
    found: Vec<Choice>,
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

pub(super) async fn draw(visit: Visit, form: Form, id: RowId) -> Answer {
    let (visitor, complaint) = visit.read(move |desk| Ok(super::open(desk, id)?.1)).await?;
    let (t, shell) = visitor.shell("complaints-title");
    let page = ShowPage {
        look_back_on: look_back_on(t.day_of(&complaint.received_at)),
        outcomes: Choice::codes(&t, "complaint-outcome", &OUTCOMES),
        found: Choice::codes(&t, "complaint-found", &FOUND),
        f: form.clone(),
        complaint,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
