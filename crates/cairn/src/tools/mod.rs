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
pub use take::forms_to_take;
pub use worksheet::COMPANY;

use whose::{Opened, Whose};

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
