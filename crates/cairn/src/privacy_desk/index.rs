//! The officer's first page.

use askama::Template;
use jiff::civil::Date;

use super::{Task, waiting};
use crate::web::{Answer, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "privacy_desk/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    tasks: Vec<Task>,
    today: Date,
    rooms: &'static [(&'static str, &'static str)],
}

/// Address and key of every room of the desk.
const ROOMS: &[(&str, &str)] = &[
    ("/incidents", "incidents-title"),
    ("/complaints", "complaints-title"),
    ("/legal-demands", "demands-title"),
    ("/contracts", "contracts-title"),
    ("/notices", "notices-title"),
    ("/audit", "audit-title"),
];

pub async fn index(visit: Visit) -> Answer {
    let (visitor, (tasks, today)) = visit.read(|desk| Ok((waiting(desk)?, desk.today()))).await?;
    let (t, shell) = visitor.shell("privacy-desk-title");
    visitor.show(IndexPage { t, shell, tasks, today, rooms: ROOMS })
}
