use serde::Serialize;

use crate::Error;

/// Groups of fewer people than this are not shown, unless the program sets another number.
pub const SMALLEST_CELL: usize = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    Shown(u64),
    Suppressed,
}

/// A row of counts and its total, fit to leave the program.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Table {
    /// In the order given.
    pub cells: Vec<Cell>,
    /// Suppressed when the cells could be worked out from it. It must then not be shown anywhere beside them.
    pub total: Cell,
}

/// Hides counts from 1 to `smallest − 1`, and enough others that none can be worked out from the total, even by someone
/// who knows this rule.
///
/// 1. A zero is shown: it is about nobody. A `smallest` of 0 or 1 hides nothing.
/// 2. A total below `smallest` is itself small: nothing of the table is shown.
/// 3. Two or more hidden cells protect each other, unless their sum admits one solution only: all of them 1, or all of
///    them `smallest − 1`.
/// 4. Otherwise the smallest of the shown counts above zero are hidden too; all of those that are equal, so that the
///    choice among them tells nothing. If there are none, the zeros.
/// 5. If every cell is hidden already, the total is hidden as well.
///
/// It covers one row with one total. Counts of the same people cut in two ways (by site and by month) need a table
/// each, and no more than one of them shown.
///
/// # Errors
/// [`Error::SmallestCell`] for 2, which would hide only ones; [`Error::TooMany`] when the total is beyond counting.
pub fn small_cells(counts: &[u64], smallest: u64) -> Result<Table, Error> {
    if smallest == 2 {
        return Err(Error::SmallestCell { smallest });
    }
    let total = counts.iter().try_fold(0_u64, |sum, count| sum.checked_add(*count)).ok_or(Error::TooMany)?;
    let small = |count: u64| (1..smallest).contains(&count);
    let hide_all = Table { cells: vec![Cell::Suppressed; counts.len()], total: Cell::Suppressed };
    if small(total) {
        return Ok(hide_all);
    }
    let hidden: Vec<u64> = counts.iter().copied().filter(|count| small(*count)).collect();
    // The count up to which cells are hidden besides the small ones.
    let also = if hidden.is_empty() || protect_each_other(&hidden, smallest) {
        None
    } else {
        let shown = || counts.iter().copied().filter(|count| !small(*count));
        match shown().filter(|count| *count > 0).min().or(shown().min()) {
            Some(count) => Some(count),
            None => return Ok(hide_all),
        }
    };
    let cell = |count: &u64| {
        if small(*count) || also == Some(*count) { Cell::Suppressed } else { Cell::Shown(*count) }
    };
    Ok(Table { cells: counts.iter().map(cell).collect(), total: Cell::Shown(total) })
}

/// Whether the sum of these small counts leaves each of them more than one possible value.
fn protect_each_other(hidden: &[u64], smallest: u64) -> bool {
    hidden.len() > 1
        && hidden.iter().any(|count| *count > 1)
        && hidden.iter().any(|count| count + 1 < smallest)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashMap};

    use proptest::prelude::*;

    use super::*;

    fn shown(counts: &[u64], smallest: u64) -> String {
        let table = small_cells(counts, smallest).unwrap();
        let cell = |cell: &Cell| match cell {
            Cell::Shown(count) => count.to_string(),
            Cell::Suppressed => "*".to_owned(),
        };
        let cells: Vec<_> = table.cells.iter().map(cell).collect();
        format!("{} = {}", cells.join(" "), cell(&table.total))
    }

    #[test]
    fn each_rule_by_hand() {
        assert_eq!(shown(&[12, 0, 5], 5), "12 0 5 = 17");
        assert_eq!(
            shown(&[12, 3, 8, 20], 5),
            "12 * * 20 = 43",
            "one hidden cell takes the smallest other with it"
        );
        assert_eq!(shown(&[12, 3, 2, 20], 5), "12 * * 20 = 37", "two protect each other");
        assert_eq!(shown(&[12, 1, 1, 20], 5), "* * * 20 = 34", "a sum of two over two cells is one and one");
        assert_eq!(shown(&[12, 4, 4, 20], 5), "* * * 20 = 40", "so is the highest sum");
        assert_eq!(shown(&[8, 3, 8, 20], 5), "* * * 20 = 39", "equal counts go together");
        assert_eq!(shown(&[3, 0, 0], 5), "* * * = *", "a small total hides the table");
        assert_eq!(shown(&[4, 4, 0], 5), "* * * = 8", "zeros help when nothing else can");
        assert_eq!(shown(&[4, 4], 5), "* * = *");
        assert_eq!(shown(&[1, 2], 1), "1 2 = 3");
        assert_eq!(shown(&[], 5), " = 0");
        assert!(small_cells(&[1], 2).unwrap_err().to_string().contains("3 or more"));
        assert_eq!(small_cells(&[u64::MAX, 1], 5), Err(Error::TooMany));
    }

    /// Every table there can be, up to `highest` in each cell: whoever sees the result and knows the rule must find
    /// at least two values for each hidden cell.
    fn nothing_can_be_worked_out(cells: u32, highest: u64, smallest: u64) {
        let mut possible: HashMap<Table, Vec<BTreeSet<u64>>> = HashMap::new();
        for code in 0..(highest + 1).pow(cells) {
            let counts: Vec<u64> =
                (0..cells).map(|place| code / (highest + 1).pow(place) % (highest + 1)).collect();
            let table = small_cells(&counts, smallest).unwrap();
            let values = possible.entry(table).or_insert_with(|| vec![BTreeSet::new(); counts.len()]);
            for (set, count) in values.iter_mut().zip(&counts) {
                set.insert(*count);
            }
        }
        for (table, values) in &possible {
            for (cell, values) in table.cells.iter().zip(values) {
                match cell {
                    Cell::Shown(count) => assert!(values.len() == 1 && values.contains(count), "{table:?}"),
                    Cell::Suppressed => assert!(values.len() > 1, "{table:?} gives away {values:?}"),
                }
            }
        }
    }

    #[test]
    fn no_hidden_count_follows_from_the_rest() {
        for smallest in 3..=6 {
            for (cells, highest) in [(1, 40), (2, 30), (3, 14), (4, 9), (5, 6)] {
                nothing_can_be_worked_out(cells, highest, smallest);
            }
        }
    }

    proptest! {
        #[test]
        fn small_counts_are_hidden_and_order_does_not_matter(
            counts in prop::collection::vec(prop_oneof![0_u64..12, 0_u64..300], 0..12),
            smallest in 3_u64..12,
            turn in 0_usize..12,
        ) {
            let table = small_cells(&counts, smallest).unwrap();
            for (count, cell) in counts.iter().zip(&table.cells) {
                prop_assert!(*cell == Cell::Suppressed || *cell == Cell::Shown(*count) && (*count == 0 || *count >= smallest));
            }
            let hidden = table.cells.iter().filter(|cell| **cell == Cell::Suppressed).count();
            prop_assert!(hidden != 1 || table.total == Cell::Suppressed);
            let turn = turn % counts.len().max(1);
            let mut turned = counts.clone();
            turned.rotate_left(turn);
            let mut cells = table.cells.clone();
            cells.rotate_left(turn);
            prop_assert_eq!(small_cells(&turned, smallest).unwrap(), Table { cells, ..table });
        }
    }
}
