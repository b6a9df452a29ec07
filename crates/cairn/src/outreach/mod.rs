//! Reaching somebody who is not here yet, or not here any more: after a first call, by a bed in the emergency department, before
//! a release, or when somebody stopped coming.
//!
//! An effort has an owner, a plan of attempts and an end; each attempt says how, what came of it, and when to try again, so
//! nobody is forgotten and nobody is hounded. It respects what was said about safe calls and messages. Whoever asks not to be
//! contacted is off every queue from that moment, and only a newer wish of theirs brings them back.
//!
//! This room may never show an effort to anybody but coordinators, the one who tries and the participant; never propose a call
//! that is not safe, and never write down a message where none may be left.

mod assignment;
mod attempt;
mod contact_wish;
mod create;
mod ending;
mod index;
mod plan;
mod reach;
mod show;
pub mod store;

use crate::web::Routes;

pub use contact_wish::{SAID_HOW, WISHES};
pub use reach::{Reach, Safety, Subject};

pub fn routes() -> Routes {
    Routes::new()
        .get("/outreach", index::index)
        .get("/outreach/{id}", show::show)
        .post("/outreach/{id}/attempts", attempt::create)
        .post("/outreach/{id}/assignment", assignment::create)
        .post("/outreach/{id}/ending", ending::create)
        .get("/participants/{id}/outreach/new", create::new_for_participant)
        .post("/participants/{id}/outreach", create::create_for_participant)
        .get("/first-calls/{id}/outreach/new", create::new_for_call)
        .post("/first-calls/{id}/outreach", create::create_for_call)
        .post("/participants/{id}/contact-wishes", contact_wish::of_participant)
        .post("/first-calls/{id}/contact-wishes", contact_wish::of_call)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::{Language, Text};

    #[test]
    fn every_code_has_a_word_in_every_language() {
        let codes: [(&str, &[&str]); 6] = [
            ("outreach-why", &plan::WHYS),
            ("outreach-way", &plan::WAYS),
            ("outreach-outcome", &plan::OUTCOMES),
            ("outreach-ending", &plan::ENDINGS),
            ("contact-wish", &WISHES),
            ("contact-said", &SAID_HOW),
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
