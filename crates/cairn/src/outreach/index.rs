//! Who is to be tried: today first.

use askama::Template;
use jiff::civil::Date;

use super::reach::Reach;
use super::store::{self, Which};
use crate::access::Role;
use crate::web::{Answer, Choice, Form, Page, PageRequest, Shell, Text, Visit};

pub const SHOWN: [&str; 4] = ["due", "open", "held", "ended"];

/// An effort, and the number where it may be called.
pub struct Line {
    pub reach: Reach,
    pub number: Option<String>,
}

#[derive(Template)]
#[template(path = "outreach/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    shown: Vec<Choice>,
    lines: Page<Line>,
    today: Date,
    /// Whether the viewer sees everybody's.
    all: bool,
}

pub async fn index(visit: Visit, page: PageRequest, mut query: Form) -> Answer {
    let show = query.value("show").to_string();
    let filter = if SHOWN.contains(&show.as_str()) { query.query("show") } else { String::new() };
    if filter.is_empty() {
        query.set("show", "due");
    }
    let (visitor, (lines, today, all)) = visit
        .read(move |desk| {
            let coordinator = desk.seat(&[Role::Coordinator]).ok();
            let seat = coordinator.map_or_else(|| desk.seat(&[Role::PeerSupporter]), Ok)?;
            let all = seat.role() == Role::Coordinator;
            let today = desk.today();
            let which = match show.as_str() {
                "open" => Which::Open,
                "held" => Which::Held,
                "ended" => Which::Ended,
                _ => Which::Due(today),
            };
            let owner = (!all).then_some(seat.person());
            let mut lines = Vec::new();
            for reach in store::list(desk.tx, &seat, (which, owner), page)? {
                let facts = store::facts(desk.tx, &seat, reach.subject)?;
                let number = facts.as_ref().and_then(|facts| facts.number()).map(str::to_string);
                lines.push(Line { number, reach });
            }
            Ok((lines, today, all))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-outreach");
    let shown = Choice::codes(&t, "outreach-shown", &SHOWN);
    let lines = page.page(lines).with_query(&filter);
    visitor.show(IndexPage { t, shell, f: query, shown, lines, today, all })
}
