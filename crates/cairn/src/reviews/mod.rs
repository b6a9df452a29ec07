//! Audit reviews: what somebody from outside who reviews the program may look at (42 CFR 2.53), for as long as the contract
//! and the review run.
//!
//! The privacy officer opens a review under an audit contract; its auditor sees the participants of the sample under a
//! code, through the gate, a page at a time. Nothing is written here but endings. An auditor may never come from here to a
//! record, learn who somebody is unless the contract names it, or take a copy unless the contract allows copies.

mod copy;
mod ending;
mod index;
mod look;
mod new;
mod review;
mod sample;
mod show;
pub mod store;

use crate::ids::RowId;
use crate::web::Routes;

pub use review::{Review, code};

pub fn routes() -> Routes {
    Routes::new()
        .get("/reviews", index::index)
        .get("/reviews/{id}", show::show)
        .post("/reviews/{id}/ending", ending::create)
        .get("/reviews/{id}/participants/{number}", look::show)
        .post("/reviews/{id}/participants/{number}/copies", copy::create)
        .get("/contracts/{id}/reviews/new", new::new)
        .post("/contracts/{id}/reviews", new::create)
}

fn path(id: RowId) -> String {
    format!("/reviews/{id}")
}
