//! Messages that wait, by name only, for either side of a conversation.

use crate::access::{Desk, Seat};
use crate::messages::store;
use crate::today::line::{Line, Link, Section};
use crate::web::{Problem, Text};

pub fn section(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let lines = store::lines(desk.tx, seat)?
        .into_iter()
        .filter(|line| line.unread > 0)
        .map(|line| {
            let href = line.path();
            Line {
                when: line.last_at.map(|at| t.at_time(&at)).unwrap_or_default(),
                small: line.last_at.map(|at| t.on_day(&at)).unwrap_or_default(),
                text: t.with("messages-unread", "n", line.unread),
                title: line.name,
                links: vec![Link::new(href.clone(), t.get("today-open"))],
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("today-messages"), lines).see_all(Link::new("/messages", t.get("today-see-all"))))
}
