//! What was asked for is done, and the notice comes in the same response.

use askama::Template;

use crate::web::{Answer, Shell, Text, Visitor};

#[derive(Template)]
#[template(path = "notices/between.html")]
struct BetweenPage {
    t: Text,
    shell: Shell,
    location: String,
}

/// Stands for the redirect after a form when the notice is due: the frame of the page shows it.
pub fn between(visitor: &Visitor, location: &str) -> Answer {
    let (t, mut shell) = visitor.shell("notice-title");
    shell.path = location.to_string();
    shell.notice = visitor.notice.as_ref().map(|notice| notice.draw(&t, location)).unwrap_or_default();
    visitor.show(BetweenPage { t, shell, location: location.to_string() })
}
