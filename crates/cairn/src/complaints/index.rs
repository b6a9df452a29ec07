//! The log: every complaint, the newest first, and a form for those that came by paper, phone or in person.

use askama::Template;

use super::complaint::{ABOUT, CAME_BY, Complaint};
use super::store;
use crate::privacy_desk::officer;
use crate::web::{Answer, Choice, Form, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "complaints/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    complaints: Page<Complaint>,
    about: Vec<Choice>,
    came_by: Vec<Choice>,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let form = visit.new_form();
    draw(visit, form, page).await
}

pub(super) async fn draw(visit: Visit, form: Form, page: PageRequest) -> Answer {
    let (visitor, complaints) = visit
        .read(move |desk| {
            let seat = officer(desk)?;
            Ok(page.page(store::list(desk.tx, &seat, page)?))
        })
        .await?;
    let (t, shell) = visitor.shell("complaints-title");
    let about = Choice::codes(&t, "complaint-about", &ABOUT);
    let came_by = Choice::codes(&t, "complaint-came-by", &CAME_BY);
    visitor.show_form(&form, IndexPage { t, shell, f: form.clone(), complaints, about, came_by })
}
