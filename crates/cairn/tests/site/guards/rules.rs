//! Every rule of docs/privacy-rules.md has a test that carries its number, and points at what is there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The text of every Rust file below a folder.
fn sources(folder: &Path, all: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            sources(&path, all);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            all.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

/// Rules that a test names: `fn row_07_…` and `fn …_row_07_…`.
fn tested(texts: &[String]) -> BTreeSet<u8> {
    let mut rows = BTreeSet::new();
    for line in texts.iter().flat_map(|text| text.lines()).filter(|line| line.contains("fn ")) {
        let name = line.split("fn ").nth(1).unwrap_or_default();
        let number = name.split("row_").nth(1).and_then(|rest| rest.get(..2));
        rows.extend(number.and_then(|number| number.parse::<u8>().ok()));
    }
    rows
}

#[test]
fn every_rule_has_a_test_and_a_line() {
    let mut texts = Vec::new();
    sources(&root().join("crates"), &mut texts);
    let page = std::fs::read_to_string(root().join("docs/privacy-rules.md")).unwrap();
    let lines: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| row") && !line.starts_with("| ---"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let listed: BTreeSet<u8> = lines.iter().filter_map(|line| line[0].parse().ok()).collect();
    let all: BTreeSet<u8> = (1..=36).collect();
    assert_eq!(listed, all, "docs/privacy-rules.md");
    let untested: Vec<_> = all.difference(&tested(&texts)).copied().collect();
    assert!(untested.is_empty(), "rules without a test: {untested:?}");
    // What a line points at exists.
    let homes = ["crates/cairn/src", "crates/cairn/tests/site", "crates", "."];
    for line in &lines {
        for place in line[2].split('`').skip(1).step_by(2) {
            let found = homes.iter().any(|home| {
                let path = root().join(home).join(place);
                path.exists() || path.with_extension("rs").exists()
            });
            assert!(found, "row {}: there is no {place}", line[0]);
        }
    }
}

#[test]
fn a_rule_is_known_by_the_name_of_its_test() {
    let texts = ["async fn row_07_one() {}\nfn two_row_35() {}\nlet row_12 = 1;".to_string()];
    assert_eq!(tested(&texts), BTreeSet::from([7, 35]));
}
