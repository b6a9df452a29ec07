//! The groups, by name.

use askama::Template;

use super::{Group, HATS, store};
use crate::access::Role;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "groups/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    groups: Page<Group>,
    may_add: bool,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, (groups, may_add)) = visit
        .read(move |desk| {
            let seat = desk.seat(&HATS)?;
            Ok((page.page(store::list(desk.tx, &seat, page)?), seat.role() == Role::Coordinator))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-groups");
    visitor.show(IndexPage { t, shell, groups, may_add })
}
