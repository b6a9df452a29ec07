//! A participant's own phone: the people around them, their story so far, everything else in one place, and how the site
//! looks on their home screen.
//!
//! It opens in one tap, works in a bad network, and tells a stranger who looks over a shoulder nothing. It shows a person
//! what is theirs and what others keep about them; it may never count a streak, compare, remind of what was not done, or
//! send anything that the person did not send.

mod look;
mod more;
mod people;
mod store;
mod story;
mod weeks;

use crate::access::{Desk, Record};
use crate::web::{Problem, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/my-people", people::show)
        .get("/my-story", story::show)
        .get("/more", more::show)
        .get("/app", look::edit)
        .post("/app", look::update)
        .get("/app/{choice}", look::manifest)
}

/// Opens the viewer's own record; somebody who has none finds nothing.
fn own(desk: &mut Desk<'_, '_>) -> Result<Record, Problem> {
    let id = desk.viewer.participant.ok_or(Problem::NotFound)?;
    let record = desk.open_record(id)?;
    if record.is_own() { Ok(record) } else { Err(Problem::NotFound) }
}
