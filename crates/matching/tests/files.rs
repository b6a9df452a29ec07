//! The files of an assignment: what is read, what is refused and how it is told, what is written.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by stopping")]

use std::io::{self, Read};

use cairn_matching::{
    Assignment, Capacity, Edge, Pair, assignment_to_csv, capacities_from_csv, edges_from_csv, solve_files,
};

const ROOM: &str = "supporter,capacity\ns1,1\ns2,1\n";

fn solved(edges: &str, capacities: &str) -> String {
    let solved = solve_files(edges.as_bytes(), capacities.as_bytes()).unwrap();
    format!("{solved}total {}", solved.total())
}

fn refused(edges: &str) -> String {
    solve_files(edges.as_bytes(), ROOM.as_bytes()).unwrap_err().to_string()
}

fn refused_capacities(capacities: &str) -> String {
    solve_files("participant,supporter,score\n".as_bytes(), capacities.as_bytes()).unwrap_err().to_string()
}

#[test]
fn two_files_give_the_best_assignment_and_its_exact_total() {
    let edges = "participant,supporter,score\np2,s1,0.3\np1,s1,0.1\np1,s2,0.2\np3,s2,-1.5\n";
    assert_eq!(solved(edges, ROOM), "participant,supporter,score\np1,s2,0.2\np2,s1,0.3\np3,,\ntotal 0.5");
}

#[test]
fn marks_line_endings_spaces_and_blank_lines_are_tolerated() {
    let edges = "\u{feff}Participant , supporter,SCORE\r\n\r\n p1 , s1 , 7 \r\n,,\r\n\"Doe, P\",s2,2.50";
    assert_eq!(solved(edges, ROOM), "participant,supporter,score\n\"Doe, P\",s2,2.5\np1,s1,7\ntotal 9.5");
}

#[test]
fn nobody_to_assign_is_an_empty_result() {
    assert_eq!(solved("participant,supporter,score", ROOM), "participant,supporter,score\ntotal 0");
}

#[test]
fn a_bad_score_is_told_with_line_column_and_remedy() {
    assert_eq!(
        refused("participant,supporter,score\np1,s1,3\n\n\np2,s2,high\n"),
        "edges file, line 5, column score: \"high\" is not a number; write a whole or decimal number with a point and \
         without an exponent, such as 3, 0.25 or -1.5"
    );
    assert_eq!(
        refused("participant,supporter,score\r\n\r\np1,s1,0.1234567\r\n"),
        "edges file, line 3, column score: \"0.1234567\" has more than 6 decimal places; round it to 6 decimal places"
    );
}

#[test]
fn a_header_or_a_row_of_another_shape_is_told() {
    assert_eq!(
        refused("participant;supporter;score\n"),
        "edges file, line 1, column participant: the header has \"participant;supporter;score\" in place 1; make the \
         first line participant,supporter,score"
    );
    assert_eq!(
        refused("participant,supporter,score,note\n"),
        "edges file, line 1: the header has \"note\" in place 4; make the first line participant,supporter,score"
    );
    let shape = "; write participant,supporter,score, separated by commas; put a field that contains a comma in \
                 quotation marks";
    assert_eq!(
        refused("participant,supporter,score\np1,s1\n"),
        format!("edges file, line 2, column score: it has 2 columns instead of 3{shape}")
    );
    assert_eq!(
        refused("participant,supporter,score\np1,s1,0,5\n"),
        format!("edges file, line 2: it has 4 columns instead of 3{shape}")
    );
}

#[test]
fn an_empty_file_is_not_an_empty_list() {
    let told = "edges file, line 1: the file is empty; start it with the line participant,supporter,score";
    assert_eq!(refused(""), told);
    assert_eq!(refused("\n\r\n"), told);
    assert_eq!(
        refused_capacities(""),
        "capacities file, line 1: the file is empty; start it with the line supporter,capacity"
    );
}

#[test]
fn empty_ids_and_open_quotation_marks_are_told() {
    assert_eq!(
        refused("participant,supporter,score\n,s1,1\n"),
        "edges file, line 2, column participant: it is empty; write the id"
    );
    assert_eq!(
        refused("participant,supporter,score\np1,\"s\n1\",1\n"),
        "edges file, line 2, column supporter: it holds a line break or another control character; check that every \
         quotation mark is closed on its line"
    );
}

#[test]
fn repeated_and_unknown_names_are_told_by_line() {
    assert_eq!(
        refused("participant,supporter,score\np1,s1,1\n\np2,s1,1\np1,s1,2\n"),
        "edges file, line 5: p1 and s1 already have a score in line 2; keep one of the two lines"
    );
    assert_eq!(
        refused("participant,supporter,score\np1,s9,1\n"),
        "edges file, line 2, column supporter: s9 is not in the capacities file; add a line for them there (capacity \
         0 if they take nobody) or remove this one"
    );
    assert_eq!(
        refused_capacities("supporter,capacity\ns1,1\ns2,1\ns1,3\n"),
        "capacities file, line 4, column supporter: s1 already has a capacity in line 2; keep one of the two lines"
    );
}

#[test]
fn a_capacity_is_a_whole_number_of_people() {
    for text in ["-1", "1.5", "", "+2", "many", "4294967296"] {
        assert_eq!(
            refused_capacities(&format!("supporter,capacity\ns1,{text}\n")),
            format!(
                "capacities file, line 2, column capacity: \"{text}\" is not a number of people; write a whole \
                 number from 0 to 4294967295"
            )
        );
    }
}

#[test]
fn text_in_another_encoding_is_told_by_line() {
    let latin1: &[u8] = b"participant,supporter,score\np1,s1,1\nJos\xe9,s1,2\n";
    let told = edges_from_csv(latin1).unwrap_err().to_string();
    assert_eq!(told, "edges file, line 3: it is not text in UTF-8; save the file as \"CSV UTF-8\"");
    let utf16: &[u8] = b"\xff\xfes\x00u\x00";
    assert!(capacities_from_csv(utf16).unwrap_err().to_string().contains("line 1: it is not text in UTF-8"));
}

#[test]
fn a_reader_that_fails_is_told_by_file() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let told = capacities_from_csv(Broken).unwrap_err().to_string();
    assert_eq!(
        told,
        "capacities file, line 1: it cannot be read (the disk is gone); check the file and try again"
    );
}

#[test]
fn rows_keep_the_line_they_started_on() {
    let edges = edges_from_csv("participant,supporter,score\n\np1,s1,1\n,,\np2,s1,2\n".as_bytes()).unwrap();
    assert_eq!(edges.lines, [3, 5]);
    assert_eq!(edges.rows[1], Edge { participant: "p2".into(), supporter: "s1".into(), score: 2_000_000 });
    let room = capacities_from_csv(ROOM.as_bytes()).unwrap();
    assert_eq!(
        (room.lines, room.rows[0].clone()),
        (vec![2, 3], Capacity { supporter: "s1".into(), capacity: 1 })
    );
}

#[test]
fn the_result_lists_everyone_by_id_and_quotes_what_needs_it() {
    let pair =
        |participant: &str, score| Pair { participant: participant.into(), supporter: "a,b".into(), score };
    let pairs = vec![pair("p1", -1), pair("p3", 1_000_000)];
    let assignment = Assignment { pairs, total: 999_999, unassigned: vec!["p2".into()] };
    let mut out = Vec::new();
    assignment_to_csv(&assignment, &mut out).unwrap();
    let expected = "participant,supporter,score\np1,\"a,b\",-0.000001\np2,,\np3,\"a,b\",1\n";
    assert_eq!(String::from_utf8(out).unwrap(), expected);
}
