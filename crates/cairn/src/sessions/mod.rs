//! One-to-one sessions between a participant and their supporter, in any setting, and the notes about them.
//!
//! A note belongs to the participant's record: they may read it from the first saving on. It is written for the
//! person, read by the supporter's supervisor, and by nobody else: a coordinator sees that a session took place,
//! never what was said. This room may never overwrite or remove a version of a note, and never show one side's tap
//! after a session to the other side or to staff.

mod cancellation;
mod draft;
mod index;
mod language;
mod note;
mod of_participant;
mod receipt;
mod review;
mod schedule;
mod session;
mod show;
mod status;
pub mod store;
mod tap;
mod versions;
mod write;

use crate::web::Routes;

pub use session::{CANCELLATIONS, MODES, SETTINGS, Session};
pub use status::{NoteStatus, Submission, Trail, Verdict, Version};

pub fn routes() -> Routes {
    Routes::new()
        .get("/sessions", index::index)
        .get("/participants/{id}/sessions", of_participant::index)
        .get("/participants/{id}/sessions/new", schedule::new)
        .post("/participants/{id}/sessions", schedule::create)
        .get("/sessions/{id}", show::show)
        .post("/sessions/{id}/cancellation", cancellation::create)
        .post("/sessions/{id}/tap", tap::create)
        .get("/sessions/{id}/note", write::edit)
        .post("/sessions/{id}/note", write::update)
        .get("/sessions/{id}/note/versions", versions::index)
        .get("/notes", review::index)
        .post("/submissions/{id}/return", review::give_back)
        .post("/submissions/{id}/approval", review::approve)
        .post("/language-hints", language::create)
        .get("/receipts/{key}", receipt::show)
}
