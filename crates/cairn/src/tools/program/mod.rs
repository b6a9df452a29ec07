//! The program's side of the library: what there is, tools of its own, and which of all are put away. No page here knows who
//! uses what.

mod build;
mod create;
mod index;
mod new;
mod preview;
mod retirement;
mod show;
mod upload;

#[cfg(test)]
pub use build::KINDS;

use crate::access::{Desk, Role, Seat};
use crate::web::{Problem, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/program/tools", index::index)
        .post("/program/tools", create::create)
        .get("/program/tools/new", new::new)
        .post("/program/tools/preview", preview::create)
        .post("/program/tools/upload", upload::create)
        .get("/program/tools/example.json", show::example)
        .get("/program/tools/{tool}", show::show)
        .get("/program/tools/{tool}/definition.json", show::json)
        .post("/program/tools/{tool}/retirement", retirement::create)
        .post("/program/tools/{tool}/return", retirement::end)
}

/// Addresses below `/program/tools` that are pages: no tool can be called so.
const PAGES: [&str; 3] = ["new", "preview", "upload"];

fn seat(desk: &Desk<'_, '_>) -> Result<Seat, Problem> {
    desk.seat(&[Role::Coordinator, Role::Administrator])
}
