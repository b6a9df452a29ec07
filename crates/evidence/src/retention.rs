use serde::Serialize;

use crate::{
    Interval,
    interval::{Z, count},
};

/// Who is still here, by day, with people who are still here (or whose time is not over) counted for as long as they
/// were seen. After Kaplan & Meier 1958 (Journal of the American Statistical Association 53:457-481).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Retention {
    pub n: usize,
    /// One per day on which someone left or was last seen, ascending.
    pub steps: Vec<Survival>,
    /// Last day that anyone was followed to. Nothing is known after it.
    pub last_day: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Survival {
    pub day: u32,
    /// Followed up to this day, before those who leave on it.
    pub at_risk: usize,
    pub left: usize,
    /// Last seen on this day without having left. They count as at risk on it.
    pub censored: usize,
    /// Share still here after this day, 0 to 1: the product of (1 − left ÷ at risk).
    pub share: f64,
    /// 95%, with Greenwood's variance (Greenwood 1926) on the log(−log) scale (Kalbfleisch & Prentice 1980), so that it
    /// stays between 0 and 1: S^exp(±z √Σ(d ÷ (n (n − d))) ÷ ln S). Absent while nobody or once everybody has left: the
    /// formula has no value there, and an interval of no width would claim certainty.
    pub interval95: Option<Interval>,
}

/// The share still here on one day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Retained {
    pub day: u32,
    pub share: f64,
    pub interval95: Option<Interval>,
    /// How many were followed to this day or longer. Show no figure when there are fewer than the smallest cell.
    pub at_risk: usize,
}

/// The curve from `(days, left)`: days from the start to leaving (`true`) or to the last day seen (`false`).
///
/// Someone who left on day 90 is not here at 90 days. No people give a curve with no steps.
pub fn kaplan_meier(times: &[(u32, bool)]) -> Retention {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let (mut at_risk, mut share, mut greenwood) = (sorted.len(), 1.0, 0.0);
    let days = sorted.chunk_by(|one, next| one.0 == next.0);
    let steps = days.filter_map(|same| {
        let (day, _) = *same.first()?;
        let left = same.iter().filter(|(_, left)| *left).count();
        let before = at_risk;
        at_risk = at_risk.saturating_sub(same.len());
        if left > 0 {
            let stay = count(before.saturating_sub(left));
            share *= stay / count(before);
            greenwood += count(left) / (count(before) * stay);
        }
        let interval95 = log_log(share, greenwood);
        Some(Survival {
            day,
            at_risk: before,
            left,
            censored: same.len().saturating_sub(left),
            share,
            interval95,
        })
    });
    let steps: Vec<_> = steps.collect();
    Retention { n: sorted.len(), last_day: steps.last().map_or(0, |step| step.day), steps }
}

fn log_log(share: f64, greenwood: f64) -> Option<Interval> {
    if share <= 0.0 || share >= 1.0 {
        return None;
    }
    let spread = Z * greenwood.sqrt() / share.ln().abs();
    Some(Interval { low: share.powf(spread.exp()), high: share.powf((-spread).exp()) })
}

