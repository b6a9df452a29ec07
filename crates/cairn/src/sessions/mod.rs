//! One-to-one sessions between a participant and their supporter, in any setting, and the notes about them.
//!
//! A note belongs to the participant's record: they may read it from the first saving on. It is written for the
//! person, read by the supporter's supervisor, and by nobody else: a coordinator sees that a session took place,
//! never what was said. This room may never overwrite or remove a version of a note, and never show one side's tap
//! after a session to the other side or to staff.

mod accompaniment;
mod aside;
mod cancellation;
mod draft;
mod index;
mod language;
mod late;
mod moving;
mod note;
mod note_tier;
mod of_participant;
mod receipt;
mod review;
mod schedule;
mod session;
pub mod setting;
mod show;
mod status;
pub mod store;
mod tap;
mod versions;
mod write;

use crate::web::Routes;

pub use cancellation::{kinds as cancellation_kinds, said as cancellation_said};
pub use late::is_late;
pub use session::{CANCELLATIONS, MODES, NewSession, Session, instant, minutes_between};
pub use setting::SETTINGS;
pub use status::{NoteStatus, Submission, Trail, Verdict, Version};
pub use write::forms_to_take;

pub fn routes() -> Routes {
    Routes::new()
        .get("/sessions", index::index)
        .get("/participants/{id}/sessions", of_participant::index)
        .get("/participants/{id}/sessions/new", schedule::new)
        .post("/participants/{id}/sessions", schedule::create)
        .get("/sessions/{id}", show::show)
        .post("/sessions/{id}/cancellation", cancellation::create)
        .get("/sessions/{id}/moves/new", moving::new)
        .post("/sessions/{id}/moves", moving::create)
        .post("/sessions/{id}/tap", tap::create)
        .get("/sessions/{id}/accompaniment", accompaniment::edit)
        .post("/sessions/{id}/accompaniment", accompaniment::update)
        .post("/sessions/{id}/accompaniment/outcome", accompaniment::tell)
        .get("/sessions/{id}/asides", aside::index)
        .post("/sessions/{id}/asides", aside::create)
        .post("/sessions/{id}/asides/{aside}/tier", aside::update)
        .post("/sessions/{id}/note/tier", note_tier::update)
        .get("/sessions/{id}/note", write::edit)
        .post("/sessions/{id}/note", write::update)
        .get("/sessions/{id}/note/versions", versions::index)
        .get("/notes", review::index)
        .post("/submissions/{id}/return", review::give_back)
        .post("/submissions/{id}/approval", review::approve)
        .post("/language-hints", language::create)
        .get("/receipts/{key}", receipt::show)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::{Language, Text};

    #[test]
    fn every_code_has_a_word_in_every_language() {
        let statuses = NoteStatus::ALL.map(NoteStatus::code);
        let codes: [(&str, &[&str]); 8] = [
            ("accompaniment", &accompaniment::KINDS),
            ("accompaniment-part", &accompaniment::PARTS),
            ("mode", &MODES),
            ("setting", &SETTINGS),
            ("cancellation", &CANCELLATIONS),
            ("deed", &note::DEEDS),
            ("not-billed", &note::NON_BILLABLE),
            ("note-status", &statuses),
        ];
        for language in Language::ALL {
            let t = Text::new(language, jiff::tz::TimeZone::UTC);
            for (kind, codes) in codes {
                for code in codes {
                    let key = format!("{kind}-{}", code.replace('_', "-"));
                    assert!(t.has(&key), "{key} in {language:?}");
                }
            }
            for value in tap::VALUES {
                for side in ["own", "supporter"] {
                    assert!(t.has(&format!("tap-{side}-{}", value + 2)), "{side} {value} in {language:?}");
                }
            }
        }
    }
}
