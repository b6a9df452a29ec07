//! The supervisor: notes that wait, notes that are late, and supporters whose hands are full.

use super::{crises, looks};
use crate::access::{Desk, Role, Seat};
use crate::groups;
use crate::today::line::{Answers, Line, Link, Section};
use crate::today::store::review;
use crate::web::{PageRequest, Problem, Text};
use crate::wellbeing;

pub fn sections(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Section>, Problem> {
    let seat = desk.seat(&[Role::Supervisor])?;
    let hours = |hours: i64| jiff::SignedDuration::from_hours(hours);
    let reviews = &desk.program.settings.reviews;
    let (late, unsent) = (desk.now - hours(reviews.approval_hours), desk.now - hours(reviews.note_hours));
    let waiting = review::waiting_notes(desk.tx, &seat)?
        .into_iter()
        .map(|note| {
            let href = format!("/sessions/{}/note", note.session);
            Line {
                when: t.on_day(&note.submitted_at),
                small: t.at_time(&note.submitted_at),
                title: note.supporter,
                text: t.with("today-note-about", "when", t.instant(&note.starts_at)),
                links: vec![Link::new(href.clone(), t.get("today-review"))],
                now: note.submitted_at < late,
                href,
                ..Line::default()
            }
        })
        .collect();
    let groups = group_notes(desk, &seat, t, late)?;
    let supporters = review::supporters(desk.tx, &seat, unsent, desk.now)?;
    let usual = i64::from(desk.program.settings.caseload.usual);
    let page = |line: &review::SupporterLine| format!("/peer-supporters/{}", line.id);
    let overdue = supporters.iter().filter(|line| line.late_notes > 0).map(|line| Line {
        title: line.name.clone(),
        href: page(line),
        text: t.with("today-late-notes", "n", line.late_notes),
        links: vec![Link::new(page(line), t.get("today-open"))],
        ..Line::default()
    });
    let full = supporters.iter().filter(|line| line.people >= line.capacity.unwrap_or(usual)).map(|line| {
        let numbers = [("n", line.people.into()), ("most", line.capacity.unwrap_or(usual).into())];
        Line {
            title: line.name.clone(),
            href: page(line),
            text: t.args("today-people-of", numbers),
            links: vec![Link::new(page(line), t.get("today-open"))],
            ..Line::default()
        }
    });
    let talks = load_talks(desk, &seat, t)?;
    let learned = learned(desk, &seat, t)?;
    Ok(vec![
        looks::section(desk, &seat, t)?,
        crises::calls(desk, &seat, t)?,
        crises::debriefs(desk, &seat, t)?,
        talks,
        Section::new(t.get("today-notes-waiting"), waiting)
            .see_all(Link::new("/notes", t.get("today-see-all")))
            .nothing(t.get("today-no-notes-waiting")),
        groups,
        learned,
        Section::new(t.get("today-overdue-notes"), overdue.collect()),
        Section::new(t.get("today-full"), full.collect())
            .see_all(Link::new("/peer-supporters", t.get("nav-peer-supporters"))),
    ])
}

/// Supporters who would like to talk about their load. That they asked is all there is.
fn load_talks(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let lines = wellbeing::talks_asked_of(desk.tx, seat)?
        .into_iter()
        .map(|talk| Line {
            when: t.on_day(&talk.asked_at),
            title: t.with("today-load-talk", "name", talk.name),
            text: t.get("today-load-talk-text"),
            answers: Some(Answers {
                action: format!("/load-talks/{}/holding", talk.id),
                field: "held",
                buttons: vec![("yes", t.get("today-load-talk-held"))],
            }),
            ..Line::default()
        })
        .collect();
    Ok(Section::new(t.get("today-load-talks"), lines))
}

/// What supporters learned and asked to be confirmed.
fn learned(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let waiting = wellbeing::asked_to_confirm(desk, seat)?;
    let line = (waiting > 0).then(|| Line {
        title: t.with("today-learning", "n", waiting),
        href: "/learning-confirmations".to_string(),
        links: vec![Link::new("/learning-confirmations", t.get("today-open"))],
        ..Line::default()
    });
    Ok(Section::new(t.get("learning-confirmations"), line.into_iter().collect()))
}

/// Notes about group meetings that wait for the viewer.
fn group_notes(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    t: &Text,
    late: jiff::Timestamp,
) -> Result<Section, Problem> {
    let waiting = groups::store::waiting_notes(desk.tx, seat, PageRequest::first())?;
    let lines = waiting
        .into_iter()
        .map(|note| {
            let href = format!("/group-notes/{}", note.id);
            Line {
                when: t.on_day(&note.submitted_at),
                small: t.at_time(&note.submitted_at),
                title: note.author,
                text: note.group,
                links: vec![Link::new(href.clone(), t.get("today-review"))],
                now: note.submitted_at < late,
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("today-group-notes-waiting"), lines)
        .see_all(Link::new("/group-notes", t.get("today-see-all"))))
}
