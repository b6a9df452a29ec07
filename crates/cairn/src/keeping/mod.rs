//! How long records are kept, how they end, and the copy that a person takes of their own: a participant's and a family
//! member's, in one room.
//!
//! An erasure destroys keys: what was sealed with them can never be read again, here or in any copy, and rows without
//! words remain so that counts stay true. It needs a basis (the person asked, or the period is over), nobody's hold,
//! and the privacy officer; it leaves a certificate with ids and counts, and a line in a file beside the database, so
//! that restoring an older backup erases again.
//!
//! This room may never erase somebody who is enrolled, and never what a legal hold covers; nor, as a family member's record,
//! what the same key seals of somebody who is a participant too or works here. The audit log is not erased: it has no words.

mod copied;
mod copied_of_family;
mod copy;
mod create;
mod erasure;
mod index;
pub mod journal;
mod request;
mod retention;
mod show;
mod store;
mod words;

use crate::web::Routes;

pub use copied::{COPIED, NOT_COPIED};
pub use copied_of_family::{COPIED_OF_FAMILY, NOT_COPIED_OF_FAMILY};
pub use retention::keep_until;

pub fn routes() -> Routes {
    Routes::new()
        .get("/participants/{id}/copy", copy::show)
        .get("/participants/{id}/copy/record.json", copy::json)
        .post("/participants/{id}/erasure-requests", request::create)
        .get("/family-members/{id}/copy", copy::show_of_family)
        .get("/family-members/{id}/copy/record.json", copy::json_of_family)
        .post("/family-members/{id}/erasure-requests", request::create_of_family)
        .post("/erasure-requests/{id}/ending", request::end)
        .get("/erasures", index::index)
        .post("/erasures", create::create)
        .get("/erasures/{id}", show::show)
}
