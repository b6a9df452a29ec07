//! The families, by the name that staff use.

use askama::Template;

use super::{Family, store};
use crate::access::Role;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "families/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    families: Page<Family>,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, families) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            Ok(page.page(store::list(desk.tx, &seat, page)?))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-families");
    visitor.show(IndexPage { t, shell, families })
}
