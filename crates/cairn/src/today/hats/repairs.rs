//! What is due in the repair of a relationship: one's own next thing, and for whoever walks with somebody that a question is
//! open. No word of what was said.

use crate::access::{Desk, Seat};
use crate::ids::FamilyMemberId;
use crate::relationships::due::{self, Due};
use crate::today::line::{Line, Link, Section};
use crate::web::{Problem, Text};

fn line(t: &Text, due: Due) -> Line {
    Line {
        when: due.on.map(|on| t.date(&on)).unwrap_or_default(),
        title: t.with(due.key, "name", due.named),
        links: vec![Link::new(due.href.clone(), t.get("today-open"))],
        href: due.href,
        ..Line::default()
    }
}

/// A participant's own.
pub fn own(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let lines = due::own(desk, seat, false)?.into_iter().map(|due| line(t, due)).collect();
    Ok(Section::new(t.get("repair-today"), lines))
}

/// A family member's own, with requests that reached them.
pub fn of_family_member(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    (member, t): (FamilyMemberId, &Text),
) -> Result<Vec<Line>, Problem> {
    let mut all = due::asked(desk, seat, member)?;
    all.extend(due::own(desk, seat, true)?);
    Ok(all.into_iter().map(|due| line(t, due)).collect())
}

/// Requests that a coordinator may carry.
pub fn to_carry(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let lines = due::to_carry(desk, seat)?.into_iter().map(|due| line(t, due)).collect();
    let all = Link::new("/relationships", t.get("today-see-all"));
    Ok(Section::new(t.get("repair-to-carry"), lines).see_all(all))
}

/// Of the people with whom a supporter walks.
pub fn of_others(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let lines = due::of_others(desk, seat)?.into_iter().map(|due| line(t, due)).collect();
    Ok(Section::new(t.get("repair-today"), lines))
}
