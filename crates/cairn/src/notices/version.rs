//! A version of the notice: its texts, its number and its hash.

use data_encoding::HEXLOWER;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::web::Language;

/// The text that comes with Cairn, as version 1.
const FIRST: [(Language, &str); 2] =
    [(Language::English, include_str!("text/1.en.txt")), (Language::Spanish, include_str!("text/1.es.txt"))];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub number: i64,
    pub effective_on: Date,
    pub english: String,
    pub spanish: String,
    pub hash: String,
    pub material: bool,
}

/// What stands for the braces in the first version.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    pub program: String,
    pub name: String,
    pub phone: String,
    pub email: String,
}

/// A piece of the text as a page draws it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Heading(String),
    Words(String),
    Points(Vec<String>),
}

pub fn hash(english: &str, spanish: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(english.as_bytes());
    hasher.update([0]);
    hasher.update(spanish.as_bytes());
    HEXLOWER.encode(&hasher.finalize())
}

impl Version {
    /// The text that comes with Cairn, with the program's names in it.
    pub fn first(contact: &Contact, effective_on: Date) -> Version {
        let [english, spanish] = FIRST.map(|(_, text)| {
            text.replace("{program}", &contact.program)
                .replace("{contact}", &contact.name)
                .replace("{phone}", &contact.phone)
                .replace("{email}", &contact.email)
                .replace("{effective}", &effective_on.to_string())
        });
        Version { number: 1, effective_on, hash: hash(&english, &spanish), english, spanish, material: true }
    }

    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::English => &self.english,
            Language::Spanish => &self.spanish,
        }
    }

    /// The text in pieces: a line that begins with `# ` is a heading, with `- ` a point, any other a paragraph.
    pub fn blocks(&self, language: Language) -> Vec<Block> {
        let mut blocks = Vec::new();
        for line in self.text(language).lines().map(str::trim).filter(|line| !line.is_empty()) {
            match (line.strip_prefix("# "), line.strip_prefix("- "), blocks.last_mut()) {
                (Some(heading), ..) => blocks.push(Block::Heading(heading.to_string())),
                (_, Some(point), Some(Block::Points(points))) => points.push(point.to_string()),
                (_, Some(point), _) => blocks.push(Block::Points(vec![point.to_string()])),
                _ => blocks.push(Block::Words(line.to_string())),
            }
        }
        blocks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first() -> Version {
        let contact = Contact {
            program: "Stillwater".to_string(),
            name: "Pia Moreau".to_string(),
            phone: "555-0100".to_string(),
            email: "pia@example.org".to_string(),
        };
        Version::first(&contact, "2026-03-02".parse().unwrap())
    }

    #[test]
    fn row_14_both_languages_have_the_same_parts_and_no_brace_is_left() {
        let first = first();
        let shape = |language| -> Vec<usize> {
            let size = |block: &Block| match block {
                Block::Heading(_) => 0,
                Block::Words(_) => 1,
                Block::Points(points) => 1 + points.len(),
            };
            first.blocks(language).iter().map(size).collect()
        };
        assert_eq!(shape(Language::English), shape(Language::Spanish));
        for language in Language::ALL {
            assert!(!first.text(language).contains(['{', '}']), "{language:?}");
        }
    }

    #[test]
    fn row_14_what_the_rule_asks_for_is_in_it() {
        // 42 CFR 2.22(b)(1)(i)-(viii).
        let needed = [
            "Notice of Privacy Practices of Stillwater",
            "HOW TO FILE A COMPLAINT",
            "YOU HAVE A RIGHT TO A COPY OF THIS NOTICE (IN PAPER OR ELECTRONIC FORM)",
            "without your written consent",
            "For example:",
            "one consent for all future treatment, payment and health care operations",
            "take back any consent in writing",
            "proceeding against you",
            "share them again",
            "raise money",
            "paid for something in full",
            "in the last three years",
            "intermediary",
            "on paper, even if you agreed",
            "To discuss this notice",
            "tell you after a breach",
            "We may change this notice",
            "Secretary of the U.S. Department of Health and Human Services",
            "Nobody may treat you worse",
            "Pia Moreau, 555-0100, pia@example.org",
            "2026-03-02",
        ];
        let text = first().english;
        let missing: Vec<_> = needed.into_iter().filter(|words| !text.contains(words)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn another_word_is_another_hash() {
        let first = first();
        assert_ne!(hash(&first.english, &first.spanish), hash(&first.english, ""));
        assert_ne!(hash("ab", "c"), hash("a", "bc"));
    }
}
