//! The list: who is to be asked how they are, until when, and what was tried last.

use askama::Template;

use super::list::{self, KINDS, Line, SHOWN};
use super::store::facts::{self, Shown};
use crate::access::Role;
use crate::web::{Answer, Choice, Form, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "follow_up/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    shown: Vec<Choice>,
    kinds: Vec<Choice>,
    lines: Page<(Line, Shown)>,
    /// Whether the viewer sees everybody's.
    all: bool,
}

pub async fn index(visit: Visit, page: PageRequest, mut query: Form) -> Answer {
    let (show, kind) = (query.value("show").to_string(), query.value("kind").to_string());
    let filter: Vec<String> =
        [("show", SHOWN.contains(&show.as_str())), ("kind", KINDS.contains(&kind.as_str()))]
            .into_iter()
            .filter(|(_, known)| *known)
            .map(|(name, _)| query.query(name))
            .collect();
    let asked = KINDS.into_iter().find(|known| *known == kind);
    let shows = SHOWN.into_iter().find(|known| *known == show).unwrap_or("due");
    let (visitor, (lines, kind, all)) = visit
        .read(move |desk| {
            let coordinator = desk.seat(&[Role::Coordinator]).ok();
            let seat = coordinator.map_or_else(|| desk.seat(&[Role::PeerSupporter]), Ok)?;
            let kind = match asked {
                Some(kind) => kind,
                None => list::usual_kind(desk, &seat)?,
            };
            let scope = list::scope(desk, &seat);
            let people = list::people(desk, &seat, scope)?;
            let mut lines = Vec::new();
            for line in page.cut(list::lines(&people, (shows, kind), desk.today())) {
                if let Some(shown) = facts::shown(desk.tx, &seat, line.participant)? {
                    lines.push((line, shown));
                }
            }
            Ok((lines, kind, seat.role() == Role::Coordinator))
        })
        .await?;
    query.set("show", shows);
    query.set("kind", kind);
    let (t, shell) = visitor.shell("nav-follow-up");
    let page = IndexPage {
        shown: Choice::codes(&t, "follow-up-shown", &SHOWN),
        kinds: Choice::codes(&t, "follow-up-kind", &KINDS),
        lines: page.page(lines).with_query(&filter.join("&")),
        f: query,
        all,
        t,
        shell,
    };
    visitor.show(page)
}
