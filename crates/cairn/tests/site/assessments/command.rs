//! `cairn instruments`, as somebody runs it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cairn"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn the_list_names_every_instrument_with_its_hash() {
    let output = run(&["instruments", "list"], "");
    assert!(output.status.success());
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let barc10 = list
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["id"] == "barc10")
        .unwrap();
    assert_eq!(barc10["items"].as_array().unwrap().len(), 10);
    assert_eq!(barc10["hash"].as_str().unwrap().len(), 64);
}

#[test]
fn answers_on_standard_input_and_in_a_file_are_scored_alike() {
    let request = r#"{"instrument": "who5", "answers": [5, 4, 3, 2, 1]}"#;
    let output = run(&["instruments", "score"], request);
    assert!(output.status.success());
    let scored: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(scored["total"], 60, "15 x 4");

    let path = std::env::temp_dir().join(format!("cairn-score-{}.json", std::process::id()));
    std::fs::write(&path, request).unwrap();
    let from_file = run(&["instruments", "score", "--file", path.to_str().unwrap()], "");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(from_file.stdout, output.stdout);
}

#[test]
fn a_missing_answer_gives_no_total() {
    let output = run(
        &["instruments", "score"],
        r#"{"instrument": "who5", "answers": [5, null, 3, 2, 1]}"#,
    );
    let scored: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(scored["total"].is_null());
    assert_eq!(scored["missing"][0], "2");
}

#[test]
fn what_is_wrong_is_said_on_standard_error() {
    for (input, words) in [
        (r#"{"instrument": "who5", "answers": [5, 9, 3, 2, 1]}"#, "item 2"),
        (r#"{"instrument": "mood", "answers": []}"#, "barc10"),
        ("{", "line 1"),
    ] {
        let output = run(&["instruments", "score"], input);
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty());
        assert!(
            String::from_utf8_lossy(&output.stderr).contains(words),
            "{output:?}"
        );
    }
    assert_eq!(
        run(&["instruments", "score", "--file", "/no/such/file"], "")
            .status
            .code(),
        Some(1)
    );
    assert_eq!(run(&["instruments", "guess"], "").status.code(), Some(2));
}
