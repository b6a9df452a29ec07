//! A family member: their own support. Nothing here may say whether anyone they care about is in the program.

use crate::access::{Desk, Role};
use crate::assessments::Side;
use crate::session_ratings;
use crate::today::checkups::{self, Start};
use crate::today::line::{Line, Link, Section};
use crate::today::store::own;
use crate::web::{Problem, Text};

pub fn sections(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Section>, Problem> {
    let seat = desk.seat(&[Role::FamilyMember])?;
    let line = Line {
        title: t.get("today-my-family"),
        href: "/family".to_string(),
        text: t.get("today-my-family-text"),
        links: vec![Link::new("/family", t.get("today-open"))],
        ..Line::default()
    };
    let mut lines = Vec::new();
    if let Some(member) = own::family_member(desk.tx, &seat)? {
        let here = format!("/family-members/{}", member.id);
        let start = Start { person: seat.person(), side: Side::FamilyMember, on: t.day_of(&member.since) };
        for open in checkups::open(desk.tx, &seat, &start, desk.today())? {
            let link = Link::new(format!("{here}/measures/{}", open.instrument), t.get("today-start"));
            lines.push(Line {
                title: open.title(t),
                text: t.with("today-checkup-until", "when", t.date(&open.closes)),
                href: link.href.clone(),
                links: vec![link],
                ..Line::default()
            });
        }
        for (words, by_on) in own::family_steps_due(desk.tx, &seat, desk.today())? {
            let link = Link::new(format!("{here}/plan"), t.get("today-open"));
            lines.push(Line {
                when: t.date(&by_on),
                title: words,
                href: link.href.clone(),
                links: vec![link],
                ..Line::default()
            });
        }
    }
    let since = desk.now - jiff::SignedDuration::from_hours(24 * 7);
    let unrated = session_ratings::unrated_of_family(desk.tx, &seat, (since, desk.now))?.into_iter();
    lines.extend(unrated.map(|(of, group)| super::ratings::line(t, of, group)));
    if let Some(member) = desk.viewer.family_member {
        lines.extend(super::repairs::of_family_member(desk, &seat, (member, t))?);
    }
    let waits = own::family_answers(desk.tx, &seat)?;
    if let Some(family) = waits {
        let href = format!("/families/{family}/matching");
        lines.push(Line {
            title: t.get("family-own-answers"),
            text: t.get("family-own-matching"),
            links: vec![Link::new(href.clone(), t.get("today-open"))],
            now: true,
            href,
            ..Line::default()
        });
    }
    lines.push(line);
    Ok(vec![Section::new(t.get("nav-my-family"), lines)])
}
