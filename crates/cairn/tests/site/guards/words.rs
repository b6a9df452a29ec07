//! Our own words: person-first everywhere, and neutral where a stranger may read them.

use cairn::web::{Language, locale_files};
use cairn_language::{Hints, Severity, Voice};

fn sentences(language: Language) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (_, text) in locale_files(language) {
        for line in text.lines() {
            if let Some((key, words)) = line.split_once(" = ") {
                found.push((key.trim().to_string(), words.to_string()));
            }
        }
    }
    found
}

#[test]
fn our_own_sentences_are_person_first() {
    let mut wrong = Vec::new();
    for (key, words) in sentences(Language::English) {
        for hint in Hints::bundled().find(&words, Voice::Staff) {
            if !matches!(hint.severity, Severity::Context) {
                wrong.push(format!("{key}: {:?}, better {}", hint.text, hint.instead));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What a phone shows in its history and task switcher.
#[test]
fn titles_tell_a_stranger_nothing() {
    const TELLING: [&str; 14] = [
        "recover",
        "sober",
        "addict",
        "substance",
        "overdose",
        "opioid",
        "alcohol",
        "drug",
        "rehab",
        "relapse",
        "recupera",
        "sobri",
        "adicc",
        "droga",
    ];
    let mut keys = Vec::new();
    super::translations::visit_sources(&mut |_, text| {
        for rest in text.split(".shell(\"").skip(1) {
            keys.push(rest.split('"').next().unwrap().to_string());
        }
    });
    assert!(keys.len() > 10, "the search for titles finds none");
    for language in Language::ALL {
        for (key, words) in sentences(language).into_iter().filter(|(key, _)| keys.contains(key)) {
            let words = words.to_lowercase();
            assert!(!TELLING.iter().any(|telling| words.contains(telling)), "{key}: {words}");
        }
    }
}
