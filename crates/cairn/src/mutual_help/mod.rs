//! Mutual-help meetings nearby: lists that others publish (Meeting Guide, BMLT), searched by anybody, signed in or not; and the
//! program's own open groups, told to directories in the same form.
//!
//! A list is replaced as a whole, in one transaction, by somebody or by itself once a day; when it cannot be read, the last good
//! one stays. Nothing about the person
//! who searches is kept or written down, here or in any log: where they look comes in a form, never in an address, and where they
//! are only when they tap. This room may never hold anything about a participant.

mod desk;
mod download;
mod export;
mod feed;
mod fetch;
mod find;
mod place;
mod publication;
mod refresh;
mod replace;
mod search;
mod show;
pub mod store;
mod upload;

use crate::web::Routes;

pub use download::Version;
pub use fetch::{Source, take_in};
pub use refresh::{Rounds, Sum, refresh, run_once};
pub use replace::{Kind, Taken};

pub fn routes() -> Routes {
    Routes::new()
        .get("/meetings-nearby", search::index)
        .post("/meetings-nearby", search::search)
        .get("/meetings-nearby/kept", search::kept)
        .get("/meetings-nearby/export", export::show)
        .get("/meetings-nearby/{id}", show::show)
        .get("/mutual-help", desk::index)
        .post("/mutual-help/feeds", feed::create)
        .post("/mutual-help/feeds/{id}/fetch", fetch::create)
        .post("/mutual-help/feeds/{id}/upload", upload::create)
        .post("/mutual-help/feeds/{id}/removal", feed::remove)
        .post("/mutual-help/places", place::create)
        .post("/mutual-help/publications", publication::create)
        .post("/mutual-help/publications/{id}/withdrawal", publication::withdraw)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::{Language, Text};

    #[test]
    fn every_code_has_a_word_in_every_language() {
        for language in Language::ALL {
            let t = Text::new(language, jiff::tz::TimeZone::UTC);
            let codes = find::TYPES.iter().map(|code| ["meeting-type-", &code.to_lowercase()].concat());
            let parts = find::PARTS.iter().map(|part| ["meetings-part-", part].concat());
            let kinds = feed::KINDS.iter().map(|kind| ["feed-kind-", &kind.replace('_', "-")].concat());
            let days = (0..7).map(|day| format!("meetings-day-{day}"));
            let refreshes = feed::REFRESHES.iter().map(|code| ["feed-refresh-", code].concat());
            for key in codes.chain(parts).chain(kinds).chain(days).chain(refreshes) {
                assert!(t.has(&key), "{key} in {language:?}");
            }
        }
    }
}
