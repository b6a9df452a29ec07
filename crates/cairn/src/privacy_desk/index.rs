//! The officer's first page.

use askama::Template;
use jiff::civil::Date;

use super::{Task, officer, waiting};
use crate::reviews::{self, Review};
use crate::web::{Answer, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "privacy_desk/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    tasks: Vec<Task>,
    reviews: Vec<Review>,
    today: Date,
    rooms: &'static [(&'static str, &'static str)],
}

/// Address and key of every room of the desk.
const ROOMS: &[(&str, &str)] = &[
    ("/incidents", "incidents-title"),
    ("/complaints", "complaints-title"),
    ("/legal-demands", "demands-title"),
    ("/contracts", "contracts-title"),
    ("/reviews", "reviews-title"),
    ("/notices", "notices-title"),
    ("/audit", "audit-title"),
];

pub async fn index(visit: Visit) -> Answer {
    let (visitor, (tasks, reviews, today)) = visit
        .read(|desk| {
            let (seat, today) = (officer(desk)?, desk.today());
            let mut running = reviews::store::list(desk.tx, &seat, today)?;
            running.retain(|review| review.running);
            Ok((waiting(desk)?, running, today))
        })
        .await?;
    let (t, shell) = visitor.shell("privacy-desk-title");
    visitor.show(IndexPage { t, shell, tasks, reviews, today, rooms: ROOMS })
}
