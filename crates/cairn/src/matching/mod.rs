//! Matching: how a participant and a peer supporter find each other.
//!
//! A supporter says what of their own story may be used: item by item, "for matching only" or "may be shown". A
//! participant says what matters to them. The program offers up to three supporters, with reasons in plain words; the
//! participant chooses, the supporter accepts, and either may end it later without saying why.
//!
//! What this room may never do: decide for a person; show anybody but the supporter an item that is for matching
//! only; show a participant a score, or an order that a hidden item could have changed (what a participant sees is
//! made of `cairn_matching::Card` alone); ask for a reason when somebody says no; rank anew at each changed wish
//! (offers are ranked once a round and kept).

mod answers;
mod conflicts;
mod endings;
mod exclusion;
mod experience;
mod languages;
mod matches;
mod offers;
mod pauses;
mod profile;
mod proposal;
mod proposals;
mod reason;
mod round;
mod show;
mod standing;
pub mod store;
mod supporters;
mod times;
mod wishes;

use crate::web::Routes;

pub use experience::{SHOWINGS, WEIGHTS};
pub use languages::{GENDERS, LANGUAGES, word as language_word};
pub use reason::{Reader, Told, lines as reason_lines};
pub use times::words as times_words;

pub fn routes() -> Routes {
    Routes::new()
        .get("/peer-supporters", supporters::index)
        .get("/peer-supporters/{id}", supporters::show)
        .get("/peer-supporters/{id}/profile", profile::edit)
        .post("/peer-supporters/{id}/profile", profile::update)
        .post("/peer-supporters/{id}/pause", pauses::pause)
        .post("/peer-supporters/{id}/resume", pauses::resume)
        .get("/participants/{id}/supporter", show::show)
        .get("/participants/{id}/wishes", wishes::edit)
        .post("/participants/{id}/wishes", wishes::update)
        .post("/participants/{id}/offers", offers::create)
        .post("/participants/{id}/other-offers", offers::ask_for_others)
        .post("/participants/{id}/conflicts", conflicts::create)
        .post("/offers/{id}/answer", answers::answer)
        .post("/offers/{id}/acceptance", answers::accept)
        .post("/matches/{id}/ending", endings::create)
        .get("/matches", matches::index)
        .post("/proposals", proposals::create)
        .get("/proposals/{id}", proposals::show)
        .post("/proposals/{id}/overrides", proposals::decide_pair)
        .post("/proposals/{id}/decision", proposals::decide)
}
