//! Reaching out and calls: for volunteers, supporters and coordinators.

use crate::access::{Desk, Role, Seat};
use crate::follow_up;
use crate::outreach::store::{self as outreach, Which};
use crate::telephone_support::store as calls;
use crate::today::line::{FETCH, Line, Link, Section};
use crate::web::{PageRequest, Problem, Text};

/// The volunteer's page.
pub fn sections(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Section>, Problem> {
    let seat = desk.seat(&[Role::Volunteer])?;
    Ok(vec![due(desk, &seat, t)?.nothing(t.get("today-no-calls-due"))])
}

/// Calls that are due: the viewer's own by name, and that there are others for whoever takes them. For a coordinator all of
/// them.
pub fn due(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let (today, leads) = (desk.today(), seat.role() == Role::Coordinator);
    let only = (!leads).then_some(seat.person());
    let me = seat.person();
    let lines = calls::due(desk.tx, seat, (today, only), PageRequest::first())?
        .into_iter()
        .map(|support| {
            let named = leads || support.is_of(&me);
            let late = support.is_late(&today);
            let href = "/telephone-support".to_string();
            Line {
                when: t.date(&support.due.on),
                small: t.code("language", &support.schedule.language),
                title: if named { support.name.clone() } else { t.get("telephone-somebody") },
                text: match (leads, support.caller_name.as_deref()) {
                    (true, Some(name)) => t.with("telephone-caller-line", "name", name),
                    (true, None) => t.get("telephone-nobody-calls"),
                    (false, _) => t.get(if late { "outreach-state-late" } else { "outreach-state-due" }),
                },
                links: vec![Link::new(href.clone(), t.get("telephone-call"))],
                now: late,
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("today-calls-due"), lines)
        .see_all(Link::new("/telephone-support", t.get("today-see-all"))))
}

/// What somebody asked for in a call; a return to use first of all asks for a friendly voice today.
pub fn follow_ups(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let only = (seat.role() != Role::Coordinator).then_some(seat.person());
    let zone = desk.program.zone.clone();
    let lines = calls::waiting(desk.tx, seat, (only, FETCH), &zone)?
        .into_iter()
        .map(|one| {
            let href = format!("/telephone-support/{}", one.support);
            Line {
                when: t.date(&one.on),
                small: t.at_time(&one.at),
                title: one.name,
                text: t.get(match one.answers.has_returned() {
                    true => "telephone-offer-today",
                    false => "telephone-would-like",
                }),
                links: vec![Link::new("/telephone-support", t.get("today-open"))],
                now: true,
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("telephone-follow-ups"), lines))
}

/// How many people a follow-up is open with.
pub fn windows(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let count = follow_up::count_open(desk, seat)?;
    let line = (count > 0).then(|| Line {
        title: t.with("today-follow-up", "n", count),
        text: t.get("today-follow-up-text"),
        links: vec![Link::new("/follow-up", t.get("today-open"))],
        href: "/follow-up".to_string(),
        ..Line::default()
    });
    Ok(Section::new(t.get("nav-follow-up"), line.into_iter().collect()))
}

/// Participants who go on with another supporter, while that is under way.
pub fn hand_overs(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let lines = crate::hand_overs::store::all_running(desk.tx, seat)?
        .into_iter()
        .map(|(participant, name, supporter, since)| {
            let href = format!("/participants/{participant}/hand-over");
            Line {
                when: t.on_day(&since),
                title: name,
                text: t.with("hand-over-running", "name", supporter),
                links: vec![Link::new(href.clone(), t.get("today-open"))],
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("hand-over-title"), lines))
}

/// First sessions of participants whom the viewer handed over, and at which they are a guest.
pub fn joint(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let until = desk.now + jiff::SignedDuration::from_hours(24 * 14);
    let lines = crate::hand_overs::store::joint(desk.tx, seat, (desk.now, until))?
        .into_iter()
        .map(|(at, name, supporter)| Line {
            when: t.at_time(&at),
            small: t.on_day(&at),
            title: t.args("today-joint-with", [("name", name.into()), ("supporter", supporter.into())]),
            ..Line::default()
        })
        .collect();
    Ok(Section::new(t.get("today-joint"), lines))
}

/// Who is to be tried today.
pub fn outreach(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let (today, leads) = (desk.today(), seat.role() == Role::Coordinator);
    let only = (!leads).then_some(seat.person());
    let lines = outreach::list(desk.tx, seat, (Which::Due(today), only), PageRequest::first())?
        .into_iter()
        .map(|reach| {
            let href = reach.path();
            let why = t.code("outreach-why", &reach.why);
            let owner = t.with("outreach-owner-line", "name", reach.owner_name.as_str());
            Line {
                when: t.date(&reach.due_on),
                small: t.with("outreach-tries", "n", reach.tries),
                now: reach.is_late(&today),
                title: reach.name.unwrap_or_else(|| t.get("outreach-no-name")),
                text: if leads { [why, owner].join(". ") } else { why },
                links: vec![Link::new(href.clone(), t.get("outreach-open"))],
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("today-outreach"), lines).see_all(Link::new("/outreach", t.get("today-see-all"))))
}
