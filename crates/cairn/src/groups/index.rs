//! The groups, by name.

use askama::Template;

use super::{Group, HATS, store};
use crate::access::Role;
use crate::web::{Answer, Form, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "groups/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    groups: Page<Group>,
    may_add: bool,
    /// Shows those that have ended.
    ended: bool,
}

pub async fn index(visit: Visit, page: PageRequest, query: Form) -> Answer {
    let ended = query.value("state") == "ended";
    let (visitor, (groups, may_add)) = visit
        .read(move |desk| {
            let seat = desk.seat(&HATS)?;
            let groups = page.page(store::list(desk.tx, &seat, ended, page)?);
            Ok((groups, seat.role() == Role::Coordinator))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-groups");
    let groups = if ended { groups.with_query("state=ended") } else { groups };
    visitor.show(IndexPage { t, shell, groups, may_add, ended })
}
