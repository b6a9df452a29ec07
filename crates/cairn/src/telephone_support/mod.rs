//! Telephone recovery support: calls over weeks, to participants and to people who were discharged and agreed to be called.
//!
//! Each person has a schedule and a next call; callers take the calls of theirs, or one that nobody has, and nobody calls a
//! person whom somebody else is calling. A call asks how somebody is, in their own words, and what they would like; after the
//! last one it asks whether to go on.
//!
//! A return to use never ends or pauses the calls: support is offered the same day, and the next call stays where it was. Only
//! being asked to stop, the end of the schedule, a move and a death end them. This room may never bill a call, never show a name
//! to a caller who has not taken the call, and never leave a message where none may be left.

mod assignment;
mod call;
mod claim;
mod contact;
mod ending;
mod enrolling;
mod follow_up;
mod index;
mod said;
mod schedule;
mod show;
pub mod store;
mod support;

use crate::web::Routes;

pub use said::Answers;
pub use schedule::Rhythm;
pub use support::Support;

pub fn routes() -> Routes {
    Routes::new()
        .get("/participants/{id}/contact", contact::show)
        .post("/participants/{id}/telephone-support", enrolling::create)
        .get("/telephone-support", index::index)
        .get("/telephone-support/{id}", show::show)
        .post("/telephone-support/{id}/claim", claim::create)
        .post("/telephone-support/{id}/release", claim::release)
        .post("/telephone-support/{id}/calls", call::create)
        .post("/telephone-support/{id}/schedule", enrolling::update)
        .post("/telephone-support/{id}/assignment", assignment::create)
        .post("/telephone-support/{id}/ending", ending::create)
        .post("/telephone-calls/{id}/follow-up", follow_up::create)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::{Language, Text};

    #[test]
    fn every_code_has_a_word_in_every_language() {
        let codes: [(&str, &[&str]); 8] = [
            ("telephone-outcome", &schedule::OUTCOMES),
            ("telephone-ending", &schedule::ENDINGS),
            ("telephone-want", &said::WANTS),
            ("telephone-use", &said::USES),
            ("telephone-done", &follow_up::DONE),
            ("telephone-tier", &said::TIERS),
            ("telephone-message", &schedule::MESSAGE_SAFE),
            ("telephone-shown", &index::SHOWN),
        ];
        for language in Language::ALL {
            let t = Text::new(language, jiff::tz::TimeZone::UTC);
            for (kind, codes) in codes {
                for code in codes {
                    let key = format!("{kind}-{}", code.replace('_', "-"));
                    assert!(t.has(&key), "{key} in {language:?}");
                }
            }
        }
    }
}
