//! The load guard: what a supporter's own days ask of them, beside rules that the program sets, and what might help.
//!
//! It suggests and never punishes. Nothing is reported, nobody else sees a figure of it, nobody's work is blocked, and
//! nothing of it is kept: it is counted anew for each look. A supporter may ask their supervisor for a talk; that request
//! says nothing but that it was made.

pub(super) mod rules;
mod show;
pub(super) mod store;
pub(super) mod talk;

use crate::web::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/wellbeing/load", show::show)
        .post("/wellbeing/load-talks", talk::create)
        .post("/load-talks/{id}/withdrawal", talk::withdraw)
        .post("/load-talks/{id}/holding", talk::hold)
}
