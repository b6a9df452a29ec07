use std::collections::BTreeSet;

use serde::Serialize;

use super::robust::{Row, fit};
use super::{Pair, check, enough, floor};
use crate::{Error, Interval};

/// One week since the pairs began, over the pairs in which both sides said something in it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Together {
    pub week: u32,
    /// None when they are too few to show, or when everybody on a side said the same.
    pub shown: Option<Means>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Means {
    pub pairs: usize,
    pub participants: Mean,
    pub supporters: Mean,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Mean {
    pub mean: f64,
    pub interval95: Interval,
}

/// How much there is of both sides: people, and weeks in which both of a pair said something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Overlap {
    pub pairs: usize,
    pub participants: usize,
    pub supporters: usize,
    pub pair_weeks: usize,
}

/// None when they are too few to count.
pub fn overlap(pairs: &[Pair], smallest: usize) -> Option<Overlap> {
    let both = |pair: &&Pair| pair.weeks.values().any(|sides| sides.both().is_some());
    let here: Vec<&Pair> = pairs.iter().filter(both).collect();
    let people = |pick: fn(&&Pair) -> u32| here.iter().map(pick).collect::<BTreeSet<u32>>().len();
    let weeks = here.iter().flat_map(|pair| pair.weeks.values()).filter(|sides| sides.both().is_some());
    enough(here.iter().copied(), smallest).then(|| Overlap {
        pairs: here.len(),
        participants: people(|pair| pair.participant),
        supporters: people(|pair| pair.supporter),
        pair_weeks: weeks.count(),
    })
}

/// The mean of each side in each week, from week 0 to the last one in which both sides of some pair said something.
///
/// Both means are over the same pairs. Their intervals count supporters ([`super::robust`]); when each has one pair, they are
/// those of Student's t. Different weeks have different pairs in them: a line through the means is not the way of any pair.
///
/// # Errors
/// [`Error::NotAFigure`] naming pair (from 1), week and side.
pub fn alongside(pairs: &[Pair], smallest: usize) -> Result<Vec<Together>, Error> {
    check(pairs)?;
    let weeks = pairs.iter().flat_map(|pair| &pair.weeks);
    let last = weeks.filter(|(_, sides)| sides.both().is_some()).map(|(week, _)| *week).max();
    // A week in which nobody may be shown ends nothing: the last week there is may not tell of one pair either.
    let mut all: Vec<Together> = last
        .map_or(0..0, |last| 0..last.saturating_add(1))
        .map(|week| Together { week, shown: means(pairs, week, smallest) })
        .collect();
    let shown = all.iter().rposition(|week| week.shown.is_some()).map_or(0, |at| at + 1);
    all.truncate(shown);
    Ok(all)
}

fn means(pairs: &[Pair], week: u32, smallest: usize) -> Option<Means> {
    let here: Vec<(&Pair, f64, f64)> = pairs
        .iter()
        .filter_map(|pair| {
            let (participant, supporter) = pair.weeks.get(&week)?.both()?;
            Some((pair, participant, supporter))
        })
        .collect();
    if !enough(here.iter().map(|(pair, ..)| *pair), floor(smallest)) {
        return None;
    }
    let side = |pick: fn(&(&Pair, f64, f64)) -> f64| {
        let rows: Vec<Row<1>> =
            here.iter().map(|one| Row { cluster: one.0.supporter, x: [1.0], y: pick(one) }).collect();
        mean(&rows)
    };
    Some(Means {
        pairs: here.len(),
        participants: side(|(_, participant, _)| *participant)?,
        supporters: side(|(_, _, supporter)| *supporter)?,
    })
}

fn mean(rows: &[Row<1>]) -> Option<Mean> {
    let first = rows.first()?.y;
    if rows.iter().all(|row| (row.y - first).abs() < 1e-9) {
        return None;
    }
    let [found] = fit(rows).ok()?.coefficients;
    Some(Mean { mean: found.estimate, interval95: found.interval95 })
}
