//! The peer supporter: today's people, then the writing, then everything that is due.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{caller, crises, leader, looks, participant};
use crate::access::{Desk, Role, Seat};
use crate::assessments::Side;
use crate::outcomes::start_of;
use crate::today::checkups::{self, Start};
use crate::today::line::{Answers, Line, Link, Section};
use crate::today::store::{caseload, own};
use crate::web::{Problem, Text};
use crate::wellbeing::{self, Waiting};

/// Days in which a session that was moved is shown as such.
const MOVED_DAYS: i64 = 3;

pub fn sections(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Section>, Problem> {
    let seat = desk.seat(&[Role::PeerSupporter])?;
    // Who lost the profile of a supporter and kept the role has no room of their own.
    let waiting = match desk.viewer.supporter {
        Some(_) => Some(wellbeing::waiting(desk)?),
        None => None,
    };
    Ok(vec![
        looks::section(desk, &seat, t)?,
        crises::calls(desk, &seat, t)?,
        crises::debriefs(desk, &seat, t)?,
        super::here::section(desk, t)?,
        super::messages::section(desk, &seat, t)?,
        sessions(desk, &seat, t)?,
        moved(desk, &seat, t)?,
        caller::follow_ups(desk, &seat, t)?,
        caller::due(desk, &seat, t)?,
        caller::outreach(desk, &seat, t)?,
        caller::windows(desk, &seat, t)?,
        caller::joint(desk, &seat, t)?,
        returned(desk, &seat, t)?,
        unwritten(desk, &seat, t)?,
        offers(desk, &seat, t)?,
        leader::meetings(desk, t)?,
        leader::notes(desk, t)?,
        people(desk, &seat, t)?,
        super::repairs::of_others(desk, &seat, t)?,
        own_wellbeing(desk, &seat, t, waiting.as_ref())?,
        taps(desk, &seat, t, waiting.as_ref())?,
    ])
}

fn sessions(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let today = desk.today();
    let day = (
        start_of(today, &desk.program.zone),
        start_of(today.tomorrow().unwrap_or(today), &desk.program.zone),
    );
    let now = desk.now;
    let lines = caseload::sessions(desk.tx, seat, day)?
        .into_iter()
        .map(|session| {
            let begun = session.starts_at <= now;
            let note = Link::new(format!("/sessions/{}/note", session.id), t.get("today-write-note"));
            let video =
                session.video_link.filter(|link| session.mode == "video" && link.starts_with("https://"));
            let mut links: Vec<Link> =
                video.map(|link| Link::new(link, t.get("today-join-video"))).into_iter().collect();
            links.insert(if begun { 0 } else { links.len() }, note);
            let mode = t.code("today-mode", &session.mode);
            Line {
                when: t.at_time(&session.starts_at),
                small: t.with("today-minutes", "n", session.minutes),
                title: session.name,
                href: format!("/participants/{}", session.participant),
                text: match session.place {
                    Some(place) => format!("{mode}: {place}"),
                    None => mode,
                },
                links,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("today-sessions"), lines)
        .see_all(Link::new("/sessions", t.get("today-see-all")))
        .nothing(t.get("today-no-sessions")))
}

/// What participants moved in the last days, and is still to come.
fn moved(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let since = desk.now - jiff::SignedDuration::from_hours(24 * MOVED_DAYS);
    let lines = caseload::moved(desk.tx, seat, (since, desk.now))?
        .into_iter()
        .map(|session| {
            let href = format!("/sessions/{}", session.id);
            Line {
                when: t.at_time(&session.starts_at),
                small: t.on_day(&session.starts_at),
                title: session.name,
                text: t.with("today-moved-before", "when", t.instant(&session.before)),
                links: vec![Link::new(href.clone(), t.get("today-open"))],
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("today-moved"), lines))
}

fn returned(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let lines = caseload::returned_notes(desk.tx, seat)?
        .into_iter()
        .map(|note| {
            let href = format!("/sessions/{}/note", note.session);
            Line {
                when: t.on_day(&note.starts_at),
                title: note.name,
                text: note.comment,
                links: vec![Link::new(href.clone(), t.get("today-look-again"))],
                now: true,
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("today-returned"), lines))
}

fn unwritten(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let late = desk.now - jiff::SignedDuration::from_hours(desk.program.settings.reviews.note_hours);
    let lines = caseload::unsent_notes(desk.tx, seat, desk.now)?
        .into_iter()
        .map(|session| {
            let href = format!("/sessions/{}/note", session.id);
            Line {
                when: t.on_day(&session.starts_at),
                small: t.at_time(&session.starts_at),
                title: session.name,
                text: t.get(if session.begun { "today-note-begun" } else { "today-note-none" }),
                links: vec![Link::new(href.clone(), t.get("today-write-note"))],
                now: session.starts_at < late,
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("today-notes-to-write"), lines)
        .see_all(Link::new("/sessions", t.get("today-see-all"))))
}

fn offers(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let families = own::families_asking(desk.tx, seat)?;
    let mut lines: Vec<Line> = caseload::chosen_offers(desk.tx, seat)?
        .into_iter()
        .map(|offer| Line {
            when: t.on_day(&offer.chosen_at),
            title: t.with("today-chose-you", "name", offer.name),
            text: t.get("today-chose-you-text"),
            answers: Some(Answers {
                action: format!("/offers/{}/acceptance", offer.id),
                field: "answer",
                buttons: vec![("accepted", t.get("today-accept")), ("declined", t.get("today-decline"))],
            }),
            now: true,
            ..Line::default()
        })
        .collect();
    if families > 0 {
        lines.push(Line {
            title: t.with("family-asking-today", "n", families),
            href: "/families-asking".to_string(),
            links: vec![Link::new("/families-asking", t.get("today-open"))],
            now: true,
            ..Line::default()
        });
    }
    Ok(Section::new(t.get("today-offers-to-answer"), lines))
}

/// Plans to look at again and check-ups that are open, by participant.
fn people(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let (today, days) = (desk.today(), desk.program.settings.reviews.plan_days);
    let mut due: Vec<(Date, Line)> = Vec::new();
    for person in caseload::people(desk.tx, seat)? {
        let base = format!("/participants/{}", person.id);
        let Some(enrolled_on) = person.enrolled_on else {
            continue;
        };
        let review_on = person.next_review_on.unwrap_or_else(|| enrolled_on.saturating_add(days.days()));
        if review_on <= today {
            let plan = Link::new(format!("{base}/plan"), t.get("today-review-plan"));
            due.push((review_on, line(t, (&person.name, t.get("today-plan-due")), review_on, plan)));
        }
        let start = Start { person: person.person, side: Side::Participant, on: enrolled_on };
        for open in checkups::open(desk.tx, seat, &start, today)? {
            let href = format!("{base}/assessments/{}", open.instrument);
            let link = Link::new(href, t.get("today-offer-checkup"));
            due.push((open.due_on, line(t, (&person.name, open.title(t)), open.due_on, link)));
        }
    }
    due.sort_by_key(|(on, _)| *on);
    let lines = due.into_iter().map(|(_, line)| line).collect();
    Ok(Section::new(t.get("today-people-due"), lines)
        .see_all(Link::new("/participants", t.get("nav-my-people"))))
}

fn line(t: &Text, (name, what): (&str, String), on: Date, link: Link) -> Line {
    Line {
        when: t.date(&on),
        title: name.to_string(),
        text: what,
        href: link.href.clone(),
        links: vec![link],
        ..Line::default()
    }
}

fn own_wellbeing(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    t: &Text,
    waiting: Option<&Waiting>,
) -> Result<Section, Problem> {
    let Some(registered_at) = caseload::registered_at(desk.tx, seat)? else {
        return Ok(Section::default());
    };
    let start = Start { person: seat.person(), side: Side::Supporter, on: t.day_of(&registered_at) };
    let lines = checkups::open(desk.tx, seat, &start, desk.today())?
        .into_iter()
        .map(|open| {
            let link = Link::new(format!("/wellbeing/{}", open.instrument), t.get("today-start"));
            Line {
                title: open.title(t),
                text: t.with("today-checkup-until", "when", t.date(&open.closes)),
                href: link.href.clone(),
                links: vec![link],
                ..Line::default()
            }
        })
        .collect();
    let lines = with_week(t, lines, waiting);
    Ok(Section::new(t.get("today-own-wellbeing"), lines)
        .see_all(Link::new("/wellbeing", t.get("nav-my-wellbeing"))))
}

/// These lines, and how the week was in one tap where it is time for it.
fn with_week(t: &Text, mut lines: Vec<Line>, waiting: Option<&Waiting>) -> Vec<Line> {
    if waiting.is_some_and(|waiting| waiting.check_in) {
        lines.push(week(t));
    }
    lines
}

fn week(t: &Text) -> Line {
    let numbers = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
    Line {
        title: t.get("own-check-in-mood"),
        text: t.get("own-check-in-today"),
        href: "/wellbeing".to_string(),
        answers: Some(Answers {
            action: "/wellbeing/check-ins".to_string(),
            field: "mood",
            buttons: numbers.map(|number| (number, number.to_string())).to_vec(),
        }),
        ..Line::default()
    }
}

fn taps(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    t: &Text,
    waiting: Option<&Waiting>,
) -> Result<Section, Problem> {
    let since = desk.now - jiff::SignedDuration::from_hours(24 * 7);
    let held = own::untapped(desk.tx, seat, "supporter", since)?;
    let mut lines: Vec<Line> =
        held.into_iter().take(3).map(|session| participant::tap(t, session, "today-tap-with")).collect();
    lines.extend(waiting.into_iter().flat_map(|one| &one.taps).take(3).map(|work| tap_after(t, work)));
    Ok(Section::new(t.get("today-tap"), lines))
}

/// The same tap after a group, a call or a family meeting.
fn tap_after(t: &Text, work: &wellbeing::Work) -> Line {
    let buttons = ["-2", "-1", "0", "1", "2"]
        .map(|value| (value, t.code("today-tap-value", &value.replace('-', "minus-"))));
    Line {
        when: t.at_time(&work.began),
        small: t.on_day(&work.began),
        title: t.code("own-work", &work.kind),
        text: t.get("today-tap-private"),
        href: "/wellbeing".to_string(),
        answers: Some(Answers {
            action: format!("/wellbeing/taps/{}/{}", work.kind, work.id),
            field: "value",
            buttons: buttons.to_vec(),
        }),
        ..Line::default()
    }
}
