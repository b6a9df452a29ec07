//! Finding people again: who is to be asked how they are, in which days, and how they may be reached.
//!
//! Follow-up here is the field's word for asking somebody again after 30, 90, 180 and 365 days, whether they stayed or left,
//! and at the times of a grant's form (SUPRT). The ways to reach somebody (locators) are the participant's: they choose
//! them, say what may be said there, and take them back. Tries are those of `outreach`; there is no second list of them.
//!
//! This room may never reach somebody through another person with more than the neutral sentence, keep somebody on a list
//! who asked not to be contacted, put a question into a message, or hold a silence against anybody.

mod due;
mod index;
mod list;
mod locator;
mod locators;
mod rates;
mod share;
mod show;
mod silence;
mod store;
mod suprt;
mod tiny;
mod window;

use crate::web::Routes;

pub use list::{count_open, is_asked};
pub use silence::{note_silence, reason_of};

pub fn routes() -> Routes {
    Routes::new()
        .get("/follow-up", index::index)
        .get("/follow-up/rates", rates::index)
        .get("/participants/{id}/follow-up", show::show)
        .post("/participants/{id}/silences", silence::create)
        .post("/silences/{id}/ending", silence::end)
        .post("/participants/{id}/suprt-records", suprt::create)
        .get("/participants/{id}/tiny-check-in", tiny::edit)
        .post("/participants/{id}/tiny-check-in", tiny::update)
        .get("/participants/{id}/locators", locators::index)
        .post("/participants/{id}/locators", locators::create)
        .post("/locators/{id}/withdrawal", locators::withdraw)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::{Language, Text};

    #[test]
    fn every_code_has_a_word_in_every_language() {
        let codes: [(&str, &[&str]); 14] = [
            ("follow-up-window", &window::CODES),
            ("follow-up-standing", &["ahead", "open", "late", "done", "lost", "died"]),
            ("silence", &silence::REASONS),
            ("silence", &["declined", "not_offered"]),
            ("silence", &crate::assessments::REASONS),
            ("locator-kind", &locator::KINDS),
            ("locator-message", &locator::MESSAGES),
            ("locator-tier", &locator::TIER_CODES),
            ("tiny-word", &tiny::OWN_WORDS),
            ("tiny-mode", &tiny::ASKED),
            ("suprt-status", &suprt::STATUSES),
            ("follow-up-shown", &list::SHOWN),
            ("follow-up-kind", &list::KINDS),
            ("follow-up-short", &window::CODES),
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
