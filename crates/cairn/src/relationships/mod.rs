//! Repair of a relationship: a participant and a family member, each at their own pace, from safety first to small promises
//! that are kept.
//!
//! Each has a part of their own, in which they write for themselves and say who reads it. Nothing goes over to the other
//! side but what its author hands over, and that only once both want it: a participant's request is carried to the family
//! member whom a consent names, through the gate (`disclosures`). Safety comes first and is asked again before a first
//! contact; whoever says that it is not safe is led to other paths, and the other side is never told why it waits. Either
//! stops at any time without a reason. The ledger of promises is the same for both.
//!
//! What this room may never do: tell a family member whether somebody is here, or a participant whether a family member is,
//! before that one says yes; bring two people together while one of them says that it is not safe; show a letter to anybody
//! but its author, or send it; count promises up, or call anybody late.

mod account;
mod amends;
pub mod due;
mod first_contact;
mod follow_up;
mod follow_up_due;
mod hand_over;
mod index;
mod ledger;
mod letters;
mod look;
mod opened;
mod page;
mod permission;
mod promises;
mod readiness;
mod release;
mod requests;
mod safety;
mod show;
mod standing;
pub mod store;

use crate::web::Routes;

pub use ledger::{Mark, Promise};
pub use look::{QUESTIONS, written};
pub use release::{Kind, Release};
pub use safety::look_in_words;
pub use standing::{Look, PartStanding, Phase, PlanStanding, Reply, Standing};

pub fn routes() -> Routes {
    Routes::new()
        .get("/participants/{id}/relationships", index::of_participant)
        .post("/participants/{id}/relationships", index::create_of_participant)
        .get("/family-members/{id}/relationships", index::of_family_member)
        .post("/family-members/{id}/relationships", index::create_of_family_member)
        .post("/repair-requests/{id}/joining", requests::join)
        .post("/repair-requests/{id}/answer", requests::answer)
        .get("/relationships", index::of_staff)
        .get("/relationships/{id}", show::show)
        .post("/relationships/{id}/stop", permission::stop)
        .get("/relationships/{id}/safety", safety::show)
        .post("/relationships/{id}/safety", safety::create)
        .get("/relationships/{id}/readiness", readiness::show)
        .post("/relationships/{id}/readiness", readiness::create)
        .get("/relationships/{id}/account", account::show)
        .post("/relationships/{id}/account", account::create)
        .post("/relationships/{id}/releases", hand_over::create)
        .post("/relationships/{id}/releases/{release}/withdrawal", hand_over::withdraw)
        .post("/relationships/{id}/releases/{release}/reading", hand_over::read)
        .get("/relationships/{id}/amends", amends::show)
        .post("/relationships/{id}/amends", amends::create)
        .post("/relationships/{id}/amends/{amend}/endings", amends::end)
        .get("/relationships/{id}/letters", letters::index)
        .post("/relationships/{id}/letters", letters::create)
        .get("/relationships/{id}/letters/{letter}", letters::show)
        .post("/relationships/{id}/letters/{letter}", letters::update)
        .post("/relationships/{id}/letters/{letter}/letting-go", letters::let_go)
        .get("/relationships/{id}/permission", permission::show)
        .post("/relationships/{id}/askings", permission::create)
        .post("/relationships/{id}/bridge", permission::carry)
        .get("/relationships/{id}/first-contact", first_contact::show)
        .post("/relationships/{id}/plans", first_contact::create)
        .post("/relationships/{id}/agreements", first_contact::agree)
        .post("/relationships/{id}/contact", first_contact::hold)
        .post("/relationships/{id}/goings", first_contact::went)
        .get("/relationships/{id}/ledger", promises::show)
        .post("/relationships/{id}/promises", promises::create)
        .post("/relationships/{id}/promises/{promise}/marks", promises::mark)
        .get("/relationships/{id}/follow-up", follow_up::show)
        .post("/relationships/{id}/follow-up", follow_up::create)
}
