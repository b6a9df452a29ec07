//! From asking for help to being here today, with every loss named and small groups hidden.
//!
//! The losses and those who came all the way add up to everybody, so they are hidden together (`small_cells`), and a step
//! is shown only when it follows from what is shown. Reasons of a loss are a table of their own whose total is that loss:
//! it is drawn only when the loss is shown.

use cairn_evidence::{Cell, Interval, small_cells, wilson};
use jiff::civil::Date;

use super::cohort::Arrival;
use super::losses::{OF_CALLS, OF_STAYS, Stage};

/// One step. Shares are of the step before and of the first, 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub stage: Stage,
    pub count: Cell,
    pub of_previous: Option<(f64, Interval)>,
    pub of_first: Option<(f64, Interval)>,
    /// Those who came to this step and no further.
    pub lost: Cell,
    /// Why, in order of frequency; none where the number itself is hidden.
    pub reasons: Vec<(&'static str, Cell)>,
}

/// The steps, first to last. `smallest`: the smallest group shown.
pub fn funnel(arrivals: &[Arrival], today: Date, smallest: usize) -> Vec<Step> {
    let ends: Vec<_> = arrivals.iter().map(|arrival| arrival.furthest(today)).collect();
    let lost: Vec<u64> =
        Stage::ALL.iter().map(|stage| number(ends.iter().filter(|end| end.0 == *stage).count())).collect();
    let cells = hide(&lost, smallest);
    let mut steps: Vec<Step> = Vec::new();
    for (place, stage) in Stage::ALL.into_iter().enumerate() {
        let count = reached(&cells, place);
        let compare = |whole: Option<&Step>| match (count, whole.map(|step| step.count)) {
            (Cell::Shown(part), Some(Cell::Shown(whole))) if whole > 0 => {
                wilson(part, whole).ok().map(|interval| (part as f64 / whole as f64, interval))
            }
            _ => None,
        };
        let loss = cells.cells.get(place).copied().unwrap_or(Cell::Suppressed);
        let why: Vec<&str> = ends.iter().filter(|end| end.0 == stage).filter_map(|end| end.1).collect();
        steps.push(Step {
            stage,
            count,
            of_previous: compare(steps.last()),
            of_first: compare(steps.first()),
            lost: loss,
            reasons: if loss == Cell::Suppressed { vec![] } else { reasons(stage, &why, smallest) },
        });
    }
    steps
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// A smallest group of 2 would give the hidden number away; 3 is then the least that hides. Nobody at all looks like too
/// few: a first person would show otherwise.
fn hide(counts: &[u64], smallest: usize) -> cairn_evidence::Table {
    let smallest = if smallest == 2 { 3 } else { number(smallest) };
    let nothing =
        || cairn_evidence::Table { cells: vec![Cell::Suppressed; counts.len()], total: Cell::Suppressed };
    if counts.iter().sum::<u64>() < smallest {
        return nothing();
    }
    small_cells(counts, smallest).unwrap_or_else(|_| nothing())
}

/// How many came at least to `place`: everybody without the losses before it, or the sum of what follows it, whichever
/// can be worked out from shown numbers. Otherwise it stays hidden, since it would give a hidden one away.
fn reached(table: &cairn_evidence::Table, place: usize) -> Cell {
    let sum = |cells: &[Cell]| {
        cells.iter().try_fold(0_u64, |sum, cell| match cell {
            Cell::Shown(count) => Some(sum + count),
            Cell::Suppressed => None,
        })
    };
    let (before, after) = table.cells.split_at(place.min(table.cells.len()));
    let without = match (table.total, sum(before)) {
        (Cell::Shown(total), Some(before)) => Some(total.saturating_sub(before)),
        _ => None,
    };
    without.or_else(|| sum(after)).map_or(Cell::Suppressed, Cell::Shown)
}

fn reasons(stage: Stage, why: &[&str], smallest: usize) -> Vec<(&'static str, Cell)> {
    let codes: &[&'static str] = if stage == Stage::Called { &OF_CALLS } else { &OF_STAYS };
    let counts: Vec<u64> =
        codes.iter().map(|code| number(why.iter().filter(|given| *given == code).count())).collect();
    let table = hide(&counts, smallest);
    if table.total == Cell::Suppressed {
        return vec![];
    }
    let mut found: Vec<(&'static str, Cell, u64)> = codes
        .iter()
        .zip(&table.cells)
        .zip(&counts)
        .filter(|((_, cell), _)| **cell != Cell::Shown(0))
        .map(|((code, cell), count)| (*code, *cell, *count))
        .collect();
    // Hidden numbers keep the order of the list: sorting them by size would tell something.
    found.sort_by_key(|(_, cell, count)| {
        std::cmp::Reverse(if *cell == Cell::Suppressed { 0 } else { *count })
    });
    found.into_iter().map(|(code, cell, _)| (code, cell)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::cohort::sample::stay;
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 3, 1);

    fn arrivals(lost: &[(&str, usize)], enrolled: usize, here: usize) -> Vec<Arrival> {
        let mut all = Vec::new();
        for (reason, n) in lost {
            all.extend(vec![Arrival { closing: Some(reason.to_string()), stay: None }; *n]);
        }
        let mut waiting = stay(date(2026, 2, 20), 0);
        (waiting.matched, waiting.met) = (false, false);
        all.extend(vec![Arrival { closing: None, stay: Some(waiting) }; enrolled]);
        all.extend(vec![Arrival { closing: None, stay: Some(stay(date(2026, 2, 1), 20)) }; here]);
        all
    }

    #[test]
    fn counts_shares_and_reasons_by_hand() {
        let steps = funnel(&arrivals(&[("declined", 7), ("could_not_reach", 5)], 8, 20), TODAY, 5);
        let counts: Vec<_> = steps.iter().map(|step| step.count).collect();
        assert_eq!(counts, [40, 28, 20, 20, 20].map(Cell::Shown));
        assert_eq!(steps[1].of_previous.unwrap().0, 0.7);
        // Wilson 1927 for 28 of 40: 0.5457 to 0.8193 (by hand from the formula).
        let interval = steps[1].of_previous.unwrap().1;
        assert!(
            (interval.low - 0.5457).abs() < 5e-4 && (interval.high - 0.8193).abs() < 5e-4,
            "{interval:?}"
        );
        assert_eq!(steps[0].reasons, [("declined", Cell::Shown(7)), ("could_not_reach", Cell::Shown(5))]);
        assert_eq!(steps[1].reasons, [("still_waiting", Cell::Shown(8))]);
        assert_eq!(steps[4].of_first.unwrap().0, 0.5);
    }

    #[test]
    fn a_loss_of_three_people_is_not_shown_and_cannot_be_worked_out() {
        let steps = funnel(&arrivals(&[("declined", 3)], 8, 20), TODAY, 5);
        assert_eq!(steps[0].count, Cell::Shown(31));
        assert_eq!(steps[0].lost, Cell::Suppressed);
        assert!(steps[0].reasons.is_empty());
        assert_eq!(steps[1].count, Cell::Suppressed, "31 less this would be the loss");
        assert_eq!(steps[2].count, Cell::Shown(20));
        assert_eq!(steps[2].of_previous, None);
        let few = funnel(&arrivals(&[("declined", 2)], 1, 1), TODAY, 5);
        assert!(few.iter().all(|step| step.count == Cell::Suppressed));
    }
}
