//! Files stay small enough to be read, and nothing hides behind a name that says nothing.

use std::path::{Path, PathBuf};

const MOST_LINES: usize = 400;
const EMPTY_NAMES: [&str; 7] = ["utils", "util", "helpers", "common", "manager", "service", "misc"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs" || e == "html" || e == "css" || e == "js") {
            found.push(path);
        }
    }
}

fn all() -> Vec<PathBuf> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let mut found = Vec::new();
    sources(&root.join("crates"), &mut found);
    sources(&root.join("assets"), &mut found);
    found
}

#[test]
fn files_fit_into_a_head() {
    let long: Vec<_> = all()
        .into_iter()
        .map(|path| (std::fs::read_to_string(&path).unwrap().lines().count(), path))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .collect();
    assert!(long.is_empty(), "split by noun or verb: {long:#?}");
}

#[test]
fn names_say_something() {
    let empty: Vec<_> = all()
        .into_iter()
        .filter(|path| {
            path.components().any(|part| {
                let name = part.as_os_str().to_string_lossy();
                EMPTY_NAMES.contains(&name.trim_end_matches(".rs"))
            })
        })
        .collect();
    assert!(empty.is_empty(), "look the word up in docs/glossary.md: {empty:#?}");
}

#[test]
fn templates_have_no_inline_scripts_or_styles() {
    let mut wrong = Vec::new();
    for path in all().into_iter().filter(|path| path.extension().is_some_and(|e| e == "html")) {
        let text = std::fs::read_to_string(&path).unwrap();
        for forbidden in [" style=\"", "<style", " onclick", " onchange", " onsubmit", "|safe", "<script>"] {
            if text.contains(forbidden) {
                wrong.push(format!("{}: {forbidden}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "the content policy refuses these: {wrong:#?}");
}
