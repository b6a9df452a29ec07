//! `cairn part2 decide`, run as an auditor runs it.

use std::io::Write;
use std::process::{Command, Stdio};

const PAGE: &str = include_str!("../../../../../docs/operating/part2.md");

fn example(number: usize) -> &'static str {
    PAGE.split("```json\n").nth(number).unwrap().split_once("```").unwrap().0
}

/// Exit status, standard output, standard error.
fn decide(arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cairn"))
        .args(["part2", "decide"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that was called wrongly does not read.
    let _ = command.stdin.take().unwrap().write_all(input.as_bytes());
    let output = command.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_permit_names_the_consent_that_decided_and_what_travels_along() {
    let (status, out, error) = decide(&[], example(1));
    assert_eq!((status, error.as_str()), (Some(0), ""));
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["decision"], "permit");
    assert_eq!(answer["decided_by"][0]["id"], "c1");
    assert!(answer["notice"].as_str().unwrap().starts_with("This record which has been disclosed to you"));
    let duties: Vec<&str> =
        answer["obligations"].as_array().unwrap().iter().map(|o| o["do"].as_str().unwrap()).collect();
    assert_eq!(duties, ["notice", "scope_copy", "label", "ledger"]);
}

#[test]
fn a_denial_is_an_answer_too() {
    let (status, out, error) = decide(&[], example(2));
    assert_eq!((status, error.as_str()), (Some(0), ""));
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["decision"], "deny");
    assert!(answer["in_words"].as_array().unwrap().contains(&"It was revoked for this recipient.".into()));
}

#[test]
fn what_cannot_be_read_is_told_by_file_place_and_remedy() {
    let broken = example(1).replace("\"plan\"", "\"diary\"");
    let (status, out, error) = decide(&[], &broken);
    assert_eq!((status, out.as_str()), (Some(1), ""));
    for part in ["standard input", "request.categories[0]", "diary", "docs/operating/part2.md"] {
        assert!(error.contains(part), "{part} is not in {error}");
    }
    assert!(!error.contains("panicked"), "{error}");
    let file = std::env::temp_dir().join(format!("cairn-part2-{}.json", std::process::id()));
    std::fs::write(&file, &broken).unwrap();
    let (status, _, error) = decide(&[file.to_str().unwrap()], "");
    std::fs::write(&file, example(1)).unwrap();
    let (good, _, _) = decide(&[file.to_str().unwrap()], "");
    std::fs::remove_file(&file).unwrap();
    assert_eq!((status, good), (Some(1), Some(0)));
    assert!(error.contains(file.to_str().unwrap()), "{error}");
    let (status, _, error) = decide(&["nowhere.json"], "");
    assert_eq!(status, Some(1));
    assert!(error.contains("nowhere.json") && error.contains("check the path"), "{error}");
}

#[test]
fn a_wrong_call_has_its_own_exit_status() {
    assert_eq!(decide(&["one.json", "two.json"], "").0, Some(2));
    assert_eq!(decide(&["--soon"], "").0, Some(2));
}
