//! A supporter's own sessions: notes to write first, what comes next, what has been.

use askama::Template;
use jiff::Timestamp;

use super::store::{self, Line};
use crate::access::Role;
use crate::web::{Answer, Form, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "sessions/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    past: bool,
    /// The oldest notes to write, on the first page only; the next come up as these are written.
    to_write: Vec<Line>,
    sessions: Page<Line>,
    now: Timestamp,
}

pub async fn index(visit: Visit, page: PageRequest, query: Form) -> Answer {
    let past = query.value("show") == "past";
    let (visitor, (to_write, sessions, now)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::PeerSupporter])?;
            if past {
                return Ok((Vec::new(), store::past(desk.tx, &seat, desk.now, page)?, desk.now));
            }
            let first = if page.offset() == 0 { Some(PageRequest::first()) } else { None };
            let to_write = match first {
                Some(first) => store::to_write(desk.tx, &seat, desk.now, first)?,
                None => Vec::new(),
            };
            Ok((to_write, store::upcoming(desk.tx, &seat, desk.now, page)?, desk.now))
        })
        .await?;
    let sessions = page.page(sessions).with_query(&query.query("show"));
    let (t, shell) = visitor.shell("nav-sessions");
    visitor.show(IndexPage { t, shell, past, to_write, sessions, now })
}
