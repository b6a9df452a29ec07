//! The families, by the name that staff use: those that are supported now, or those that were.

use askama::Template;

use super::store::{self, Line};
use crate::access::Role;
use crate::web::{Answer, Form, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "families/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    families: Page<Line>,
    coordinates: bool,
    /// The viewer is a supporter: families may have chosen them.
    supports: bool,
    /// Those whose support has ended.
    past: bool,
}

pub async fn index(visit: Visit, page: PageRequest, form: Form) -> Answer {
    let past = form.value("show") == "past";
    let (visitor, (families, coordinates, supports)) = visit
        .read(move |desk| {
            let seat = desk.seat(&super::STAFF)?;
            let now = desk.now;
            let families = page.page(store::list(desk.tx, &seat, (past, now), page)?);
            Ok((families, seat.role() == Role::Coordinator, desk.viewer.supporter.is_some()))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-families");
    let families = if past { families.with_query("show=past") } else { families };
    visitor.show(IndexPage { t, shell, families, coordinates, supports, past })
}
