//! A person's own pages about groups: those they belong to, come to or wait for, and those that anybody here may find.
//!
//! Nothing here tells of anybody else: not who is in a group, not how many, not whether it is full. Only a person's own
//! place in a line, as a number.

mod act;
mod index;
mod show;

use super::store::{self, OwnGroup, Whose};
use crate::access::{Desk, Role, Seat};
use crate::ids::GroupId;
use crate::web::{Problem, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/my-groups", index::index)
        .get("/my-groups/{id}", show::show)
        .post("/my-groups/{id}/acceptance", act::accept)
        .post("/my-groups/{id}/joining", act::join)
        .post("/my-groups/{id}/leaving", act::leave)
        .post("/my-groups/{id}/place", act::answer)
}

/// Whoever has groups of their own.
fn seat(desk: &mut Desk<'_, '_>) -> Result<(Seat, Whose), Problem> {
    let seat = desk.seat(&[Role::Participant, Role::FamilyMember])?;
    let whose = Whose {
        person: seat.person(),
        participant: desk.viewer.is(Role::Participant),
        family_member: desk.viewer.is(Role::FamilyMember),
    };
    Ok((seat, whose))
}

/// A group that the viewer may know of; otherwise there is nothing here.
fn open(desk: &mut Desk<'_, '_>, id: GroupId) -> Result<(Seat, OwnGroup), Problem> {
    let (seat, whose) = seat(desk)?;
    let own = store::own_group(desk.tx, &seat, (whose, id), desk.now)?.ok_or(Problem::NotFound)?;
    Ok((seat, own))
}
