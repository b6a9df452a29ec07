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
    rooms: Vec<Room>,
}

/// A room of the desk, and how much waits in it.
struct Room {
    href: &'static str,
    label: &'static str,
    waiting: usize,
}

/// Address and key of every room of the desk.
const ROOMS: &[(&str, &str)] = &[
    ("/break-glass", "nav-break-glass"),
    ("/emergencies", "nav-emergencies"),
    ("/accounting-requests", "nav-requests"),
    ("/restrictions", "nav-restrictions"),
    ("/incidents", "incidents-title"),
    ("/complaints", "complaints-title"),
    ("/legal-demands", "demands-title"),
    ("/contracts", "contracts-title"),
    ("/reviews", "reviews-title"),
    ("/notices", "notices-title"),
    ("/consents", "nav-consents"),
    ("/recipients", "nav-recipients"),
    ("/erasures", "nav-erasures"),
    ("/deidentified-exports", "deidentified-title"),
    ("/audit", "nav-audit"),
    ("/part-2-mode", "nav-part2"),
];

/// Whether an address lies in one of the rooms.
pub fn is_room(path: &str) -> bool {
    ROOMS.iter().any(|(href, _)| lies_in(path, href))
}

fn lies_in(path: &str, href: &str) -> bool {
    path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#', '?']))
}

fn rooms(tasks: &[Task]) -> Vec<Room> {
    let waiting = |href: &str| tasks.iter().filter(|task| lies_in(&task.href, href)).count();
    ROOMS.iter().map(|(href, label)| Room { href, label, waiting: waiting(href) }).collect()
}

pub async fn index(visit: Visit) -> Answer {
    let (visitor, (tasks, reviews, today)) = visit
        .read(|desk| {
            let (seat, today) = (officer(desk)?, desk.today());
            let mut running = reviews::store::list(desk.tx, &seat, today)?;
            running.retain(|review| review.running);
            Ok((waiting(desk)?, running, today))
        })
        .await?;
    let rooms = rooms(&tasks);
    let (t, shell) = visitor.shell("privacy-desk-title");
    visitor.show(IndexPage { t, shell, tasks, reviews, today, rooms })
}
