//! The shell around every page: routes, the visit, forms, errors, layout, words, assets.
//!
//! Nothing in here knows a participant. A handler is a function from a [`Visit`] to an [`Answer`]; it works at a
//! desk inside `visit.read` or `visit.write`, draws a template, and hands it to `visit.show`.

mod assets;
pub mod chart;
mod fields;
mod flash;
mod form;
mod headers;
mod language;
mod look;
mod metrics;
mod paging;
mod places;
mod problem;
mod routes;
mod server;
mod shell;
mod text;
mod visit;

pub use flash::Flash;
pub use form::{Choice, FieldError, Form};
pub use look::{LOOK_ICONS, LOOK_NAMES, Look};
pub use metrics::recorder as metrics_recorder;
pub use paging::{Page, PageRequest};
pub use problem::{Problem, Refusal};
pub use routes::Routes;
pub use server::{all_routes, router, serve};
pub use shell::{LanguageLink, NavItem, Shell};
pub use text::{Language, Text, files as locale_files};
pub use visit::{Answer, Visit, Visitor};

pub(crate) use assets::{offline_js_href, worker_text};
pub(crate) use language::{cookie, keep as keep_language, language_of};
pub(crate) use visit::append_cookie;
