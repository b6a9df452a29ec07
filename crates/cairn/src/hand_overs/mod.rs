//! Handing over: a participant goes on with another supporter, and nothing is lost on the way.
//!
//! It begins while the two are still matched, for a reason that blames nobody. The participant chooses among offers as ever, says
//! what the next supporter should know, and what of the words between the two may pass; what they do not let pass stays behind.
//! Planned sessions move or are called off, calls and efforts change hands, and when the new supporter has accepted, the old match
//! ends and the new one begins at the same moment.
//!
//! This room may never pass on words that stay between two (tier ours) without the participant's own yes, never leave anything
//! open with the supporter of before, and never ask whose fault it was.

mod begin;
mod complete;
mod ending;
mod hand_over;
mod passing;
mod sessions;
mod show;
pub mod store;

use crate::web::Routes;

pub use complete::complete;
pub use hand_over::Running;

pub fn routes() -> Routes {
    Routes::new()
        .get("/participants/{id}/hand-over", show::show)
        .post("/participants/{id}/hand-overs", begin::create)
        .post("/hand-overs/{id}/message", passing::say)
        .post("/hand-overs/{id}/passings", passing::create)
        .post("/hand-overs/{id}/sessions", sessions::create)
        .post("/hand-overs/{id}/ending", ending::create)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::{Language, Text};

    #[test]
    fn every_code_has_a_word_in_every_language() {
        let codes: [(&str, &[&str]); 3] = [
            ("hand-over-why", &hand_over::WHYS),
            ("hand-over-choice", &hand_over::CHOICES),
            ("hand-over-kind", &["goal", "aside", "assessment"]),
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
