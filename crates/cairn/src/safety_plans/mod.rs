//! A person's own plan for hard hours: how they notice, what helps, whom they ask, how they make things safer.
//!
//! It belongs to the participant, who alone writes it and says who reads it; every version stays readable to them. It is
//! one page, made to be printed and to be kept on a phone. The six steps follow the known structure of safety planning
//! (Stanley and Brown, Cognitive and Behavioral Practice 2012; 19:256-264); the words are our own, and the form is not
//! theirs. It may never be graded, required, or asked after.

mod edit;
mod plan;
mod show;
mod store;

use crate::web::Routes;

pub use plan::{SECTIONS, SafetyPlan};
pub use store::versions;

pub fn routes() -> Routes {
    Routes::new()
        .get("/participants/{id}/safety-plan", show::show)
        .get("/participants/{id}/safety-plan/edit", edit::edit)
        .post("/participants/{id}/safety-plan", edit::update)
}

fn path(id: crate::ids::ParticipantId) -> String {
    format!("/participants/{id}/safety-plan")
}
