//! The calendar: what repeats, where it takes place, and everybody's own view of it.
//!
//! An occurrence of a series is a row of the room it belongs to (a meeting, a session, an event of the house), so nobody else
//! needs to know of series. Everybody sees what is theirs: a participant their sessions and the groups they come to, a
//! supporter theirs, who coordinates all of it. The calendar may never name a participant to whoever may not know of
//! them, not in a line, not in a clash, not in the title of a page; and it never removes what somebody touched.

pub mod clash;
mod entry;
mod event;
mod eye;
mod index;
mod keep;
pub mod occurrence;
mod of_family;
mod of_group;
pub mod planned;
pub mod repeat;
pub mod rule;
#[cfg(test)]
mod rule_tests;
pub mod series;
mod series_page;
pub mod store;
mod view;

use crate::web::Routes;

pub use keep::{Keeper, extend, keep};

pub fn routes() -> Routes {
    Routes::new()
        .get("/calendar", index::index)
        .get("/calendar/events/new", event::new)
        .post("/calendar/events", event::create)
        .get("/calendar/events/{id}", occurrence::show_event)
        .post("/calendar/events/{id}/calling-off", occurrence::call_off_event)
        .post("/calendar/events/{id}/calling-off/withdrawal", occurrence::put_back_event)
        .post("/calendar/events/{id}/moves", occurrence::move_event)
        .get("/calendar/meetings/{id}", occurrence::show_meeting)
        .post("/calendar/meetings/{id}/calling-off", occurrence::call_off_meeting)
        .post("/calendar/meetings/{id}/calling-off/withdrawal", occurrence::put_back_meeting)
        .post("/calendar/meetings/{id}/moves", occurrence::move_meeting)
        .get("/calendar/series/{id}", series_page::show)
        .post("/calendar/series/{id}/ending", series_page::end)
        .get("/calendar/series/{id}/changes/new", series_page::edit)
        .post("/calendar/series/{id}/changes", series_page::update)
        .get("/groups/{id}/series/new", of_group::new)
        .post("/groups/{id}/series", of_group::create)
        .get("/families/{id}/series/new", of_family::new)
        .post("/families/{id}/series", of_family::create)
}
