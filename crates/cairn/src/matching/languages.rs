//! The languages people speak with each other here, and the genders a person may state.

use crate::web::{Choice, Text};

/// Codes of ISO 639-1, and `ase` (ISO 639-3) for American Sign Language. The most spoken at home in the United
/// States (American Community Survey, table B16001), not the languages that Cairn itself is written in.
pub const LANGUAGES: [&str; 13] =
    ["en", "es", "zh", "tl", "vi", "ar", "fr", "ko", "ru", "pt", "ht", "hi", "ase"];

/// What a person may state about themself, or ask of a supporter. Stating it is optional.
pub const GENDERS: [&str; 3] = ["woman", "man", "nonbinary"];

/// The word for a language; a code outside the list (from an import) shows as itself.
pub fn word(t: &Text, code: &str) -> String {
    let key = format!("speaks-{code}");
    if t.has(&key) { t.get(&key) } else { code.to_string() }
}

pub fn choices(t: &Text) -> Vec<Choice> {
    LANGUAGES.iter().map(|code| Choice::new(*code, word(t, code))).collect()
}

pub fn genders(t: &Text) -> Vec<Choice> {
    Choice::codes(t, "stated-gender", &GENDERS)
}
