use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::{
    Error, Interval, SMALLEST_CELL,
    error::figure,
    interval::{Z, count},
    summary::{mean_sd, sorted},
};

/// How much must be there before a figure is shown, and what counts as getting worse.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Fewer pairs than this show nothing. Never taken as less than 2: one pair has no interval.
    pub smallest: usize,
    /// The change that counts as one reliable worsening, signed: −8.8 where more is better, +5 where less is better.
    /// `None` leaves the second worst case out.
    pub worsening: Option<f64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { smallest: SMALLEST_CELL, worsening: None }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BeforeAfter {
    /// Fewer than `smallest` people: say only that, no count and no figure.
    TooFew {
        smallest: usize,
    },
    Estimate(Estimate),
}

/// Change between two scores of the same people. Only people with both scores are in it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// People with both scores.
    pub n: usize,
    /// People whose second window has closed, with or without scores.
    pub eligible: usize,
    /// n ÷ eligible, 0 to 1. To be shown beside the mean, always.
    pub completeness: f64,
    pub mean_before: f64,
    pub mean_after: f64,
    /// After − before.
    pub mean_change: f64,
    /// Sample standard deviation of the changes.
    pub sd_change: f64,
    /// mean ± t(0.975, n−1) × sd ÷ √n, the interval of the paired t test (Student 1908).
    pub interval95: Interval,
    /// Absent when nobody is missing.
    pub worst_case: Option<WorstCase>,
}

/// What the mean change would be for everyone eligible under two assumptions about the people who are missing. These
/// are bounds to hold against the estimate, not estimates.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct WorstCase {
    /// eligible − n.
    pub missing: usize,
    /// Every missing person unchanged: n × mean change ÷ eligible. Zero is their change, never their score.
    pub unchanged: f64,
    /// Every missing person worse by one reliable change w: (n × mean change + missing × w) ÷ eligible.
    pub worsened: Option<f64>,
}

/// Mean change of `(before, after)` pairs among `eligible` people.
///
/// People without one of the two scores are left out of `pairs`, counted in `eligible`, and never given a score.
///
/// # Errors
/// [`Error::MoreThanEligible`]; [`Error::NotAFigure`] naming the pair (from 1) and which of its scores.
pub fn before_after(
    pairs: &[(f64, f64)],
    eligible: usize,
    settings: &Settings,
) -> Result<BeforeAfter, Error> {
    let n = pairs.len();
    if n > eligible {
        return Err(Error::MoreThanEligible { n, eligible });
    }
    for (place, (before, after)) in pairs.iter().enumerate() {
        figure(*before, || format!("pair {}, before", place + 1))?;
        figure(*after, || format!("pair {}, after", place + 1))?;
    }
    let worsening = settings.worsening.map(|value| figure(value, || "worsening".to_owned())).transpose()?;
    let smallest = settings.smallest.max(2);
    if n < smallest {
        return Ok(BeforeAfter::TooFew { smallest });
    }
    let column = |pick: fn(&(f64, f64)) -> f64| pairs.iter().map(pick).collect::<Vec<_>>();
    let changes = sorted(&column(|(before, after)| after - before))?;
    let change = mean_sd(&changes)?;
    let sd_change = change.sd.ok_or(Error::Nobody)?;
    let half = t975(count(n - 1)).ok_or(Error::TooMany)? * sd_change / count(n).sqrt();
    let missing = eligible - n;
    let pooled = |each: f64| (count(n) * change.mean + count(missing) * each) / count(eligible);
    Ok(BeforeAfter::Estimate(Estimate {
        n,
        eligible,
        completeness: count(n) / count(eligible),
        mean_before: mean_sd(&column(|(before, _)| *before))?.mean,
        mean_after: mean_sd(&column(|(_, after)| *after))?.mean,
        mean_change: change.mean,
        sd_change,
        interval95: Interval { low: change.mean - half, high: change.mean + half },
        worst_case: (missing > 0).then(|| WorstCase {
            missing,
            unchanged: pooled(0.0),
            worsened: worsening.map(pooled),
        }),
    }))
}

