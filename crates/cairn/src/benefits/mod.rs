//! What an insurance policy would pay, as a representative said on a given call, and the plain answer for the
//! person who asked: what would this cost me?
//!
//! A verification is a record of what was said, with who, when and a reference; a later call is a new one. Never a
//! promise of payment, never a claim, and never a guess: what nobody said stays unknown, and an estimate from it is
//! a range with the questions to ask. The amounts are those of the person (individual), not of a family.

mod answer;
mod estimate;
mod flags;
mod index;
mod known;
mod new;
mod of_participant;
mod open;
mod policy;
mod show;
pub mod store;
mod terminate;
mod verification;
mod verification_page;
mod verify;

use crate::web::Routes;

pub use known::Known;
pub use policy::{NewPolicy, Owner};
pub use verification::{Tier, Told};

pub fn routes() -> Routes {
    Routes::new()
        .get("/policies", index::index)
        .get("/participants/{id}/policies", of_participant::index)
        .get("/participants/{id}/policies/new", new::for_participant)
        .post("/participants/{id}/policies", new::create_for_participant)
        .get("/first-calls/{id}/policies/new", new::for_call)
        .post("/first-calls/{id}/policies", new::create_for_call)
        .get("/policies/{id}", show::show)
        .post("/policies/{id}/termination", terminate::create)
        .get("/policies/{id}/verifications/new", verify::new)
        .post("/policies/{id}/verifications", verify::create)
        .get("/verifications/{id}", verification_page::show)
}
