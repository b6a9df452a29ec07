//! Tools: the sheets that peer supporters are taught to use with people, and that people use alone. What is asked is data of
//! `cairn-toolkit`; a program adds its own without code.
//!
//! A worksheet belongs to the person it is about, who says who reads it; it has versions and is never overwritten. Whether
//! somebody uses a tool is theirs to say: nobody is scored by it, nothing is required, and no count of uses can be lost. What
//! a supporter writes about themselves has no other reader at all, and no address under which anybody could have one. This
//! room may never show that a tool was used to somebody who may not read what was written with it.

mod asked;
mod dose;
mod edit;
mod history;
mod in_session;
mod index;
mod keep;
mod leaving;
mod library;
mod people_map;
mod print;
mod program;
mod said;
mod show;
mod store;
mod take;
mod used;
mod whose;
mod worksheet;

use cairn_toolkit::Tool;

use crate::access::{RecordId, Tier};
use crate::web::Routes;

pub use dose::{Used, of_program, of_record};
pub use edit::ToolForm;
pub use in_session::InSession;
pub use leaving::{in_plain_words, name_of};
pub use library::Library;
pub use take::forms_to_take;
pub use whose::{Opened, Whose};
pub use worksheet::COMPANY;

macro_rules! routes_of {
    ($routes:expr, $base:literal) => {
        $routes
            .get($base, index::index)
            .get(concat!($base, "/{tool}"), edit::edit)
            .post(concat!($base, "/{tool}"), edit::update)
            .get(concat!($base, "/{tool}/print"), print::blank)
            .post(concat!($base, "/{tool}/uses"), used::create)
            .post(concat!($base, "/{tool}/uses/{used}/rating"), used::rate)
            .get(concat!($base, "/{tool}/worksheets"), history::index)
            .get(concat!($base, "/{tool}/worksheets/{sheet}"), show::show)
            .get(concat!($base, "/{tool}/worksheets/{sheet}/edit"), edit::edit)
            .post(concat!($base, "/{tool}/worksheets/{sheet}"), edit::update)
            .get(concat!($base, "/{tool}/worksheets/{sheet}/print"), print::show)
    };
}

pub fn routes() -> Routes {
    let routes = routes_of!(Routes::new(), "/participants/{id}/tools");
    let routes = routes_of!(routes, "/family-members/{id}/tools");
    let routes = routes_of!(routes, "/my-tools");
    routes.merge(program::routes())
}

/// Who reads what somebody writes, unless they say otherwise.
fn usual_tier(opened: &Opened) -> Tier {
    match opened {
        Opened::Own(_) => Tier::Mine,
        Opened::Record(_) => Tier::Ours,
    }
}

/// The room that is this tool, of tools that are rooms.
fn room_of(whose: Whose, tool: &Tool) -> Option<String> {
    match (tool.place.as_deref(), whose) {
        (Some("safety_plan"), Whose::Record(RecordId::Participant(id))) => {
            Some(format!("/participants/{id}/safety-plan"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::{Language, Text};

    #[test]
    fn every_code_has_a_word_in_every_language() {
        let owners = cairn_toolkit::Owner::ALL.map(cairn_toolkit::Owner::code);
        let standings = cairn_toolkit::Standing::ALL.map(cairn_toolkit::Standing::code);
        let reasons = ["required", "too-long", "too-many", "rating", "minute", "option", "date", "shape"];
        let codes: [(&str, &[&str]); 6] = [
            ("tools-group", &library::GROUPS),
            ("tool-company", &COMPANY),
            ("tool-owner", &owners),
            ("tool-standing", &standings),
            ("tool-kind", &program::KINDS),
            ("tool-wrong", &reasons),
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

    #[test]
    fn every_shipped_tool_stands_on_a_shelf_and_is_read_by_its_owners() {
        for tool in cairn_toolkit::library() {
            assert!(library::GROUPS.contains(&library::group_of(tool)), "{}", tool.id);
            assert_ne!(library::group_of(tool), "own", "{}", tool.id);
            assert!(
                tool.place.is_none() || tool.owners == [cairn_toolkit::Owner::Participant],
                "{}",
                tool.id
            );
        }
    }
}
