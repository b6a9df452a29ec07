//! What a group note says, and the rule of its shared part.

use jiff::Timestamp;

use crate::access::Tier;
use crate::ids::{ParticipantId, PersonId};
use crate::web::Text;

/// Characters of the shared part, and of each personal one.
pub const LONGEST: usize = 4000;
/// What a part can be: for who was there, who led and their supervisor; for the team; or part of the record.
pub const TIERS: [Tier; 3] = [Tier::Supervised, Tier::Team, Tier::Record];
pub const TIER_CODES: [&str; 3] = ["supervised", "team", "record"];

/// A version as it was saved; never changed after, but for who may read a part.
#[derive(Debug, Clone)]
pub struct SavedNote {
    pub version: i64,
    pub shared: String,
    pub tier: Tier,
    /// A code of [`super::super::facilitation::NotBilled`]; none: it is billed.
    pub not_billed: Option<String>,
    pub unit_rule: String,
    pub amendment_reason: Option<String>,
    pub saved_at: Timestamp,
    pub saved_by: String,
    pub parts: Vec<SavedPart>,
}

impl SavedNote {
    /// Which version it is, who saved it and when.
    pub fn signature(&self, t: &Text) -> String {
        let values = [
            ("version", self.version.into()),
            ("name", self.saved_by.as_str().into()),
            ("when", t.instant(&self.saved_at).into()),
        ];
        t.args("note-saved-by", values)
    }

    pub fn units(&self) -> i64 {
        self.parts.iter().map(|part| part.units).sum()
    }
}

/// What is written about one person.
#[derive(Debug, Clone)]
pub struct SavedPart {
    pub person: PersonId,
    /// None for family members.
    pub participant: Option<ParticipantId>,
    pub name: String,
    pub tier: Tier,
    pub words: String,
    pub minutes: i64,
    pub units: i64,
}

/// Names that stand in a text as words of their own, whatever the letter case: of each person the whole name, and every
/// part of it with at least three letters. Each person's first match, once.
pub fn names_in<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let words: Vec<String> = words(text).collect();
    let mut found: Vec<String> = Vec::new();
    for name in names {
        let whole: Vec<String> = self::words(name).collect();
        let together = !whole.is_empty() && words.windows(whole.len()).any(|window| window == whole);
        let hit = if together {
            Some(name.to_string())
        } else {
            name.split_whitespace().find_map(|part| {
                let mut letters = self::words(part);
                let word = letters.next().filter(|word| word.chars().count() >= 3)?;
                words.contains(&word).then(|| part.to_string())
            })
        };
        if let Some(hit) = hit.filter(|hit| !found.contains(hit)) {
            found.push(hit);
        }
    }
    found
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_found_as_words() {
        let names = ["Ana Ruiz", "Bo Chen", "Jo"];
        assert_eq!(names_in("We spoke of rest. ana told more.", names), ["Ana"]);
        assert_eq!(names_in("Chen's plan, and Ruiz", names), ["Ruiz", "Chen"]);
        assert_eq!(names_in("A banana and a boat", names), Vec::<String>::new(), "not inside other words");
        assert_eq!(names_in("bo chen was quiet", names), ["Bo Chen"], "a short first name with the last one");
        assert_eq!(
            names_in("so to speak, Bo", names),
            Vec::<String>::new(),
            "two letters alone are a word of many"
        );
    }

    proptest! {
        #[test]
        fn a_whole_name_is_always_found(before in "[a-z ]{0,20}", name in "[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}", after in "[a-z ,.]{0,20}") {
            let text = format!("{before} {name}, {after}");
            prop_assert_eq!(names_in(&text, [name.as_str()]), vec![name.clone()]);
        }

        #[test]
        fn a_text_without_letters_names_nobody(text in "[0-9 .,;!?-]{0,40}", name in "[A-Z][a-z]{2,8}") {
            prop_assert!(names_in(&text, [name.as_str()]).is_empty());
        }
    }
}
