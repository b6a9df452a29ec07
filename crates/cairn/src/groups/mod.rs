//! Support groups, group therapy and family groups: who leads, when they meet, and who was there.
//!
//! Being there counts as contact. What was said stays in the room: nothing of it is written here. A group is seen by the
//! coordinator and by those who lead it, and by nobody else; a family group's list never holds participants, and the
//! others never hold families.

mod attendance;
mod group;
mod index;
mod meeting;
mod new;
mod show;
mod store;

use crate::access::{Desk, Role, Seat};
use crate::ids::GroupId;
use crate::web::{Problem, Routes};

pub use group::{Group, MODELS};

pub fn routes() -> Routes {
    Routes::new()
        .get("/groups", index::index)
        .get("/groups/new", new::new)
        .post("/groups", new::create)
        .get("/groups/{id}", show::show)
        .post("/groups/{id}/meetings", meeting::create)
        .get("/groups/{id}/meetings/{meeting}", attendance::show)
        .post("/groups/{id}/meetings/{meeting}", attendance::update)
}

/// The hats under which groups are seen at all.
const HATS: [Role; 3] = [Role::Coordinator, Role::Clinician, Role::PeerSupporter];

/// A group that the viewer leads, co-leads or coordinates; otherwise there is nothing here.
fn open(desk: &mut Desk<'_, '_>, id: GroupId) -> Result<(Seat, Group), Problem> {
    let seat = desk.seat(&HATS)?;
    let group = store::find(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    Ok((seat, group))
}
