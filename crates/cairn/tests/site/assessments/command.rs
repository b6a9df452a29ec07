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
    let barc10 = list.as_array().unwrap().iter().find(|one| one["id"] == "barc10").unwrap();
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
    let output = run(&["instruments", "score"], r#"{"instrument": "who5", "answers": [5, null, 3, 2, 1]}"#);
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
        assert!(String::from_utf8_lossy(&output.stderr).contains(words), "{output:?}");
    }
    assert_eq!(run(&["instruments", "score", "--file", "/no/such/file"], "").status.code(), Some(1));
    assert_eq!(run(&["instruments", "guess"], "").status.code(), Some(2));
}

#[test]
fn a_table_of_sheets_is_scored_row_by_row() {
    let sheets = "id,item1,item2,item3,item4,item5\nrosa,5,4,3,2,1\nsam,5,,3,2,1\nkim,5,9,3,2,1\n";
    let output = run(&["instruments", "score", "who5", "-"], sheets);
    assert!(output.status.success(), "a row that has no score says so itself: {output:?}");
    let table = String::from_utf8(output.stdout.clone()).unwrap();
    let rows: Vec<&str> = table.lines().collect();
    assert!(rows[0].starts_with("row,id,total,band,answered,items,missing"), "{table}");
    assert!(rows[1].starts_with("1,rosa,60,,5,5,,") && rows[2].starts_with("2,sam,,,4,5,2,"), "{table}");
    assert!(rows[3].contains("refused") && rows[3].contains("item 2: 9"), "{table}");

    let path = std::env::temp_dir().join(format!("cairn-sheets-{}.csv", std::process::id()));
    let path = path.to_str().unwrap();
    std::fs::write(path, sheets).unwrap();
    assert_eq!(run(&["instruments", "score", "who5@1998.1", path], "").stdout, output.stdout);
    std::fs::write(path, "1,2\n").unwrap();
    let wrong = run(&["instruments", "score", "who5", path], "");
    std::fs::remove_file(path).unwrap();
    let said = String::from_utf8_lossy(&wrong.stderr);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(said.contains(path) && said.contains("line 1") && said.contains("give it 5 cells"), "{said}");
    assert_eq!(run(&["instruments", "score", "who5"], "").status.code(), Some(2), "the table is missing");
}

#[test]
fn a_pack_that_is_written_can_be_checked_and_scored_by() {
    let output = run(&["instruments", "pack", "dast10"], "");
    assert!(output.status.success());
    let path = std::env::temp_dir().join(format!("cairn-pack-{}.json", std::process::id()));
    let path = path.to_str().unwrap();
    std::fs::write(path, &output.stdout).unwrap();
    let checked = run(&["instruments", "check", path], "");
    let hash = cairn_instruments::find("dast10", None).unwrap().hash();
    assert!(String::from_utf8_lossy(&checked.stdout).contains(hash), "{checked:?}");
    let scored = run(&["instruments", "score", path, "-"], "0,0,0,0,0,0,0,0,0,0\n");
    assert!(
        String::from_utf8_lossy(&scored.stdout).contains("1,1,low,10,10,"),
        "item 3 counts on No: {scored:?}"
    );
    std::fs::write(path, "{}").unwrap();
    let wrong = run(&["instruments", "check", path], "");
    std::fs::remove_file(path).unwrap();
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("send one FHIR R4 Questionnaire"), "{wrong:?}");
    let list = run(&["instruments", "list", "--csv"], "");
    assert!(String::from_utf8_lossy(&list.stdout).contains(&format!("dast10,1982.1,{hash},")), "{list:?}");
}
