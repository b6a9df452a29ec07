use std::sync::LazyLock;

use crate::{Error, Tool};

/// Every embedded file, in the order of a library page. Versions of one tool stand together, the newest last; an older
/// one stays, so that what was written with it can be read against its words.
const FILES: [&str; 19] = [
    include_str!("../data/goal_setting.json"),
    include_str!("../data/problem_solving.json"),
    include_str!("../data/wellness_plan.json"),
    include_str!("../data/relapse_prevention.json"),
    include_str!("../data/safety_plan.json"),
    include_str!("../data/overdose_plan.json"),
    include_str!("../data/halt.json"),
    include_str!("../data/urge_surfing.json"),
    include_str!("../data/decisional_balance.json"),
    include_str!("../data/recovery_capital_map.json"),
    include_str!("../data/refusal_practice.json"),
    include_str!("../data/communication_practice.json"),
    include_str!("../data/story_with_a_purpose.json"),
    include_str!("../data/after_session_reflection.json"),
    include_str!("../data/family_safety.json"),
    include_str!("../data/family_own_support.json"),
    include_str!("../data/family_communication.json"),
    include_str!("../data/natural_consequences.json"),
    include_str!("../data/inviting_to_treatment.json"),
];

/// A tool of a program's own, with one of every kind of field: what a program starts from.
pub const EXAMPLE: &str = include_str!("../data/example.json");

// A file that does not load would be left out; a test keeps that from ever being released.
static CATALOG: LazyLock<Vec<Tool>> =
    LazyLock::new(|| FILES.iter().filter_map(|file| Tool::parse(file).ok()).collect());

/// Every tool that is shipped, all versions.
pub fn all() -> &'static [Tool] {
    &CATALOG
}

/// Every tool that is shipped, in its newest version only.
pub fn library() -> impl Iterator<Item = &'static Tool> {
    all().iter().filter(|tool| newest(&tool.id).is_some_and(|newest| newest.version == tool.version))
}

/// The newest version of a shipped tool.
pub fn newest(id: &str) -> Option<&'static Tool> {
    all().iter().rfind(|tool| tool.id == id)
}

/// A shipped tool in one version.
///
/// # Errors
/// [`Error::UnknownTool`], [`Error::UnknownVersion`]; both list what exists.
pub fn find(id: &str, version: u32) -> Result<&'static Tool, Error> {
    let versions: Vec<_> = all().iter().filter(|tool| tool.id == id).collect();
    if versions.is_empty() {
        let known: Vec<_> = library().map(|tool| tool.id.as_str()).collect();
        return Err(Error::UnknownTool { id: id.to_owned(), known: known.join(", ") });
    }
    versions.iter().find(|tool| tool.version == version).copied().ok_or_else(|| {
        let known: Vec<_> = versions.iter().map(|tool| tool.version.to_string()).collect();
        Error::UnknownVersion { id: id.to_owned(), version, known: known.join(", ") }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_file_loads() {
        for file in FILES.iter().chain([&EXAMPLE]) {
            let loaded = Tool::parse(file);
            assert!(loaded.is_ok(), "{loaded:?}");
        }
        assert_eq!(all().len(), FILES.len());
    }

    /// When this fails a text or a field was changed. If that was meant, keep the old file, add a new version, and pin
    /// the new hash here. Kept worksheets point at these hashes.
    #[test]
    fn the_words_of_a_released_version_never_change() {
        let found: Vec<_> = all().iter().map(|t| format!("{} {} {}", t.id, t.version, t.hash())).collect();
        let pinned = include_str!("../data/HASHES");
        assert_eq!(found.join("\n"), pinned.trim_end());
    }

    #[test]
    fn unknown_names_are_answered_with_the_known_ones() {
        assert_eq!(newest("halt").map(|tool| tool.id.as_str()), Some("halt"));
        assert!(newest("halts").is_none());
        assert!(find("halts", 1).unwrap_err().to_string().contains("halt"));
        assert!(find("halt", 99).unwrap_err().to_string().contains("use one of: 1"));
    }
}
