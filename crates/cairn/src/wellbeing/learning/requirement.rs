//! What a certifying board asks for, as data (`requirements.json`), and how far somebody is: pure rules.
//!
//! Boards differ and change; a page that shows this says "check with your board".

use std::sync::LazyLock;

use serde::Deserialize;

use super::entry::Entry;

/// One board's requirement, as the file has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Requirement {
    pub id: String,
    pub name: String,
    /// Where the figures come from, shown with them.
    pub source: String,
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Part {
    /// training, supervision, experience
    pub code: String,
    /// One of [`super::entry::DOMAINS`]; none where the domain does not matter.
    #[serde(default)]
    pub domain: Option<String>,
    /// Which kinds of learning count for it, of [`super::entry::KINDS`].
    pub kinds: Vec<String>,
    /// Whether work with people counts for it.
    #[serde(default)]
    pub practice: bool,
    pub hours: i64,
}

static ALL: LazyLock<Vec<Requirement>> =
    LazyLock::new(|| serde_json::from_str(include_str!("requirements.json")).unwrap_or_default());

/// Every requirement that is known.
pub fn all() -> &'static [Requirement] {
    &ALL
}

/// How far somebody is with one part, in minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    pub code: String,
    pub domain: Option<String>,
    pub asked: i64,
    pub kept: i64,
    /// Of these, confirmed by a supervisor; work with people is on record in the program and counts as such.
    pub confirmed: i64,
}

impl Requirement {
    /// `entries` are those that stand; `practice` is minutes of work with people.
    pub fn progress(&self, entries: &[Entry], practice: i64) -> Vec<Progress> {
        let part = |part: &Part| {
            let counted = entries.iter().filter(|one| {
                part.kinds.contains(&one.kind)
                    && part.domain.as_ref().is_none_or(|domain| *domain == one.domain)
            });
            let (mut kept, mut confirmed) = (0, 0);
            for one in counted {
                kept += one.minutes;
                confirmed += if one.confirmation.is_some() { one.minutes } else { 0 };
            }
            let practice = if part.practice { practice } else { 0 };
            Progress {
                code: part.code.clone(),
                domain: part.domain.clone(),
                asked: part.hours * 60,
                kept: kept + practice,
                confirmed: confirmed + practice,
            }
        };
        self.parts.iter().map(part).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::entry::{DOMAINS, KINDS, tests::entry};
    use super::*;

    #[test]
    fn the_file_can_be_read_and_names_what_is_there() {
        let parsed: Vec<Requirement> = serde_json::from_str(include_str!("requirements.json")).unwrap();
        assert_eq!(all(), parsed);
        for part in parsed.iter().flat_map(|one| &one.parts) {
            assert!(part.kinds.iter().all(|kind| KINDS.contains(&kind.as_str())), "{part:?}");
            assert!(part.domain.iter().all(|domain| DOMAINS.contains(&domain.as_str())), "{part:?}");
        }
        let training = parsed[0].parts.iter().filter(|part| part.code == "training");
        assert_eq!(training.map(|part| part.hours).sum::<i64>(), 46);
    }

    #[test]
    fn only_what_counts_is_counted() {
        let entries = [
            entry("training", "advocacy", 120, true),
            entry("training", "advocacy", 60, false),
            entry("training", "ethical_responsibility", 90, false),
            entry("reflection", "advocacy", 30, true),
            entry("supervision", "advocacy", 50, true),
        ];
        let progress = all()[0].progress(&entries, 600);
        let of = |code: &str, domain: Option<&str>| {
            let found = progress.iter().find(|one| one.code == code && one.domain.as_deref() == domain);
            found.map(|one| (one.kept, one.confirmed)).unwrap()
        };
        assert_eq!(of("training", Some("advocacy")), (180, 120));
        assert_eq!(of("training", Some("ethical_responsibility")), (90, 0));
        assert_eq!(of("supervision", None), (50, 50));
        assert_eq!(of("experience", None), (600, 600));
    }
}
