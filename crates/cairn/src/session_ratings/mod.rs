//! Three short questions after a session, for whoever was there, each for themselves: did I feel heard, did we work on what I
//! wanted, could I be honest. A session of a participant and a supporter, a meeting of a group, a meeting with a family, and
//! from either side a shared session.
//!
//! They are the program's own questions, not a validated measure, and the page says so. Each may be left out. Nobody reads a
//! single answer but the one who gave it: not the supporter or whoever leads the group, not their supervisor, nobody else who
//! was there. A supervisor sees means of a supporter's closed quarters, the evaluator those of the program, and both those of
//! groups, group therapy and families over the program, when at least five people gave at least five answers.
//!
//! A tap (`sessions`) is another thing: it tells oneself whether the time gave or took something, on both sides, and its
//! sums are about the person who taps. A rating is about how the session was held, and only those have it for whom it was
//! held. This room may never rank supporters, show a comment, or remind anybody to rate.

mod edit;
mod index;
mod quarter;
mod rated;
mod rating;
mod store;
mod sums;

use crate::ids::{FamilyMeetingId, MeetingId, RowId, SessionId};
use crate::web::Routes;

pub use rated::Of;
pub use store::{unrated, unrated_of_family};

pub fn routes() -> Routes {
    Routes::new()
        .get("/sessions/{id}/rating", edit::edit::<SessionId>)
        .post("/sessions/{id}/rating", edit::update::<SessionId>)
        .get("/group-meetings/{id}/rating", edit::edit::<MeetingId>)
        .post("/group-meetings/{id}/rating", edit::update::<MeetingId>)
        .get("/family-meetings/{id}/rating", edit::edit::<FamilyMeetingId>)
        .post("/family-meetings/{id}/rating", edit::update::<FamilyMeetingId>)
        .get("/shared-sessions/{id}/rating", edit::edit::<RowId>)
        .post("/shared-sessions/{id}/rating", edit::update::<RowId>)
        .get("/session-ratings", index::index)
}
