//! What was opened in an emergency, for the privacy officer: what waits for a review first.

use askama::Template;
use jiff::Timestamp;

use super::Opening;
use super::store;
use crate::access::Role;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "break_glass/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    openings: Page<Opening>,
    now: Timestamp,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, (openings, now)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::PrivacyOfficer])?;
            Ok((page.page(store::queue(desk.tx, &seat, page)?), desk.now))
        })
        .await?;
    let (t, shell) = visitor.shell("break-glass-queue");
    visitor.show(IndexPage { t, shell, openings, now })
}
