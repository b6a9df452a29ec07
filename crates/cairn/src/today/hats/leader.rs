//! Whoever leads groups: today's meetings.

use crate::access::{Desk, Role};
use crate::groups;
use crate::outcomes::start_of;
use crate::today::line::{FETCH, Line, Link, Section};
use crate::today::store::house;
use crate::web::{Problem, Text};

/// The clinician's page.
pub fn sections(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Section>, Problem> {
    Ok(vec![
        super::here::section(desk, t)?,
        meetings(desk, t)?.nothing(t.get("today-no-meetings")),
        notes(desk, t)?,
    ])
}

/// Meetings of the last two weeks without a note, and notes that were sent back.
pub fn notes(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Section, Problem> {
    let seat = desk.seat(&[Role::Clinician, Role::PeerSupporter])?;
    let since = desk.now - jiff::SignedDuration::from_hours(24 * 14);
    let late = desk.now - jiff::SignedDuration::from_hours(desk.program.settings.reviews.note_hours);
    let lines = groups::store::unwritten(desk.tx, &seat, (since, desk.now), FETCH)?
        .into_iter()
        .map(|note| {
            let href = format!("/groups/{}/meetings/{}/note", note.group, note.meeting);
            Line {
                when: t.on_day(&note.starts_at),
                small: t.at_time(&note.starts_at),
                title: note.name,
                text: t.get(if note.returned {
                    "today-group-note-returned"
                } else {
                    "today-group-note-none"
                }),
                links: vec![Link::new(href.clone(), t.get("today-write-note"))],
                now: note.returned || note.starts_at < late,
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("today-group-notes"), lines))
}

/// Today's meetings of groups that the viewer leads or co-leads.
pub fn meetings(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Section, Problem> {
    let seat = desk.seat(&[Role::Clinician, Role::PeerSupporter])?;
    let today = desk.today();
    let day = (
        start_of(today, &desk.program.zone),
        start_of(today.tomorrow().unwrap_or(today), &desk.program.zone),
    );
    let lines = house::meetings(desk.tx, &seat, day)?
        .into_iter()
        .map(|meeting| {
            let href = format!("/groups/{}/meetings/{}", meeting.group, meeting.id);
            Line {
                when: t.at_time(&meeting.starts_at),
                small: t.with("today-minutes", "n", meeting.minutes),
                title: meeting.name,
                text: meeting.topic.unwrap_or_default(),
                links: vec![Link::new(href.clone(), t.get("today-attendance"))],
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("today-meetings"), lines).see_all(Link::new("/groups", t.get("nav-groups"))))
}