impl Retention {
    /// The share still here on `day`. Absent when nobody was followed that long and not everyone had left: the curve
    /// must not be drawn on.
    pub fn retained_at(&self, day: u32) -> Option<Retained> {
        let past = self.steps.iter().take_while(|step| step.day <= day).last();
        let (share, interval95) = past.map_or((1.0, None), |step| (step.share, step.interval95));
        if self.n == 0 || (day > self.last_day && share > 0.0) {
            return None;
        }
        let at_risk = self.steps.iter().find(|step| step.day >= day).map_or(0, |step| step.at_risk);
        Some(Retained { day, share, interval95, at_risk })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAYS: [u32; 16] = [5, 12, 12, 20, 30, 30, 41, 60, 75, 90, 90, 90, 120, 180, 180, 200];
    const LEFT: [u8; 16] = [1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0];

    fn sixteen() -> Retention {
        let times: Vec<_> = DAYS.into_iter().zip(LEFT.map(|left| left == 1)).collect();
        kaplan_meier(&times)
    }

    #[test]
    fn agrees_with_lifelines() {
        // lifelines 0.30.3: KaplanMeierFitter().fit(T, E, alpha=0.05), survival_function_ and confidence_interval_
        // Day, at risk, share, low, high.
        let expected = "
            5 16 0.9375000000000001 0.6323454417389031 0.9909531417446664
            12 15 0.8749999999999999 0.5859814368090156 0.9671888460291236
            20 13 0.8076923076923076 0.5140117867494931 0.9337562440700716
            30 12 0.7403846153846154 0.4463921173419042 0.8940252073232471
            41 10 0.6663461538461538 0.3719016853447898 0.8465349068133705
            60 9 0.6663461538461538 0.3719016853447898 0.8465349068133705
            75 8 0.5830528846153846 0.29108251948603986 0.7899235160985854
            90 7 0.49975961538461544 0.22108472645201824 0.7270286577548027
            120 4 0.3748197115384616 0.11346348295045852 0.642437716506022
            180 3 0.2498798076923077 0.044748805797920385 0.5384645989932249
            200 1 0.2498798076923077 0.044748805797920385 0.5384645989932249";
        let expected: Vec<Vec<f64>> = expected
            .trim()
            .lines()
            .map(|row| row.split_whitespace().map(|n| n.parse().unwrap()).collect())
            .collect();
        let found = sixteen();
        assert_eq!(found.steps.len(), expected.len());
        for (step, row) in found.steps.iter().zip(expected) {
            let interval = step.interval95.unwrap();
            let found = [f64::from(step.day), count(step.at_risk), step.share, interval.low, interval.high];
            assert!(
                found.iter().zip(&row).all(|(found, lifelines)| (found - lifelines).abs() < 1e-12),
                "{step:?}"
            );
        }
    }

    #[test]
    fn still_here_at_30_90_180_days_and_not_beyond_what_was_seen() {
        let curve = sixteen();
        let at =
            |day: u32| curve.retained_at(day).map(|found| ((found.share * 1e4).round() / 1e4, found.at_risk));
        assert_eq!((at(0), at(4)), (Some((1.0, 16)), Some((1.0, 16))));
        assert_eq!((at(30), at(90), at(180)), (Some((0.7404, 12)), Some((0.4998, 7)), Some((0.2499, 3))));
        assert_eq!(at(89), Some((0.5831, 7)));
        assert_eq!((at(200), at(201), at(365)), (Some((0.2499, 1)), None, None));
    }

    #[test]
    fn no_certainty_is_claimed_at_the_ends() {
        let stayed = kaplan_meier(&[(90, false), (200, false)]);
        assert_eq!(stayed.retained_at(90).unwrap().interval95, None);
        assert_eq!((stayed.retained_at(90).unwrap().share, stayed.retained_at(201)), (1.0, None));
        let gone = kaplan_meier(&[(10, true), (20, true)]);
        let later = gone.retained_at(365).unwrap();
        assert_eq!((later.share, later.interval95, later.at_risk), (0.0, None, 0));
        assert_eq!(kaplan_meier(&[]).retained_at(0), None);
    }

    proptest! {
        #[test]
        fn falls_only_holds_its_interval_and_ignores_order(
            times in prop::collection::vec((0_u32..400, any::<bool>()), 1..60),
            turn in 0_usize..60,
        ) {
            let curve = kaplan_meier(&times);
            let mut turned = times.clone();
            turned.rotate_left(turn % times.len());
            prop_assert_eq!(&curve, &kaplan_meier(&turned));
            prop_assert!(curve.steps.windows(2).all(|pair| pair[1].share <= pair[0].share));
            for step in &curve.steps {
                prop_assert!((0.0..=1.0).contains(&step.share));
                prop_assert!(step.interval95.is_none_or(|interval| interval.contains(step.share)));
                prop_assert_eq!(curve.retained_at(step.day).unwrap().share, step.share);
                prop_assert_eq!(curve.retained_at(step.day).unwrap().at_risk, step.at_risk);
            }
            let seen: usize = curve.steps.iter().map(|step| step.left + step.censored).sum();
            prop_assert_eq!(seen, times.len());
        }

        #[test]
        fn without_censoring_it_is_the_plain_share(days in prop::collection::vec(0_u32..200, 1..60), day in 0_u32..250) {
            let curve = kaplan_meier(&days.iter().map(|day| (*day, true)).collect::<Vec<_>>());
            let here = days.iter().filter(|left| **left > day).count();
            let found = curve.retained_at(day).unwrap().share;
            prop_assert!((found - count(here) / count(days.len())).abs() < 1e-12);
        }
    }
}
