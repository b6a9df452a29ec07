//! Support groups, group therapy and family groups: who leads, who belongs and who waits, when they meet, and who was
//! there.
//!
//! Being there counts as contact. What was said stays in the room: nothing of it is written here. A group is seen by the
//! coordinator and by those who lead it; a family group's list never holds participants, and the others never hold
//! families. Whoever comes sees their own side of a group on their own page, and may never learn there who else is in it:
//! no name, no number, no sign. Of a public group a number is kept and nothing else.

mod arrival;
mod attend;
mod attendance;
mod co_leader;
mod edit;
mod facilitation;
mod group;
mod head_count;
mod index;
mod meeting;
mod members;
mod new;
mod note;
mod own;
mod place;
mod rules;
mod show;
pub mod store;
mod topics;
mod waiting;

use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{GroupId, ParticipantId};
use crate::web::{Problem, Routes};

pub use arrival::{Arrival, Source, Span};
pub use group::{Group, MODELS};

pub fn routes() -> Routes {
    Routes::new()
        .get("/groups", index::index)
        .get("/groups/new", new::new)
        .post("/groups", new::create)
        .get("/groups/{id}", show::show)
        .get("/groups/{id}/edit", edit::edit)
        .post("/groups/{id}", edit::update)
        .post("/groups/{id}/ending", edit::end)
        .post("/groups/{id}/co-leaders", co_leader::create)
        .post("/groups/{id}/co-leaders/{person}/ending", co_leader::end)
        .get("/groups/{id}/members", members::index)
        .post("/groups/{id}/members", members::create)
        .post("/groups/{id}/members/{membership}/leaving", members::leave)
        .post("/groups/{id}/waits/{wait}/ending", members::end_wait)
        .post("/groups/{id}/places", members::offer)
        .get("/groups/{id}/rules", rules::show)
        .post("/groups/{id}/rules", rules::create)
        .post("/groups/{id}/rules/acceptances", rules::accept)
        .get("/groups/{id}/topics", topics::index)
        .post("/groups/{id}/topics", topics::create)
        .post("/groups/{id}/topics/{topic}/removal", topics::remove)
        .post("/groups/{id}/meetings", meeting::create)
        .get("/groups/{id}/meetings/{meeting}", attendance::show)
        .post("/groups/{id}/meetings/{meeting}", attendance::update)
        .post("/groups/{id}/meetings/{meeting}/head-count", head_count::create)
        .post("/groups/{id}/meetings/{meeting}/facilitators", facilitation::update)
        .get("/attend", attend::new)
        .post("/attend", attend::create)
        .merge(note::routes())
        .merge(own::routes())
}

/// The hats under which groups are seen at all.
const HATS: [Role; 3] = [Role::Coordinator, Role::Clinician, Role::PeerSupporter];

/// A group that the viewer leads, co-leads or coordinates; otherwise there is nothing here.
pub(crate) fn open(desk: &mut Desk<'_, '_>, id: GroupId) -> Result<(Seat, Group), Problem> {
    let seat = desk.seat(&HATS)?;
    let group = store::find(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    Ok((seat, group))
}

/// The same, for the coordinator alone.
fn coordinate(desk: &mut Desk<'_, '_>, id: GroupId) -> Result<(Seat, Group), Problem> {
    let seat = desk.seat(&[Role::Coordinator])?;
    let group = store::find(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    Ok((seat, group))
}

/// Writes down what staff did about somebody in a group: in the log of a participant, or of the group for a family member.
fn enter_about(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    (group, participant): (GroupId, Option<ParticipantId>),
    act: Act,
    kind: &'static str,
) -> Result<(), Problem> {
    match participant {
        Some(participant) => desk.enter_about(seat, participant, act, kind),
        None => desk.enter_seated(seat, act, kind, group.to_string()),
    }
}
