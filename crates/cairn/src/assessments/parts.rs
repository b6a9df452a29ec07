//! The course of an instrument that has parts and no total, as a table: adding its parts up would invent a number.

use cairn_instruments::Definition;

use super::window::window_words;
use super::{Assessment, named, subscales, words};
use crate::web::Text;

/// One row a day, one column a part.
pub struct Parts {
    pub name: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// None for what has a total, and before the first answer.
pub fn of(t: &Text, definition: &Definition, filed: &[Assessment]) -> Option<Parts> {
    if definition.scoring.total.is_some() || definition.scoring.subscales.is_empty() {
        return None;
    }
    let answered = filed.iter().filter(|one| one.is_of(definition) && one.is_answered() && !one.kept_back);
    let rows: Vec<Vec<String>> = answered
        .map(|one| {
            let told = subscales(t, definition, &one.answers).into_iter().map(|part| part.words);
            [t.date(&one.answered_on), window_words(t, &one.window)].into_iter().chain(told).collect()
        })
        .collect();
    let names = definition.scoring.subscales.iter().map(|part| words(t, &part.name));
    let head = ["progress-day", "progress-time"].map(|key| t.get(key)).into_iter().chain(names).collect();
    (!rows.is_empty()).then(|| Parts { name: named(t, definition), head, rows })
}
