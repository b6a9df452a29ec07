//! The first page.

use askama::Template;

use super::hats;
use super::line::Hat;
use crate::on_call;
use crate::web::{Answer, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "today/index.html")]
struct TodayPage {
    t: Text,
    shell: Shell,
    f: Form,
    name: String,
    hats: Vec<Hat>,
    /// The crisis line and the on-call phone, for participants and families.
    help: Option<(String, Option<String>)>,
}

pub async fn index(visit: Visit) -> Answer {
    let (form, language) = (visit.new_form(), visit.language);
    let (visitor, (hats, name, on_call)) = visit
        .read(move |desk| {
            let t = Text::new(language, desk.program.zone.clone());
            let on_call = on_call::now(desk.tx, desk.program, desk.now)?.map(|now| now.phone);
            Ok((hats::of_viewer(desk, &t)?, desk.viewer.name.clone(), on_call))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-today");
    let needs_help =
        visitor.viewer.as_ref().is_some_and(|viewer| !viewer.is_staff() || viewer.participant.is_some());
    let help =
        visitor.program.as_ref().filter(|_| needs_help).map(|program| (program.crisis_line.clone(), on_call));
    visitor.show(TodayPage { t, shell, f: form, name, hats, help })
}
