//! One-to-family and family-to-family: how a family finds a supporter, and how two families find each other.
//!
//! As for participants: up to three offers, with reasons in plain words, made once a round and kept; the family chooses, the
//! other side says yes or no, either may stop later without saying why. Between two families each side is told only what
//! the other lets be shown, and what to call the other only after both said yes.
//!
//! What this room may never do: decide for a family; tell one family the name, the members or the notes of another; ask for
//! a reason when somebody says no; or work out from anything that two families, or a family and a participant, belong
//! together. That two should not meet is written down by people.

mod answers;
mod conflicts;
mod endings;
mod met;
mod offers;
mod reason;
mod request;
mod show;
pub mod store;
mod supporters;

use crate::access::{Desk, Role, Seat};
use crate::ids::FamilyId;
use crate::web::{Problem, Routes};

/// The two ways in which families are matched.
pub const MODELS: [&str; 2] = ["one_to_family", "family_to_family"];

pub fn routes() -> Routes {
    Routes::new()
        .get("/families/{id}/matching", show::show)
        .post("/families/{id}/offers", offers::create)
        .post("/families/{id}/conflicts", conflicts::create)
        .post("/family-offers/{id}/answer", answers::answer)
        .post("/family-offers/{id}/acceptance", answers::accept)
        .post("/family-matches/{id}/ending", endings::create)
        .get("/family-matches/{id}/meetings/new", met::new)
        .post("/family-matches/{id}/meetings", met::create)
        .get("/families-asking", supporters::asking)
        .post("/peer-supporters/{id}/family-support", supporters::update)
}

/// Opens a family's matching: its members, whoever walks with it, a coordinator.
fn open(desk: &mut Desk<'_, '_>, id: FamilyId) -> Result<Seat, Problem> {
    desk.open_family(id)
}

/// Like [`open`], for those who answer for the family: its members, and a coordinator who writes down what they said.
fn open_to_answer(desk: &mut Desk<'_, '_>, id: FamilyId) -> Result<Seat, Problem> {
    let seat = open(desk, id)?;
    if matches!(seat.role(), Role::FamilyMember | Role::Coordinator) {
        Ok(seat)
    } else {
        Err(Problem::NotFound)
    }
}

fn path(family: FamilyId) -> String {
    format!("/families/{family}/matching")
}
