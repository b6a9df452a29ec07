//! Whether two totals of one person differ by more than chance.

use cairn_evidence::mean_sd;
use cairn_instruments::{Better, Definition, Reliability, reliable_change};

/// What can be said about a difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Latest minus first, in points.
    pub difference: f64,
    /// A difference up to this many points, either way, can be chance (95%).
    pub half_width: Option<f64>,
    /// `more`, `less`, `same`, or `unsure` when nothing is known about chance here.
    pub verdict: &'static str,
    /// Where the verdict comes from.
    pub basis: Basis,
    /// What went into it.
    pub inputs: Inputs,
}

/// Every figure of the formula half-width = 1.96 × √2 × SD × √(1 − alpha), as far as there is one.
#[derive(Debug, Clone, PartialEq)]
pub struct Inputs {
    /// How many people's first answers the program's own spread is made of.
    pub people: usize,
    pub sd: Option<f64>,
    pub alpha: Option<f64>,
    pub alpha_source: Option<&'static str>,
    /// The first total, from which the interval is drawn.
    pub first: f64,
}

impl Inputs {
    /// How many first answers are still needed before there is a spread; none when there are enough.
    pub fn still_needed(&self, smallest: usize) -> Option<usize> {
        smallest.max(FEWEST).checked_sub(self.people).filter(|more| *more > 0)
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Basis {
    /// The reliable change of Jacobson & Truax 1991, with the spread of this program's own first answers.
    Spread,
    /// The program has too few first answers for a spread of its own; none is borrowed.
    TooFew,
    /// No reliability is published for this instrument, only a number of points by convention.
    Convention(i64),
    /// Neither.
    Unknown,
}

/// One person has no spread, whatever a program sets as its smallest group.
pub const FEWEST: usize = 2;

/// The spread of a program's first totals; none below `smallest` people.
pub fn spread(first_totals: &[f64], smallest: usize) -> Option<f64> {
    if first_totals.len() < smallest.max(FEWEST) {
        return None;
    }
    mean_sd(first_totals).ok().and_then(|found| found.sd)
}

/// Compares the latest total with the first; `sd` as [`spread`] gives it, made of `people` first answers.
pub fn compare(
    definition: &'static Definition,
    (sd, people): (Option<f64>, usize),
    first: f64,
    latest: f64,
) -> Comparison {
    let difference = latest - first;
    let notes = definition.change.as_ref();
    let half_width = notes.and_then(|notes| notes.alpha).and_then(|alpha| {
        let better = definition.scoring.better.unwrap_or(Better::Higher);
        reliable_change(first, latest, &Reliability { sd, alpha, better }).ok()?.interval_half_width
    });
    let basis = match (half_width, notes.and_then(|n| n.alpha), notes.and_then(|n| n.relevant_points)) {
        (Some(_), ..) => Basis::Spread,
        (None, Some(_), _) => Basis::TooFew,
        (None, None, Some(points)) => Basis::Convention(points),
        (None, None, None) => Basis::Unknown,
    };
    let moved = match (basis, half_width) {
        (Basis::Spread, Some(half)) => Some(difference.abs() > half),
        (Basis::Convention(points), _) => Some(difference.abs() >= points as f64),
        _ => None,
    };
    let verdict = match moved {
        None => "unsure",
        Some(false) => "same",
        Some(true) if difference > 0.0 => "more",
        Some(true) => "less",
    };
    let inputs = Inputs {
        people,
        sd,
        alpha: notes.and_then(|notes| notes.alpha),
        alpha_source: notes.and_then(|notes| notes.alpha_source.as_deref()),
        first,
    };
    Comparison { difference, half_width, verdict, basis, inputs }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_instruments::find;

    #[test]
    fn the_half_width_of_the_barc_10_is_0_88_spreads() {
        // Jacobson & Truax 1991 with alpha .90: 1.96 x sqrt(2) x sqrt(0.10) = 0.8765 of the spread.
        let barc10 = find("barc10", None).unwrap();
        let sd = spread(&[30.0, 35.0, 40.0, 45.0, 50.0], 5).unwrap();
        assert!((sd - 7.905_694).abs() < 1e-6, "by hand: sqrt(250 / 4)");
        let same = compare(barc10, (Some(sd), 5), 40.0, 46.0);
        assert!((same.half_width.unwrap() - 0.876_538 * sd).abs() < 1e-4);
        assert_eq!((same.verdict, same.basis), ("same", Basis::Spread));
        assert_eq!(compare(barc10, (Some(sd), 5), 40.0, 47.0).verdict, "more");
        assert_eq!(compare(barc10, (Some(sd), 5), 40.0, 33.0).verdict, "less");
    }

    #[test]
    fn four_first_answers_make_no_spread() {
        assert_eq!(spread(&[30.0, 35.0, 40.0, 45.0], 5), None);
        assert_eq!(spread(&[30.0], 0), None);
        let comparison = compare(find("barc10", None).unwrap(), (None, 4), 10.0, 60.0);
        assert_eq!((comparison.verdict, comparison.basis), ("unsure", Basis::TooFew));
        assert_eq!(comparison.half_width, None);
        assert_eq!(comparison.inputs.still_needed(5), Some(1));
        assert_eq!(comparison.inputs.still_needed(4), None);
        assert_eq!(
            comparison.inputs.alpha,
            Some(0.9),
            "the figure that is published, whatever else is missing"
        );
    }

    #[test]
    fn people_who_all_started_alike_say_nothing_about_chance() {
        let sd = spread(&[40.0; 6], 5);
        assert_eq!(compare(find("barc10", None).unwrap(), (sd, 6), 40.0, 41.0).verdict, "unsure");
    }

    #[test]
    fn the_who_5_has_a_convention_and_no_band() {
        let who5 = find("who5", None).unwrap();
        let comparison = compare(who5, (Some(20.0), 9), 40.0, 48.0);
        assert_eq!((comparison.verdict, comparison.basis), ("same", Basis::Convention(10)));
        assert_eq!(comparison.half_width, None);
        assert_eq!(compare(who5, (None, 0), 40.0, 52.0).verdict, "more");
    }
}
