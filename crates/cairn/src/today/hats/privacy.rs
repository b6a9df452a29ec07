//! The privacy officer: what waits at the desk, and how often records were opened in the last seven days, by role.

use jiff::ToSpan;

use crate::access::{Desk, Role};
use crate::outcomes::start_of;
use crate::privacy_desk;
use crate::today::line::{Line, Link, Section};
use crate::today::store::house;
use crate::web::{Problem, Text};

pub fn sections(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Section>, Problem> {
    let seat = desk.seat(&[Role::PrivacyOfficer])?;
    // Today and the six days before it.
    let since = start_of(desk.today().saturating_sub(6.days()), &desk.program.zone);
    let stats = house::openings_since(desk.tx, &seat, since)?
        .into_iter()
        .map(|(role, n)| (n.to_string(), t.code("role", &role)))
        .collect();
    let section = Section { title: t.get("today-openings"), stats, ..Section::default() };
    let section =
        section.see_all(Link::new("/audit", t.get("nav-audit"))).nothing(t.get("today-no-openings"));
    Ok(vec![desk_section(desk, t)?, section])
}

fn desk_section(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Section, Problem> {
    let today = desk.today();
    let lines = privacy_desk::waiting(desk)?
        .into_iter()
        .map(|task| Line {
            when: task.due_on.map(|due| t.date(&due)).unwrap_or_default(),
            small: if task.is_overdue(today) { t.get("privacy-desk-overdue") } else { String::new() },
            title: t.get(task.what),
            now: task.is_overdue(today),
            links: vec![Link::new(task.href.clone(), t.get("today-open"))],
            href: task.href,
            text: task.about,
            ..Line::default()
        })
        .collect();
    Ok(Section::new(t.get("today-privacy-desk"), lines)
        .see_all(Link::new("/privacy-desk", t.get("privacy-desk-title")))
        .nothing(t.get("today-privacy-desk-none")))
}
