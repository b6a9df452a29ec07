//! Every sentence exists in every language, and every sentence that a page asks for exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use cairn::web::{Language, locale_files};

/// Key and file of every sentence; a key in two files is named.
fn keys(language: Language) -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    for (file, text) in locale_files(language) {
        for line in text.lines() {
            let Some((key, _)) = line.split_once(" =") else {
                continue;
            };
            if key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !key.is_empty() {
                let earlier = keys.insert(key.to_string(), file.clone());
                assert!(earlier.is_none(), "{key} stands twice in {language:?}: {file} and {earlier:?}");
            }
        }
    }
    keys
}

#[test]
fn english_and_spanish_have_the_same_keys() {
    let [english, spanish] = Language::ALL.map(keys);
    let (english, spanish): (BTreeSet<_>, BTreeSet<_>) = (english.keys().collect(), spanish.keys().collect());
    let missing: Vec<_> = english.symmetric_difference(&spanish).collect();
    assert!(missing.is_empty(), "in one language only: {missing:?}");
}

#[test]
fn every_file_can_be_read_whole() {
    for language in Language::ALL {
        for (file, text) in locale_files(language) {
            let parsed = fluent_bundle::FluentResource::try_new(text);
            assert!(parsed.is_ok(), "{language:?} {file}: {:?}", parsed.err().map(|(_, errors)| errors));
        }
    }
}

#[test]
fn every_sentence_that_a_page_asks_for_exists() {
    let known = keys(Language::English);
    let mut missing = BTreeSet::new();
    visit(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut |path, text| {
        for call in ["t.get(\"", ".with(\"", ".args(\"", ".shell(\"", "text_of(\"", "wrong(\"", "key: \""] {
            for rest in text.split(call).skip(1) {
                // What is wrong is said after the name of the field.
                let rest =
                    if call.starts_with("wrong") { rest.split("\", \"").nth(1).unwrap_or("") } else { rest };
                let key = rest.split('"').next().unwrap();
                let looks_like_a_key =
                    key.contains('-') && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
                if looks_like_a_key && !known.contains_key(key) {
                    missing.insert(format!("{key} ({})", path.display()));
                }
            }
        }
    });
    assert!(missing.is_empty(), "no such sentence: {missing:#?}");
}

/// What an entry of the log is about has a word, for the log is read by the people it is about.
#[test]
fn every_kind_of_object_has_a_word() {
    let known = keys(Language::English);
    let (mut found, mut missing) = (0, BTreeSet::new());
    visit(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut |_, text| {
        for rest in text.split("Act::").skip(1) {
            let Some((act, rest)) = rest.split_once(", \"") else { continue };
            let kind = rest.split('"').next().unwrap();
            if act.chars().all(char::is_alphanumeric)
                && kind.chars().all(|c| c.is_ascii_lowercase() || c == '_')
            {
                found += 1;
                let key = format!("object-{}", kind.replace('_', "-"));
                missing.extend(Some(key).filter(|key| !known.contains_key(key)));
            }
        }
    });
    assert!(found > 100, "{found}");
    assert!(missing.is_empty(), "no such sentence: {missing:#?}");
}

/// Every source file and template of the application.
pub fn visit_sources(each: &mut impl FnMut(&Path, &str)) {
    visit(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), each);
}

fn visit(folder: &Path, each: &mut impl FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, each);
        } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
            each(&path, &std::fs::read_to_string(&path).unwrap());
        }
    }
}
