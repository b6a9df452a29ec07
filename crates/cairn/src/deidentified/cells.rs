//! Small cells: what makes a line like too few others is taken out, in a fixed order; what is still like too few is left
//! out (k-anonymity by local suppression: Sweeney 2002, doi 10.1142/S021848850200165X). Free of a database and of chance.

use std::collections::BTreeMap;

/// What together could point at somebody: year, age, gender, language.
pub const MARKS: usize = 4;

/// The order in which marks are taken out: the year stays, an evaluation is about years.
const TAKEN: [&[usize]; MARKS] = [&[], &[2], &[2, 3], &[2, 3, 1]];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub marks: [String; MARKS],
    /// What the line tells besides; no part of the cells.
    pub told: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cut {
    pub rows: Vec<Row>,
    /// Rows of which a mark was taken out.
    pub blanked: usize,
    /// Rows left out.
    pub dropped: usize,
}

/// Rows such that each combination of marks is shared by at least `smallest` of them.
///
/// Rows whose combination is shared by fewer lose gender, and are counted anew among themselves; then language, then
/// age. What is still alone with its year is left out. A `smallest` of 0 or 1 changes nothing.
pub fn cut(rows: Vec<Row>, smallest: usize) -> Cut {
    let mut cut = Cut::default();
    let mut waiting = rows;
    for taken in TAKEN {
        let mut groups: BTreeMap<[String; MARKS], Vec<Row>> = BTreeMap::new();
        for row in waiting {
            let marks = without(&row.marks, taken);
            groups.entry(marks).or_default().push(row);
        }
        waiting = Vec::new();
        for (marks, group) in groups {
            if group.len() < smallest {
                waiting.extend(group);
                continue;
            }
            for mut row in group {
                cut.blanked += usize::from(row.marks != marks);
                row.marks.clone_from(&marks);
                cut.rows.push(row);
            }
        }
    }
    cut.dropped = waiting.len();
    cut
}

fn without(marks: &[String; MARKS], taken: &[usize]) -> [String; MARKS] {
    let mut left = marks.clone();
    for (at, mark) in left.iter_mut().enumerate() {
        if taken.contains(&at) {
            mark.clear();
        }
    }
    left
}

/// Codes that fewer than `smallest` rows carry are taken out of one column of what is told; when that would leave one
/// such code to be worked out from the number of empty ones, nothing more is known than that it is one of the rare.
pub fn pool(rows: &mut [Row], column: usize, smallest: usize) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows.iter() {
        if let Some(code) = row.told.get(column) {
            *counts.entry(code.clone()).or_default() += 1;
        }
    }
    for row in rows {
        if let Some(code) = row.told.get_mut(column)
            && counts.get(code.as_str()).is_some_and(|count| *count < smallest)
        {
            "other".clone_into(code);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(marks: [&str; MARKS]) -> Row {
        Row { marks: marks.map(str::to_string), told: vec![] }
    }

    fn many(marks: [&str; MARKS], n: usize) -> Vec<Row> {
        vec![row(marks); n]
    }

    #[test]
    fn five_stay_and_four_lose_what_sets_them_apart() {
        let mut rows = many(["2025", "25-34", "woman", "en"], 5);
        rows.extend(many(["2025", "25-34", "nonbinary", "en"], 2));
        rows.extend(many(["2025", "25-34", "man", "en"], 3));
        let cut = cut(rows, 5);
        assert_eq!((cut.rows.len(), cut.blanked, cut.dropped), (10, 5, 0));
        assert_eq!(cut.rows.iter().filter(|row| row.marks[2] == "woman").count(), 5);
        assert!(cut.rows.iter().all(|row| row.marks[2] != "man" && row.marks[2] != "nonbinary"));
    }

    #[test]
    fn who_is_alone_with_their_year_is_left_out() {
        let mut rows = many(["2025", "25-34", "woman", "en"], 6);
        rows.extend(many(["2024", "90+", "man", "es"], 4));
        let cut = cut(rows, 5);
        assert_eq!((cut.rows.len(), cut.blanked, cut.dropped), (6, 0, 4));
    }

    #[test]
    fn rare_codes_are_pooled() {
        let mut rows = many(["2025", "", "", ""], 9);
        for (at, row) in rows.iter_mut().enumerate() {
            row.told = vec![
                if at < 6 {
                    "here"
                } else if at < 8 {
                    "died"
                } else {
                    "moved"
                }
                .to_string(),
            ];
        }
        pool(&mut rows, 0, 5);
        assert_eq!(rows.iter().filter(|row| row.told[0] == "here").count(), 6);
        assert_eq!(rows.iter().filter(|row| row.told[0] == "other").count(), 3);
    }

    proptest! {
        #[test]
        fn no_combination_is_about_fewer(
            rows in prop::collection::vec(
                (0..3_u8, 0..4_u8, 0..4_u8, 0..3_u8).prop_map(|(y, a, g, l)| row([
                    ["2023", "2024", "2025"][y as usize],
                    ["", "18-24", "25-34", "90+"][a as usize],
                    ["", "woman", "man", "nonbinary"][g as usize],
                    ["", "en", "es"][l as usize],
                ])),
                0..120,
            ),
            smallest in 1..12_usize,
        ) {
            let all = rows.len();
            let cut = cut(rows, smallest);
            prop_assert_eq!(cut.rows.len() + cut.dropped, all);
            let mut counts: BTreeMap<_, usize> = BTreeMap::new();
            for row in &cut.rows {
                *counts.entry(row.marks.clone()).or_default() += 1;
            }
            for (marks, count) in counts {
                prop_assert!(count >= smallest, "{:?}: {}", marks, count);
            }
        }
    }
}
