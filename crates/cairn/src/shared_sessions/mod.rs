//! Shared sessions: a participant and a family member talk together, with somebody beside them.
//!
//! The only place where the two meet. It begins with the participant, for somebody whom a consent of theirs names, and
//! nobody learns from it whether that person is known here; it reaches the family member only through the gate
//! (`disclosures`), while the consent stands. What each agreed to is read by both before they meet, either may take it back
//! until the end, and no more is kept than both allow.
//!
//! What this room may never do: tell a family member whether somebody is here, or a participant whether a family member is;
//! answer a wish; or show either side anything else of the other's record.

mod agreement;
pub mod consented;
mod hold;
mod index;
mod invitation;
mod new;
mod notes;
mod opened;
mod show;
mod standing;
pub mod store;
mod wish;

use crate::web::Routes;

pub use index::of_member;
pub use opened::attended;
pub use standing::{Agreement, Phase, Side, Standing};
pub use store::{Line, named_members};

pub fn routes() -> Routes {
    Routes::new()
        .get("/participants/{id}/shared-sessions", index::of_participant)
        .get("/participants/{id}/shared-sessions/new", new::new)
        .post("/participants/{id}/shared-sessions", new::create)
        .get("/shared-sessions", index::of_staff)
        .get("/shared-sessions/{id}", show::show)
        .post("/shared-sessions/{id}/invitation", invitation::create)
        .post("/shared-sessions/{id}/agreements", agreement::create)
        .post("/shared-sessions/{id}/reading", agreement::read)
        .post("/shared-sessions/{id}/withdrawal", agreement::withdraw)
        .post("/shared-sessions/{id}/holding", hold::create)
        .post("/shared-sessions/{id}/note", notes::create)
        .get("/family-members/{id}/wishes", wish::index)
        .post("/family-members/{id}/wishes", wish::create)
        .post("/shared-wishes/{id}/withdrawal", wish::withdraw)
}
