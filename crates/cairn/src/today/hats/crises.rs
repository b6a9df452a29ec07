//! After a crisis: talks with those who stood by, and calls to the person.

use crate::access::{Desk, Seat};
use crate::crises;
use crate::today::line::{Line, Link, Section};
use crate::web::{Problem, Text};

/// Talks that are due: the viewer's own, and those with the supporters they supervise. Nothing says whom it was about.
pub fn debriefs(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let (own, now) = (desk.viewer.person, desk.now);
    let lines = crises::debrief_store::open_ones(desk.tx, seat)?
        .into_iter()
        .map(|debrief| {
            let href = format!("/debriefs/{}", debrief.id);
            Line {
                when: t.on_day(&debrief.due_at),
                small: t.at_time(&debrief.due_at),
                now: debrief.is_late(&now),
                title: if debrief.person == own { t.get("today-debrief-own") } else { debrief.name },
                text: t.with("today-debrief-text", "when", t.instant(&debrief.due_at)),
                links: vec![Link::new(href.clone(), t.get("today-open"))],
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("today-debriefs"), lines))
}

/// Calls that are due after a crisis.
pub fn calls(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let (hours, now) = (desk.program.settings.crises.call_hours, desk.now);
    let open = crises::known(desk, seat)?.into_iter().filter(crises::Crisis::is_open);
    let lines = open
        .filter_map(|crisis| {
            let due = crisis.call_due_at(hours)?;
            let href = format!("/crises/{}", crisis.id);
            Some(Line {
                when: t.on_day(&due),
                small: t.at_time(&due),
                now: due < now,
                title: crisis.name.clone().unwrap_or_else(|| t.get("crisis-unknown-caller")),
                text: t.with("today-crisis-call-text", "when", t.instant(&due)),
                links: vec![Link::new(href.clone(), t.get("today-open"))],
                href,
                ..Line::default()
            })
        })
        .collect();
    Ok(Section::new(t.get("today-crisis-calls"), lines).see_all(Link::new("/crises", t.get("today-see-all"))))
}
