//! Answer sheets as CSV in, scores as CSV out.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed look-up fails the test")]

use cairn_instruments::{Tally, find, list_table, score_table};
use proptest::prelude::*;

fn run(id: &str, csv: &str) -> Result<(String, Tally), String> {
    let mut out = Vec::new();
    let tally = score_table(find(id, None).unwrap(), csv.as_bytes(), &mut out);
    tally.map(|tally| (String::from_utf8(out).unwrap(), tally)).map_err(|error| error.to_string())
}

fn rows(id: &str, csv: &str) -> Vec<String> {
    run(id, csv).unwrap().0.lines().skip(1).map(ToOwned::to_owned).collect()
}

#[test]
fn one_sheet_a_row_with_gaps_and_refusals() {
    let csv =
        "id,item1,item2,item3,item4,item5\nrosa,3,3,2,2,2\nsam,5,,4,3,2\nkim,5,6,4,3,2\nlee,5,x,4,3,2\n";
    let (out, tally) = run("who5", csv).unwrap();
    let expected = "\
row,id,total,band,answered,items,missing,alerts,flags,status,reason
1,rosa,48,,5,5,,,who5_low,scored,
2,sam,,,4,5,2,,,incomplete,no answer to item 2
3,kim,,,,5,,,,refused,\"item 2: 6 is not an allowed answer; write one of 0, 1, 2, 3, 4, 5, or leave it blank\"
4,lee,,,,5,,,,refused,\"item 2: \"\"x\"\" is not a whole number; write one of 0, 1, 2, 3, 4, 5, or leave it blank\"
";
    assert_eq!(out, expected);
    assert_eq!(tally, Tally { scored: 1, incomplete: 1, refused: 2 });
}

#[test]
fn subscales_have_columns_and_bands_where_they_have_any() {
    let sheet = vec!["1"; 30].join(",");
    let (out, _) = run("proqol5", &sheet).unwrap();
    let head = "row,total,band,compassion_satisfaction,compassion_satisfaction_band,burnout,burnout_band,\
        secondary_traumatic_stress,secondary_traumatic_stress_band,answered,items,missing,alerts,flags,status,reason";
    // Burnout: five items of 1 and five turned to 5.
    assert_eq!(out, format!("{head}\n1,,,10,low,30,average,10,low,30,30,,,,scored,\n"));
    let refused = rows("proqol5", &format!("9{}", &sheet[1..]));
    let commas = |row: &str| csv::Reader::from_reader(row.as_bytes()).headers().unwrap().len();
    assert_eq!(commas(&refused[0]), commas(head), "{refused:?}");
}

#[test]
fn columns_are_found_by_name_or_by_place() {
    let plain = rows("gad7", "1,2,3,4,5,6,7\n0,0,0,0,0,0,3\n");
    assert_eq!(
        plain.len(),
        1,
        "the numbers of the items are a header where they could not be answers: {plain:?}"
    );
    for same in [
        "0,0,0,0,5",
        "\u{feff}item1;item2;item3;item4;item5\n0;0;0;0;5",
        "q5\tq4\tq3\tq2\tq1\r\n5\t0\t0\t0\t0\r\n",
        "who5_1, who5_2 ,Item 3,WHO5-4,5\n 0,0 ,0,0,5",
    ] {
        let found = rows("who5", same);
        assert_eq!(found, ["1,20,,5,5,,,\"who5_low who5_offer_phq9\",scored,".replace('"', "")], "{same}");
    }
    assert!(rows("who5", "p-1,0,0,0,0,5")[0].starts_with("1,p-1,20,"));
    // PHQ-9: nine answers, or ten with the one that is not scored.
    assert!(rows("phq9", "0,0,0,0,0,0,0,0,0")[0].contains(",0,none_minimal,9,9,"));
    assert!(rows("phq9", "0,0,0,0,0,0,0,0,0,3")[0].contains(",0,none_minimal,9,9,"));
    assert!(rows("phq9", "id,1,2,3,4,5,6,7,8,9\n7,0,0,0,0,0,0,0,0,0")[0].starts_with("1,7,0,"));
}

#[test]
fn an_alert_stands_even_on_a_sheet_that_is_refused() {
    let found = rows("phq9", "0,9,0,0,0,0,0,0,2,\n,,,,,,,,1,\n,,,,,,,,,x\n");
    assert!(found[0].contains(",phq9_item9,,refused,"), "{found:?}");
    assert!(found[1].contains(",1,9,1 2 3 4 5 6 7 8,phq9_item9,,incomplete,"), "{found:?}");
    assert!(found[2].contains(",,,,refused,\"item 10: "), "{found:?}");
}

#[test]
fn a_table_that_cannot_be_read_is_refused_with_line_reason_and_remedy() {
    for (id, csv, words) in [
        ("who5", "", ["line 1", "empty", "sheet a row"]),
        ("who5", "1,2,3", ["line 1", "3 cells", "5 cells"]),
        ("who5", "0,0,0,0,5\n0,0,0,0\n", ["line 2", "4 cells", "5"]),
        ("who5", "id,item1,item2,item3,item4,mood\n", ["line 1", "column 6", "mood"]),
        ("who5", "id,item1,item2,item3,item4,item4\n", ["line 1", "two columns", "remove"]),
        ("who5", "id,item1,item2,item3,item4\n", ["line 1", "item 5", "no column"]),
        ("auditc", "1,2,3\n0,0,0\n", ["line 1", "header or an answer sheet", "item1"]),
        ("who5", "17,1,2,3,4,5\n", ["line 1", "header or an answer sheet", "item1"]),
    ] {
        let message = run(id, csv).unwrap_err();
        assert!(words.iter().all(|word| message.contains(word)), "{csv:?}: {message}");
    }
    assert_eq!(run("who5", "id,item1,item2,item3,item4,item5\n").unwrap().1, Tally::default());
}

#[test]
fn the_list_has_a_row_for_each() {
    let mut out = Vec::new();
    list_table(&mut out).unwrap();
    let list = String::from_utf8(out).unwrap();
    assert!(list.starts_with(
        "id,version,hash,name,respondents,items,min,max,subscales,license\nbarc10,2017.1,da9b2cc6"
    ));
    assert!(
        list.contains(",supporter,30,,,compassion_satisfaction burnout secondary_traumatic_stress,"),
        "{list}"
    );
}

proptest! {
    #[test]
    fn no_table_makes_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), cells in "[0-9a-z,;\t\n\" -]{0,200}") {
        let definition = find("bam", None).unwrap();
        let _ = score_table(definition, bytes.as_slice(), std::io::sink());
        let _ = score_table(definition, cells.as_bytes(), std::io::sink());
    }
}
