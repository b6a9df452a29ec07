//! What a family says of itself, as a form asks it: item by item, nothing, for matching only, or may be shown.

use cairn_matching::{SaidTrait, Showing, Trait};

use crate::matching::SHOWINGS;
use crate::web::{Choice, Form, Text};

/// The words for a value; one outside the list shows as itself.
pub fn label(t: &Text, kind: Trait, value: &str) -> String {
    let key = format!("family-{}-{value}", kind.code()).replace('_', "-");
    if t.has(&key) { t.get(&key) } else { value.to_string() }
}

/// One kind with its values.
pub struct Group {
    pub label: String,
    /// Whether something is chosen in it already.
    pub open: bool,
    pub items: Vec<Item>,
}

pub struct Item {
    pub field: String,
    pub label: String,
    pub options: Vec<Choice>,
}

fn field(kind: Trait, value: &str) -> String {
    format!("{}-{value}", kind.code())
}

pub fn groups(t: &Text, form: &Form) -> Vec<Group> {
    let options = Choice::codes(t, "showing", &SHOWINGS);
    let group = |kind: Trait| {
        let items: Vec<Item> = kind
            .values()
            .iter()
            .map(|value| Item {
                field: field(kind, value),
                label: label(t, kind, value),
                options: options.clone(),
            })
            .collect();
        let open = items.iter().any(|item| !form.value(&item.field).is_empty());
        Group { label: t.code("family-trait", kind.code()), open, items }
    };
    Trait::ALL.into_iter().map(group).collect()
}

pub fn set(form: &mut Form, traits: &[SaidTrait]) {
    traits.iter().for_each(|one| form.set(&field(one.kind, &one.value), one.showing.code()));
}

pub fn read(form: &mut Form) -> Vec<SaidTrait> {
    let mut said = Vec::new();
    for kind in Trait::ALL {
        for value in kind.values() {
            let chosen = form.choice(&field(kind, value), &SHOWINGS);
            if let Some(showing) = chosen.as_deref().and_then(Showing::from_code) {
                said.push(SaidTrait { kind, value: (*value).to_string(), showing });
            }
        }
    }
    said
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
            for kind in Trait::ALL {
                assert!(t.has(&format!("family-trait-{}", kind.code())), "{language:?} {kind:?}");
                for value in kind.values() {
                    let key = format!("family-{}-{value}", kind.code()).replace('_', "-");
                    assert!(t.has(&key), "{language:?} {key}");
                }
            }
        }
    }
}
