//! What can be shared or wished for: the kinds and values of `cairn_matching::VALUES`, their words, and the part of
//! a form that asks about each of them.

use cairn_matching::{Kind, VALUES};

use crate::web::{Choice, Form, Text};

/// How far an item may go, as stored: `cairn_matching::Showing`.
pub const SHOWINGS: [&str; 2] = ["may_be_shown", "matching_only"];
/// 1 nice, 2 matters, 3 matters a lot.
pub const WEIGHTS: [&str; 3] = ["1", "2", "3"];

/// The words for a value; one outside the list (from an import) shows as itself.
pub fn label(t: &Text, kind: Kind, value: &str) -> String {
    let key = format!("experience-{}-{value}", kind.code()).replace('_', "-");
    if t.has(&key) { t.get(&key) } else { value.to_string() }
}

/// One kind with its values, as a form asks about them.
pub struct Group {
    pub label: String,
    /// Whether something is chosen in it already, or has to be mended.
    pub open: bool,
    pub items: Vec<Item>,
}

pub struct Item {
    pub field: String,
    pub label: String,
    pub options: Vec<Choice>,
}

/// The questions of a form: for each value one of `codes`, or nothing. `words` is the stem of the codes' words.
pub fn groups(t: &Text, form: &Form, codes: &[&str], words: &str) -> Vec<Group> {
    let options = Choice::codes(t, words, codes);
    let item = |kind: Kind, value: &str| Item {
        field: field(kind, value),
        label: label(t, kind, value),
        options: options.clone(),
    };
    let group = |(kind, values): &(Kind, &[&str])| {
        let items: Vec<Item> = values.iter().map(|value| item(*kind, value)).collect();
        let open = items.iter().any(|item| !form.value(&item.field).is_empty());
        Group { label: t.code("experience-kind", kind.code()), open, items }
    };
    VALUES.iter().map(group).collect()
}

/// Kind, value and chosen code of everything that was answered.
pub fn read(form: &mut Form, codes: &[&str]) -> Vec<(Kind, &'static str, String)> {
    let mut chosen = Vec::new();
    for (kind, values) in VALUES {
        for value in *values {
            if let Some(code) = form.choice(&field(*kind, value), codes) {
                chosen.push((*kind, *value, code));
            }
        }
    }
    chosen
}

/// The form field that asks about a value.
pub fn field(kind: Kind, value: &str) -> String {
    format!("{}-{value}", kind.code())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Language;
    use jiff::tz::TimeZone;

    #[test]
    fn every_kind_and_value_has_words_in_every_language() {
        for language in Language::ALL {
            let t = Text::new(language, TimeZone::UTC);
            for (kind, values) in VALUES {
                let key = format!("experience-kind-{}", kind.code()).replace('_', "-");
                assert!(t.has(&key), "{language:?} {key}");
                for value in *values {
                    let key = format!("experience-{}-{value}", kind.code()).replace('_', "-");
                    assert!(t.has(&key), "{language:?} {key}");
                }
            }
        }
    }
}
