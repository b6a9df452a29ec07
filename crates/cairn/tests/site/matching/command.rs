//! `cairn matching solve`, run as a person runs it.

use std::path::PathBuf;
use std::process::{Command, Output};

struct Files(PathBuf);

impl Drop for Files {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Files {
    fn new(name: &str, edges: &[u8], capacities: &[u8]) -> Files {
        let folder = std::env::temp_dir().join(format!("cairn-solve-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("E.csv"), edges).unwrap();
        std::fs::write(folder.join("C.csv"), capacities).unwrap();
        Files(folder)
    }

    fn solve(&self, edges: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_cairn"))
            .current_dir(&self.0)
            .args(["matching", "solve", "--edges", edges, "--capacities", "C.csv"])
            .output()
            .unwrap()
    }
}

fn told(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

const HEADER: &str = "participant,supporter,score\n";

#[test]
fn the_assignment_and_its_exact_total_are_printed() {
    // Taking the best pair first (p1-s1) would give 11.3.
    let edges = format!("{HEADER}p1,s1,10\np1,s2,9\np2,s1,8\np2,s2,1\np3,s1,0.3\n");
    let files = Files::new("best", edges.as_bytes(), b"supporter,capacity\ns1,1\ns2,1\n");
    let (status, out, error) = told(&files.solve("E.csv"));
    assert_eq!((status, error.as_str()), (Some(0), ""));
    assert_eq!(out, format!("{HEADER}p1,s2,9\np2,s1,8\np3,,\ntotal,,17\n"));
}

#[test]
fn decimal_totals_are_exact_and_an_empty_list_has_total_zero() {
    let edges = format!("{HEADER}p1,s1,0.1\np2,s1,0.2\n");
    let files = Files::new("decimals", edges.as_bytes(), b"supporter,capacity\ns1,2\n");
    assert!(told(&files.solve("E.csv")).1.ends_with("\ntotal,,0.3\n"));
    let files = Files::new("empty", HEADER.as_bytes(), b"supporter,capacity\n");
    assert_eq!(told(&files.solve("E.csv")).1, format!("{HEADER}total,,0\n"));
}

#[test]
fn what_is_wrong_is_told_by_file_line_column_and_remedy() {
    let room = b"supporter,capacity\ns1,1\n".as_slice();
    #[allow(clippy::type_complexity, reason = "a table of cases, read once")]
    let cases: [(&str, &[u8], &[u8], &[&str]); 5] = [
        (
            "score",
            b"participant,supporter,score\np1,s1,high\n",
            room,
            &["E.csv", "line 2", "column score", "not a number", "write a whole"],
        ),
        (
            "unknown",
            b"participant,supporter,score\np1,s9,1\n",
            room,
            &["E.csv", "line 2", "column supporter", "s9", "add a line"],
        ),
        (
            "twice",
            b"participant,supporter,score\np1,s1,1\np1,s1,2\n",
            room,
            &["E.csv", "line 3", "line 2", "keep one"],
        ),
        (
            "capacity",
            b"participant,supporter,score\n",
            b"supporter,capacity\ns1,-1\n",
            &["C.csv", "line 2", "column capacity", "write a whole number"],
        ),
        ("bytes", b"participant,supporter,score\np1,\xff\xfe,1\n", room, &["E.csv", "line 2"]),
    ];
    for (name, edges, capacities, expected) in cases {
        let files = Files::new(name, edges, capacities);
        let (status, out, error) = told(&files.solve("E.csv"));
        assert_eq!((status, out.as_str()), (Some(1), ""), "{name}: {error}");
        for part in expected {
            assert!(error.contains(part), "{name}: {part} is not in {error}");
        }
        assert!(!error.contains("panicked"), "{error}");
    }
}

#[test]
fn a_missing_file_and_a_wrong_call_have_their_own_exit_status() {
    let files = Files::new("missing", HEADER.as_bytes(), b"supporter,capacity\n");
    let (status, _, error) = told(&files.solve("nowhere.csv"));
    assert_eq!(status, Some(1));
    assert!(error.contains("nowhere.csv") && error.contains("check the path"), "{error}");
    let wrong = Command::new(env!("CARGO_BIN_EXE_cairn"))
        .args(["matching", "solve", "--edges", "E.csv"])
        .output()
        .unwrap();
    assert_eq!(wrong.status.code(), Some(2));
}
