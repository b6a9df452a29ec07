use std::sync::LazyLock;

use crate::{Definition, Error};

/// Every embedded file. Versions of one instrument stand in order of age, the newest last; a retired version stays, so
/// that old assessments can be read against the words that were asked.
const FILES: [&str; 10] = [
    include_str!("../data/barc10.json"),
    include_str!("../data/who5/who5.json"),
    include_str!("../data/mirc28.json"),
    include_str!("../data/bam.json"),
    include_str!("../data/phq9.json"),
    include_str!("../data/gad7.json"),
    include_str!("../data/auditc.json"),
    include_str!("../data/audit/audit.json"),
    include_str!("../data/dast10/dast10.json"),
    include_str!("../data/proqol5/proqol5.json"),
];

// A file that does not load would be left out; the test below keeps that from ever being released.
static CATALOG: LazyLock<Vec<Definition>> =
    LazyLock::new(|| FILES.iter().filter_map(|file| Definition::parse(file).ok()).collect());

/// Every definition, all versions.
pub fn all() -> &'static [Definition] {
    &CATALOG
}

/// The definition of `id` in `version`, or its newest version.
///
/// # Errors
/// [`Error::UnknownInstrument`], [`Error::UnknownVersion`]; both list what exists.
pub fn find(id: &str, version: Option<&str>) -> Result<&'static Definition, Error> {
    let versions: Vec<_> = all().iter().filter(|definition| definition.id == id).collect();
    let Some(newest) = versions.last() else {
        let mut known: Vec<_> = all().iter().map(|definition| definition.id.as_str()).collect();
        known.dedup();
        return Err(Error::UnknownInstrument { id: id.to_owned(), known: known.join(", ") });
    };
    let Some(version) = version else { return Ok(newest) };
    versions.iter().find(|definition| definition.version == version).copied().ok_or_else(|| {
        let known: Vec<_> = versions.iter().map(|definition| definition.version.as_str()).collect();
        Error::UnknownVersion { id: id.to_owned(), version: version.to_owned(), known: known.join(", ") }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_file_loads() {
        for file in FILES {
            let loaded = Definition::parse(file);
            assert!(loaded.is_ok(), "{loaded:?}");
        }
        assert_eq!(all().len(), FILES.len());
    }

    /// When this fails a text or a rule was changed. If that was meant, keep the old file, add a new version, and pin
    /// the new hash here. Stored assessments point at these hashes.
    #[test]
    fn the_words_of_a_released_version_never_change() {
        let found: Vec<_> = all().iter().map(|d| format!("{} {} {}", d.id, d.version, d.hash())).collect();
        let pinned = include_str!("../data/HASHES");
        assert_eq!(found.join("\n"), pinned.trim_end());
    }

    #[test]
    fn unknown_names_are_answered_with_the_known_ones() {
        assert_eq!(find("barc10", None).unwrap().items.len(), 10);
        assert!(find("barc", None).unwrap_err().to_string().contains("barc10, who5"));
        assert!(find("barc10", Some("9")).unwrap_err().to_string().contains("2017.1"));
    }
}
