//! Who came to a lobby in the last hour and a half, for those who expect them.

use jiff::SignedDuration;

use crate::access::{Desk, Role};
use crate::kiosk;
use crate::today::line::{Line, Link, Section};
use crate::web::{PageRequest, Problem, Text};

const LATELY: SignedDuration = SignedDuration::from_mins(90);

pub fn section(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Section, Problem> {
    let seat = desk.seat(&[Role::Coordinator, Role::PeerSupporter, Role::Clinician])?;
    let since = desk.now.checked_sub(LATELY).unwrap_or(desk.now);
    let arrivals = kiosk::todays_arrivals(desk.tx, &seat, since, PageRequest::first())?;
    let lines = arrivals
        .into_iter()
        .map(|arrival| Line {
            when: t.at_time(&arrival.arrived_at),
            small: arrival.site.clone(),
            href: arrival.href().unwrap_or_else(|| "/arrivals".to_string()),
            text: arrival.group.clone().unwrap_or_else(|| match arrival.session {
                Some(_) => t.get("arrival-session"),
                None => t.get("arrival-nothing-planned"),
            }),
            title: arrival.name,
            ..Line::default()
        })
        .collect();
    Ok(Section::new(t.get("today-here"), lines).see_all(Link::new("/arrivals", t.get("arrivals-title"))))
}
