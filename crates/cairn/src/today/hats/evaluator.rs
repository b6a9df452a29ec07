//! The evaluator: one honest headline, and the way to the rest.

use crate::access::{Desk, Role};
use crate::outcomes;
use crate::today::line::{Line, Link, Section};
use crate::web::{Problem, Text};

pub fn sections(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Section>, Problem> {
    let seat = desk.seat(&[Role::Evaluator])?;
    let headline = outcomes::headline(desk, &seat)?;
    let text = match headline {
        Some((share, low, high)) => {
            let percent = |share: f64| outcomes::percent(share);
            t.args(
                "today-headline",
                [
                    ("share", percent(share).into()),
                    ("low", percent(low).into()),
                    ("high", percent(high).into()),
                ],
            )
        }
        None => t.get("today-headline-too-few"),
    };
    let pages = [
        ("/outcomes", "nav-outcomes"),
        ("/outcomes/before-after", "today-before-after"),
        ("/outcomes/dyads", "outcomes-tab-dyads"),
    ];
    let line = Line {
        title: t.get("today-still-here"),
        href: "/outcomes".to_string(),
        text,
        links: pages.into_iter().map(|(href, key)| Link::new(href, t.get(key))).collect(),
        ..Line::default()
    };
    Ok(vec![Section::new(t.get("nav-outcomes"), vec![line])])
}
