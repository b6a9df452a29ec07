//! The auditor: the reviews that run, and nothing else of the house.

use crate::access::{Desk, Role};
use crate::reviews;
use crate::today::line::{Line, Link, Section};
use crate::web::{Problem, Text};

pub fn sections(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Section>, Problem> {
    let (seat, today) = (desk.seat(&[Role::Auditor])?, desk.today());
    let lines = reviews::store::list(desk.tx, &seat, today)?
        .into_iter()
        .map(|review| {
            let href = format!("/reviews/{}", review.id);
            Line {
                when: t.date(&review.until_on),
                small: t.get("review-until"),
                title: review.party,
                text: review.scope,
                links: vec![Link::new(href.clone(), t.get("today-open"))],
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(vec![
        Section::new(t.get("reviews-title"), lines)
            .see_all(Link::new("/reviews", t.get("today-see-all")))
            .nothing(t.get("reviews-none-text")),
    ])
}
