//! The conversations in which the viewer is one of the two: unread ones first, by name only.

use askama::Template;

use super::store;
use crate::access::Role;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "messages/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    lines: Page<store::Line>,
    supports: bool,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, (lines, supports)) = visit
        .read(move |desk| {
            desk.seat(&[Role::PeerSupporter, Role::Participant])?;
            let mut lines = Vec::new();
            for role in [Role::Participant, Role::PeerSupporter] {
                if desk.viewer.is(role) {
                    let seat = desk.seat(&[role])?;
                    lines.extend(store::lines(desk.tx, &seat)?);
                }
            }
            // Somebody with both hats sees what waits under either first.
            lines.sort_by_key(|line| line.unread == 0);
            Ok((page.page(page.cut(lines)), desk.viewer.is(Role::PeerSupporter)))
        })
        .await?;
    let (t, shell) = visitor.shell("messages-title");
    visitor.show(IndexPage { t, shell, lines, supports })
}
