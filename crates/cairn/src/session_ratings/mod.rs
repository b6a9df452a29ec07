//! Three short questions after a session, for its participant alone: did I feel heard, did we work on what I wanted, could I
//! be honest.
//!
//! They are the program's own questions, not a validated measure, and the page says so. Each may be left out. Nobody reads a
//! single answer but the one who gave it: not the supporter, not their supervisor. A supervisor sees means of a supporter's
//! closed quarters, the evaluator those of the program, when at least five people gave at least five answers.
//!
//! A tap (`sessions`) is another thing: it tells oneself whether the time gave or took something, on both sides, and its
//! sums are about the person who taps. A rating is about how the session was held, and only the participant's side has it.
//! This room may never rank supporters, show a comment, or remind anybody to rate.

mod edit;
mod index;
mod quarter;
mod rating;
mod store;
mod sums;

use crate::web::Routes;

pub use store::unrated;

pub fn routes() -> Routes {
    Routes::new()
        .get("/sessions/{id}/rating", edit::edit)
        .post("/sessions/{id}/rating", edit::update)
        .get("/session-ratings", index::index)
}
