//! All incidents, the newest discovery first.

use askama::Template;

use super::{Incident, store};
use crate::privacy_desk::officer;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "incidents/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    incidents: Page<Incident>,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, incidents) = visit
        .read(move |desk| {
            let seat = officer(desk)?;
            Ok(page.page(store::list(desk.tx, &seat, page)?))
        })
        .await?;
    let (t, shell) = visitor.shell("incidents-title");
    visitor.show(IndexPage { t, shell, incidents })
}
