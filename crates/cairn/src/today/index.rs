//! The first page.

use askama::Template;

use crate::web::{Answer, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "today/index.html")]
struct TodayPage {
    t: Text,
    shell: Shell,
}

pub async fn index(visit: Visit) -> Answer {
    let (visitor, ()) = visit.read(|_| Ok(())).await?;
    let (t, shell) = visitor.shell("nav-today");
    visitor.show(TodayPage { t, shell })
}
