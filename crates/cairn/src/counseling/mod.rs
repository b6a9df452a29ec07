//! Counseling notes: what a clinician keeps apart about what was said in counseling (42 CFR 2.11, "SUD counseling
//! notes").
//!
//! They are not part of the record. Only a clinician writes them, about somebody in a therapy group they lead, and only
//! the one who wrote a note reads it: no colleague, no supervisor, no coordinator. Each is sealed with a key of its own.
//! They stand in no search, no count, no list of sessions and no export, and leave only with a consent that is about
//! counseling notes and nothing else (42 CFR 2.31(b)). A peer supporter's note is never one of them, and this room may
//! never promise that it is. Medicines, times, how often, results and summaries belong into the record, not here.

mod index;
mod new;
mod note;
mod show;
pub mod store;

use crate::web::Routes;

pub use note::CounselingNote;

pub fn routes() -> Routes {
    Routes::new()
        .get("/participants/{id}/counseling-notes", index::index)
        .get("/participants/{id}/counseling-notes/new", new::new)
        .post("/participants/{id}/counseling-notes", new::create)
        .get("/participants/{id}/counseling-notes/{note}", show::show)
}
