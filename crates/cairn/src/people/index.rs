//! Staff by name.

use askama::Template;

use super::store::{self, PersonLine};
use crate::access::Role;
use crate::web::{Answer, Form, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "people/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    search: String,
    people: Page<PersonLine>,
}

pub async fn index(visit: Visit, page: PageRequest, query: Form) -> Answer {
    let search: String = query.value("search").trim().chars().take(80).collect();
    let wanted = search.clone();
    let (visitor, people) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Administrator])?;
            Ok(page.page(store::staff(desk.tx, &seat, &wanted, page)?))
        })
        .await?;
    let (t, shell) = visitor.shell("people-title");
    let people = people.with_query(&query.query("search"));
    visitor.show(IndexPage { t, shell, search, people })
}