/// 97.5th percentile of Student's t distribution with `nu` degrees of freedom, whole or not, within 1e-8. None unless
/// `nu` is above zero.
///
/// The library's inverse loses digits as the degrees of freedom grow, so above 1000 the first terms of the expansion in
/// 1/ν stand in (Abramowitz & Stegun 1964, 26.7.5); the first term left out is below 3e-9 there.
pub(crate) fn t975(nu: f64) -> Option<f64> {
    if nu > 1000.0 {
        return Some(
            Z + (Z.powi(3) + Z) / (4.0 * nu)
                + (5.0 * Z.powi(5) + 16.0 * Z.powi(3) + 3.0 * Z) / (96.0 * nu * nu),
        );
    }
    Some(StudentsT::new(0.0, 1.0, nu).ok()?.inverse_cdf(0.975))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BEFORE: [f64; 10] = [31., 40., 28., 45., 37., 33., 29., 41., 38., 35.];
    const AFTER: [f64; 10] = [39., 44., 30., 47., 36., 41., 37., 49., 44., 35.];

    fn ten() -> Vec<(f64, f64)> {
        BEFORE.into_iter().zip(AFTER).collect()
    }

    fn estimate(pairs: &[(f64, f64)], eligible: usize, settings: &Settings) -> Estimate {
        match before_after(pairs, eligible, settings).unwrap() {
            BeforeAfter::Estimate(estimate) => estimate,
            BeforeAfter::TooFew { .. } => panic!("too few"),
        }
    }

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }

    #[test]
    fn agrees_with_scipy() {
        // scipy 1.17.1: ttest_rel(after, before).confidence_interval(0.95); numpy 2.4.6: std(ddof=1)
        let found = estimate(&ten(), 10, &Settings::default());
        near(found.mean_before, 35.7);
        near(found.mean_after, 40.2);
        near(found.mean_change, 4.5);
        near(found.sd_change, 3.566_822_426_505_449_3);
        near(found.interval95.low, 1.948_448_944_828_283_1);
        near(found.interval95.high, 7.051_551_055_171_717);
        assert_eq!((found.completeness, found.worst_case), (1.0, None));
        let five = [(50.5, 52.0), (47.25, 45.0), (61.0, 66.5), (38.75, 47.0), (44.0, 44.25)];
        let found = estimate(&five, 5, &Settings::default());
        near(found.mean_change, 2.65);
        near(found.interval95.low, -2.565_543_077_284_122_6);
        near(found.interval95.high, 7.865_543_077_284_123);
    }

    #[test]
    fn t_agrees_with_scipy_from_1_to_a_million() {
        // scipy 1.17.1: stats.t.ppf(0.975, df)
        for (freedom, expected) in [
            (1, 12.706_204_736_174_694),
            (2, 4.302_652_729_749_462),
            (4, 2.776_445_105_197_793_4),
            (9, 2.262_157_162_798_205),
            (29, 2.045_229_642_132_703),
            (99, 1.984_216_951_586_417_4),
            (999, 1.962_341_461_133_449_3),
            (1001, 1.9623367052808798),
            (99_999, 1.959_987_707_771_844_2),
            (1_000_000, 1.959_966_356_814_107),
        ] {
            let found = t975(f64::from(freedom)).unwrap();
            assert!((found - expected).abs() < 1e-8, "{freedom}: {found} is not {expected}");
        }
    }

    #[test]
    fn worst_cases_by_hand() {
        // 10 of 25: unchanged 10 × 4.5 ÷ 25 = 1.8; worse by 8.8 each: (45 − 15 × 8.8) ÷ 25 = −3.48.
        let settings = Settings { worsening: Some(-8.8), ..Settings::default() };
        let found = estimate(&ten(), 25, &settings);
        assert_eq!(found.completeness, 0.4);
        let worst = found.worst_case.unwrap();
        assert_eq!(worst.missing, 15);
        near(worst.unchanged, 1.8);
        near(worst.worsened.unwrap(), -3.48);
        // The estimate itself is over the ten who answered, whatever is missing.
        near(found.mean_change, 4.5);
    }

    #[test]
    fn too_few_show_nothing_at_all() {
        let four = &ten()[..4];
        let shown = before_after(four, 40, &Settings::default()).unwrap();
        assert_eq!(shown, BeforeAfter::TooFew { smallest: 5 });
        let none = before_after(&[], 0, &Settings { smallest: 0, worsening: None }).unwrap();
        assert_eq!(none, BeforeAfter::TooFew { smallest: 2 });
    }

    #[test]
    fn impossible_input_is_refused_by_place() {
        let settings = Settings::default();
        assert!(before_after(&ten(), 9, &settings).unwrap_err().to_string().contains("only 9"));
        let message = before_after(&[(1.0, 2.0), (1.0, f64::NAN)], 5, &settings).unwrap_err().to_string();
        assert!(message.starts_with("pair 2, after: NaN"), "{message}");
        let settings = Settings { worsening: Some(f64::INFINITY), ..settings };
        assert!(before_after(&ten(), 10, &settings).unwrap_err().to_string().starts_with("worsening: inf"));
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_mean_and_order_does_not_matter(
            pairs in prop::collection::vec((0.0_f64..100.0, 0.0_f64..100.0), 5..40),
            missing in 0_usize..50,
            turn in 0_usize..40,
        ) {
            let settings = Settings { worsening: Some(-5.0), ..Settings::default() };
            let found = estimate(&pairs, pairs.len() + missing, &settings);
            prop_assert!(found.interval95.contains(found.mean_change));
            prop_assert!((found.mean_after - found.mean_before - found.mean_change).abs() < 1e-9);
            let mut turned = pairs.clone();
            turned.rotate_left(turn % pairs.len());
            prop_assert_eq!(found, estimate(&turned, pairs.len() + missing, &settings));
            if let Some(worst) = found.worst_case {
                prop_assert!(worst.unchanged.abs() <= found.mean_change.abs() + 1e-12);
                prop_assert!(worst.worsened.unwrap() < worst.unchanged);
            }
        }
    }
}
