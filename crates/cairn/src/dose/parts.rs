//! Tables as pages draw them: parts of a whole, and the whole below.

use super::dose::Sum;
use crate::outcomes::percent;
use crate::web::Text;

/// A row of words.
pub struct Row {
    pub name: String,
    /// Only where people are counted.
    pub who: String,
    pub contacts: String,
    pub minutes: String,
    pub share: String,
    /// Length of a bar, 0 to 100; none where nothing may be shown.
    pub bar: Option<i64>,
}

impl Row {
    /// What a part says of a whole. `counted`: the people are worth a figure.
    pub fn of(t: &Text, name: String, sum: &Sum, (whole, counted): (&Sum, bool)) -> Row {
        let bar = sum.share_of(whole).map(percent);
        Row {
            name,
            who: if counted { sum.who.len().to_string() } else { String::new() },
            contacts: sum.contacts.to_string(),
            minutes: sum.minutes.to_string(),
            share: bar
                .map_or_else(|| t.get("dose-no-share"), |share| t.with("outcomes-share", "share", share)),
            bar,
        }
    }

    pub fn hidden(t: &Text, name: String) -> Row {
        let hidden = || t.get("outcomes-hidden");
        Row { name, who: hidden(), contacts: hidden(), minutes: hidden(), share: hidden(), bar: None }
    }
}

pub struct Table {
    pub caption: String,
    /// The heading of the first column.
    pub by: String,
    /// The heading of the people's column, where people are counted.
    pub who: Option<String>,
    pub rows: Vec<Row>,
    pub total: Option<Row>,
}
