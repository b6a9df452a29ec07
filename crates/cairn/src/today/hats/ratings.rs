//! How something was for whoever was there: three questions, asked once.

use crate::session_ratings::Of;
use crate::today::line::{Line, Link};
use crate::web::Text;

/// `group`: the name of the group, for a meeting of one.
pub(super) fn line(t: &Text, of: Of, group: Option<String>) -> Line {
    let key = ["today-rating-", of.kind()].concat();
    let href = of.path();
    Line {
        title: t.get("today-rating"),
        text: t.with(&key, "name", group.unwrap_or_default()),
        links: vec![Link::new(href.clone(), t.get("today-start"))],
        href,
        ..Line::default()
    }
}
