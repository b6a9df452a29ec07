//! The participant: the next session first, then small things, and help always.

use crate::access::{Desk, Role, Seat};
use crate::assessments::Side;
use crate::break_glass;
use crate::follow_up;
use crate::groups::{self, store::Whose};
use crate::ids::ParticipantId;
use crate::session_ratings;
use crate::telephone_support;
use crate::today::checkups::{self, Start};
use crate::today::line::{Answers, Line, Link, Section};
use crate::today::store::own;
use crate::web::{Problem, Text};

pub fn sections(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Section>, Problem> {
    let seat = desk.seat(&[Role::Participant])?;
    let Some(id) = desk.viewer.participant else {
        return Ok(vec![]);
    };
    Ok(vec![
        openings(desk, &seat, id, t)?,
        next_session(desk, &seat, t)?
            .see_all(Link::new(format!("/participants/{id}/sessions"), t.get("today-see-all"))),
        next_meetings(desk, &seat, t)?,
        next_call(desk, id, t)?,
        super::messages::section(desk, &seat, t)?,
        offers(desk, &seat, id, t)?,
        last_session(desk, &seat, t)?,
        question(desk, &seat, id, t)?,
        checkups(desk, &seat, id, t)?,
        steps(desk, &seat, id, t)?,
        super::repairs::own(desk, &seat, t)?,
    ])
}

/// Somebody outside the participant's own circle opened their record: said at once, and calmly.
fn openings(desk: &mut Desk<'_, '_>, seat: &Seat, id: ParticipantId, t: &Text) -> Result<Section, Problem> {
    let since = desk.now - jiff::SignedDuration::from_hours(24 * 14);
    let href = format!("/participants/{id}/openings");
    let lines = break_glass::store::of_person(desk.tx, seat, since)?
        .into_iter()
        .map(|(at, by)| Line {
            when: t.on_day(&at),
            small: t.at_time(&at),
            title: t.with("today-opened-by", "name", by),
            text: t.get("today-opened-text"),
            links: vec![Link::new(href.clone(), t.get("today-opened-see"))],
            href: href.clone(),
            ..Line::default()
        })
        .collect();
    Ok(Section::new(t.get("today-opened"), lines))
}

fn next_session(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let next = own::next_session(desk.tx, seat, desk.now)?;
    let lines = next.into_iter().map(|session| {
        let href = format!("/sessions/{}", session.id);
        let mut links = vec![];
        if let Some(link) =
            session.video_link.filter(|link| session.mode == "video" && link.starts_with("https://"))
        {
            links.push(Link::new(link, t.get("today-join-video")));
        }
        links.push(Link::new(href.clone(), t.get("today-open")));
        let mode = t.code("today-mode", &session.mode);
        Line {
            when: t.at_time(&session.starts_at),
            small: t.on_day(&session.starts_at),
            title: t.with("today-you-and", "name", session.with),
            text: match session.place {
                Some(place) => format!("{mode}: {place}"),
                None => mode,
            },
            links,
            now: true,
            href,
            ..Line::default()
        }
    });
    Ok(Section::new(t.get("today-next-session"), lines.collect()).nothing(t.get("today-no-session")))
}

/// The next meeting of each group that they belong to or came to.
fn next_meetings(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let whose = Whose { person: seat.person(), participant: true, family_member: false };
    let related = groups::store::related(desk.tx, seat)?;
    let known = groups::store::own_groups(desk.tx, seat, whose, desk.now)?;
    let mine = known.into_iter().filter(|own| own.membership.is_some() || related.contains(&own.group.id));
    let mut next: Vec<_> =
        mine.filter_map(|own| Some((own.next_at?, own.group.id, own.group.name))).collect();
    next.sort();
    let lines = next.into_iter().map(|(at, id, name)| {
        let href = format!("/my-groups/{id}");
        Line {
            when: t.at_time(&at),
            small: t.on_day(&at),
            title: name,
            links: vec![Link::new(href.clone(), t.get("today-open"))],
            href,
            ..Line::default()
        }
    });
    Ok(Section::new(t.get("today-next-meetings"), lines.collect())
        .see_all(Link::new("/meetings-nearby", t.get("nav-meetings"))))
}

/// The next call that somebody from here makes.
fn next_call(desk: &mut Desk<'_, '_>, id: ParticipantId, t: &Text) -> Result<Section, Problem> {
    let seat = desk.seat(&[Role::Participant])?;
    let href = format!("/participants/{id}/contact");
    let lines = telephone_support::store::of_person(desk.tx, &seat)?
        .into_iter()
        .map(|support| Line {
            when: t.date(&support.due.on),
            title: match support.caller_name {
                Some(name) => t.with("today-next-call-text", "name", name),
                None => t.get("today-next-call-nobody"),
            },
            links: vec![Link::new(href.clone(), t.get("today-open"))],
            href: href.clone(),
            ..Line::default()
        })
        .collect();
    Ok(Section::new(t.get("today-next-call"), lines))
}

fn offers(desk: &mut Desk<'_, '_>, seat: &Seat, id: ParticipantId, t: &Text) -> Result<Section, Problem> {
    let waiting = own::open_offers(desk.tx, seat)?;
    let line = (waiting > 0).then(|| {
        let href = format!("/participants/{id}/supporter");
        Line {
            title: t.with("today-offers", "n", waiting),
            text: t.get("today-offers-text"),
            links: vec![Link::new(href.clone(), t.get("today-choose"))],
            now: true,
            href,
            ..Line::default()
        }
    });
    Ok(Section::new(t.get("today-your-choice"), line.into_iter().collect()))
}

fn last_session(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let since = desk.now - jiff::SignedDuration::from_hours(24 * 7);
    let last = own::untapped(desk.tx, seat, "participant", since)?.into_iter().next();
    let tap = last.map(|session| tap(t, session, "today-tap-you"));
    let unrated = session_ratings::unrated(desk.tx, seat, (since, desk.now))?.into_iter();
    let ratings = unrated.map(|(of, group)| super::ratings::line(t, of, group));
    Ok(Section::new(t.get("today-tap"), tap.into_iter().chain(ratings).collect()))
}

/// One tap: what a session gave or took. Only the person who taps can read it.
pub(super) fn tap(t: &Text, session: own::HeldSession, words: &str) -> Line {
    let buttons = ["-2", "-1", "0", "1", "2"]
        .map(|value| (value, t.code("today-tap-value", &value.replace('-', "minus-"))));
    Line {
        when: t.at_time(&session.started_at),
        small: t.on_day(&session.started_at),
        title: t.with(words, "name", session.with),
        text: t.get("today-tap-private"),
        href: format!("/sessions/{}", session.id),
        answers: Some(Answers {
            action: format!("/sessions/{}/tap", session.id),
            field: "value",
            buttons: buttons.to_vec(),
        }),
        ..Line::default()
    }
}

fn checkups(desk: &mut Desk<'_, '_>, seat: &Seat, id: ParticipantId, t: &Text) -> Result<Section, Problem> {
    let Some(on) = own::enrolled_on(desk.tx, seat)? else {
        return Ok(Section::default());
    };
    let start = Start { person: seat.person(), side: Side::Participant, on };
    let lines = checkups::open(desk.tx, seat, &start, desk.today())?
        .into_iter()
        .map(|open| {
            let href = format!("/participants/{id}/assessments/{}", open.instrument);
            Line {
                title: open.title(t),
                text: t.with("today-checkup-until", "when", t.date(&open.closes)),
                links: vec![Link::new(href.clone(), t.get("today-start"))],
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("today-checkups"), lines))
}

/// One question, while a window is open in which nothing was heard yet.
fn question(desk: &mut Desk<'_, '_>, seat: &Seat, id: ParticipantId, t: &Text) -> Result<Section, Problem> {
    let asked = follow_up::is_asked(desk, seat, id)?;
    let line = asked.then(|| {
        let href = format!("/participants/{id}/tiny-check-in");
        Line {
            title: t.get("today-question"),
            text: t.get("today-question-text"),
            links: vec![Link::new(href.clone(), t.get("today-start"))],
            href,
            ..Line::default()
        }
    });
    Ok(Section::new(t.get("tiny-title"), line.into_iter().collect()))
}

fn steps(desk: &mut Desk<'_, '_>, seat: &Seat, id: ParticipantId, t: &Text) -> Result<Section, Problem> {
    let today = desk.today();
    let href = format!("/participants/{id}/plan");
    let lines = own::steps_due(desk.tx, seat, today)?
        .into_iter()
        .map(|(words, by)| Line {
            when: t.date(&by),
            title: words,
            href: href.clone(),
            links: vec![Link::new(href.clone(), t.get("today-open-plan"))],
            ..Line::default()
        })
        .collect();
    Ok(Section::new(t.get("today-steps"), lines).see_all(Link::new(href, t.get("nav-my-plan"))))
}
