//! The privacy officer: what waits at the desk, and how often records were opened in the last seven days, by role.

use jiff::ToSpan;

use crate::access::{Desk, Role, Seat};
use crate::break_glass;
use crate::outcomes::start_of;
use crate::privacy_desk;
use crate::today::line::{Line, Link, Section};
use crate::today::store::house;
use crate::web::{PageRequest, Problem, Text};

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
    Ok(vec![emergencies(desk, &seat, t)?, desk_section(desk, t)?, section])
}

/// Records that were opened in an emergency and wait for a review; those that wait too long first.
fn emergencies(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let lines = break_glass::store::queue(desk.tx, seat, PageRequest::first())?
        .into_iter()
        .filter(|opening| opening.review.is_none())
        .map(|opening| {
            let href = format!("/break-glass/{}", opening.id);
            let late = opening.is_overdue(&desk.now);
            let key = if late { "break-glass-review-late" } else { "break-glass-review-due" };
            Line {
                when: t.on_day(&opening.opened_at),
                small: t.at_time(&opening.opened_at),
                title: opening.line(t),
                text: t.with(key, "when", t.instant(&opening.review_due_at)),
                links: vec![Link::new(href.clone(), t.get("break-glass-review"))],
                now: late,
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("break-glass-queue"), lines)
        .see_all(Link::new("/break-glass", t.get("today-see-all")))
        .nothing(t.get("break-glass-queue-empty")))
}

fn desk_section(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Section, Problem> {
    let today = desk.today();
    let lines = privacy_desk::waiting(desk)?
        .into_iter()
        // Those have a section of their own here.
        .filter(|task| task.what != break_glass::TASK)
        .map(|task| Line {
            when: task.due_on.map(|due| t.date(&due)).unwrap_or_default(),
            small: if task.is_overdue(today) { t.get("privacy-desk-overdue") } else { String::new() },
            title: t.get(task.what),
            now: task.is_overdue(today),
            links: vec![Link::new(task.href.clone(), t.get("today-open"))],
            text: task.told(t),
            href: task.href,
            ..Line::default()
        })
        .collect();
    Ok(Section::new(t.get("today-privacy-desk"), lines)
        .see_all(Link::new("/privacy-desk", t.get("privacy-desk-title")))
        .nothing(t.get("today-privacy-desk-none")))
}
