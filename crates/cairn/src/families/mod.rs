//! Families, in their own right: support held with one family, and between families.
//!
//! A family is here for itself. Nothing in this room refers to a participant: no row, no page, no word says whether the
//! person they care about is in the program, and it may never do so.

mod family;
mod index;
mod meeting;
mod member;
mod new;
mod own;
mod show;
mod store;

use crate::access::{Desk, Role, Seat};
use crate::ids::FamilyId;
use crate::web::{Problem, Routes};

pub use family::{Family, MODELS, RELATIONS};

pub fn routes() -> Routes {
    Routes::new()
        .get("/families", index::index)
        .get("/families/new", new::new)
        .post("/families", new::create)
        .get("/families/{id}", show::show)
        .post("/families/{id}/members", member::create)
        .post("/families/{id}/members/{member}/invitation", member::invite)
        .post("/families/{id}/meetings", meeting::create)
        .get("/my-family", own::show)
}

/// A family that the viewer coordinates or has met as a supporter; otherwise there is nothing here.
fn open(desk: &mut Desk<'_, '_>, id: FamilyId) -> Result<(Seat, Family), Problem> {
    let seat = desk.seat(&[Role::Coordinator, Role::PeerSupporter])?;
    let family = store::find(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    Ok((seat, family))
}
