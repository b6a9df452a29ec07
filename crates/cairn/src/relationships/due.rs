//! What is due on somebody's first page: their own next thing, and for whoever walks with them that a question is open.
//! No word of either side, and of the other side nothing.

use jiff::ToSpan;
use jiff::civil::Date;

use super::follow_up_due::{WHEN, due};
use super::requests::{self, Asked};
use super::store::{self, Bridge, Part};
use super::{Phase, hand_over, index, opened};
use crate::access::{Desk, RecordId, Seat};
use crate::ids::{FamilyMemberId, RowId};
use crate::web::Problem;

/// Something to do: the key of its sentence, where it is done, the name that goes with it, and since when.
pub struct Due {
    pub key: &'static str,
    pub href: String,
    pub named: String,
    pub on: Option<Date>,
}

fn open_question(desk: &mut Desk<'_, '_>, part: &Part) -> Result<Option<Date>, Problem> {
    let (standing, _) = opened::standing(desk, part)?;
    if standing.phase_for(part.side()) != Phase::After {
        return Ok(None);
    }
    let answered: Vec<String> = store::follow_ups(desk.tx, part)?.into_iter().map(|one| one.due).collect();
    let today = desk.today();
    Ok(standing.held_on.and_then(|on| due(on, &answered, today)).map(|(_, since)| since))
}

fn place(id: RowId, step: &str) -> String {
    format!("/relationships/{id}/{step}")
}

/// The day to which both agreed.
fn first_contact(desk: &mut Desk<'_, '_>, bridge: Option<Bridge>) -> Result<Option<Date>, Problem> {
    let Some(bridge) = bridge else { return Ok(None) };
    let plan = store::newest(desk.tx, &bridge)?;
    Ok(plan.map(|plan| plan.starts_at.to_zoned_datetime(desk.program.zone.clone()).date()))
}

/// The viewer's own.
pub fn own(desk: &mut Desk<'_, '_>, seat: &Seat, of_family: bool) -> Result<Vec<Due>, Problem> {
    let mut all = Vec::new();
    for part in store::all(desk.tx, seat)?.into_iter().filter(|part| part.of.member().is_some() == of_family)
    {
        let (standing, bridge) = opened::standing(desk, &part)?;
        let found = match standing.phase_for(part.side()) {
            Phase::ToAnswer => Some(("repair-today-answer", "permission", None)),
            Phase::Planning => Some(("repair-today-plan", "first-contact", None)),
            Phase::Ready => Some(("repair-today-ready", "first-contact", first_contact(desk, bridge)?)),
            Phase::ToAgree => Some(("repair-today-agree", "first-contact", None)),
            Phase::LookAgain => Some(("repair-today-look", "safety", None)),
            Phase::After => {
                open_question(desk, &part)?.map(|on| ("repair-today-follow-up", "follow-up", Some(on)))
            }
            _ => None,
        };
        let other = opened::other_part(bridge, &standing, part.side());
        let unread = match other {
            Some(other) => hand_over::unread(desk, &standing, (part.side(), other))?,
            None => Vec::new(),
        };
        // Once, however much there is.
        let unread = unread.first().map(|kind| ("repair-today-unread", kind.step(), None));
        all.extend(found.into_iter().chain(unread).map(|(key, step, on)| Due {
            key,
            href: place(part.id, step),
            named: part.named.clone(),
            on,
        }));
    }
    Ok(all)
}

/// Whether somebody asks a family member, who has not looked at it.
pub fn asked(desk: &mut Desk<'_, '_>, seat: &Seat, member: FamilyMemberId) -> Result<Vec<Due>, Problem> {
    let waiting = requests::of_viewer(desk, seat)?.into_iter().filter(|one| one.answer.is_none());
    let href = [RecordId::FamilyMember(member).path().as_str(), "/relationships"].concat();
    let one =
        |asked: Asked| Due { key: "repair-today-asked", href: href.clone(), named: asked.name, on: None };
    Ok(waiting.map(one).collect())
}

/// Whose request waits to be carried.
pub fn to_carry(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<Vec<Due>, Problem> {
    let mut all = Vec::new();
    for part in index::to_carry(desk, seat)? {
        let named = store::name_of(desk.tx, part.person)?;
        all.push(Due { key: "repair-today-carry", href: place(part.id, "permission"), named, on: None });
    }
    Ok(all)
}

/// Of people with whom the viewer walks, on either side, as far as these let them know of it.
pub fn of_others(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<Vec<Due>, Problem> {
    let today = desk.today();
    let [(_, first), (_, last)] = WHEN;
    let range = (today.saturating_sub((last + 28).days()), today.saturating_sub(first.days()));
    let mut all = Vec::new();
    for part in store::in_their_second_weeks(desk.tx, seat, range)? {
        let reaches = match part.of {
            RecordId::Participant(id) => desk.reaches(id)?,
            RecordId::FamilyMember(id) => desk.reaches_family_member(id)?,
        };
        if !reaches || !part.tier.is_read_by(seat.role()) {
            continue;
        }
        if let Some(on) = open_question(desk, &part)? {
            let named = store::name_of(desk.tx, part.person)?;
            all.push(Due {
                key: "repair-today-theirs",
                href: place(part.id, "follow-up"),
                named,
                on: Some(on),
            });
        }
    }
    Ok(all)
}
