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
    Retention {
        n: sorted.len(),
        last_day: steps.last().map_or(0, |step| step.day),
        steps,
    }
}

fn log_log(share: f64, greenwood: f64) -> Option<Interval> {
    if share <= 0.0 || share >= 1.0 {
        return None;
    }
    let spread = Z * greenwood.sqrt() / share.ln().abs();
    Some(Interval {
        low: share.powf(spread.exp()),
        high: share.powf((-spread).exp()),
    })
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
        let at_risk = self
            .steps
            .iter()
            .find(|step| step.day >= day)
            .map_or(0, |step| step.at_risk);
        Some(Retained {
            day,
            share,
            interval95,
            at_risk,
        })
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
        let expected = [
            (
                5,
                16,
                0.937_500_000_000_000_1,
                0.632_345_441_738_903_1,
                0.990_953_141_744_666_4,
            ),
            (
                12,
                15,
                0.874_999_999_999_999_9,
                0.585_981_436_809_015_6,
                0.967_188_846_029_123_6,
            ),
            (
                20,
                13,
                0.807_692_307_692_307_6,
                0.514_011_786_749_493_1,
                0.933_756_244_070_071_6,
            ),
            (
                30,
                12,
                0.740_384_615_384_615_4,
                0.446_392_117_341_904_2,
                0.894_025_207_323_247_1,
            ),
            (
                41,
                10,
                0.666_346_153_846_153_8,
                0.371_901_685_344_789_8,
                0.846_534_906_813_370_5,
            ),
            (
                60,
                9,
                0.666_346_153_846_153_8,
                0.371_901_685_344_789_8,
                0.846_534_906_813_370_5,
            ),
            (
                75,
                8,
                0.583_052_884_615_384_6,
                0.291_082_519_486_039_86,
                0.789_923_516_098_585_4,
            ),
            (
                90,
                7,
                0.499_759_615_384_615_44,
                0.221_084_726_452_018_24,
                0.727_028_657_754_802_7,
            ),
            (
                120,
                4,
                0.374_819_711_538_461_6,
                0.113_463_482_950_458_52,
                0.642_437_716_506_022,
            ),
            (
                180,
                3,
                0.249_879_807_692_307_7,
                0.044_748_805_797_920_385,
                0.538_464_598_993_224_9,
            ),
            (
                200,
                1,
                0.249_879_807_692_307_7,
                0.044_748_805_797_920_385,
                0.538_464_598_993_224_9,
            ),
        ];
        let found = sixteen();
        assert_eq!(found.steps.len(), expected.len());
        for (step, (day, at_risk, share, low, high)) in found.steps.iter().zip(expected) {
            assert_eq!((step.day, step.at_risk), (day, at_risk));
            let interval = step.interval95.unwrap();
            let off = [step.share - share, interval.low - low, interval.high - high].map(f64::abs);
            assert!(off.iter().all(|off| *off < 1e-12), "{step:?}");
        }
    }

    #[test]
    fn still_here_at_30_90_180_days_and_not_beyond_what_was_seen() {
        let curve = sixteen();
        let at = |day: u32| {
            curve
                .retained_at(day)
                .map(|found| ((found.share * 1e4).round() / 1e4, found.at_risk))
        };
        assert_eq!((at(0), at(4)), (Some((1.0, 16)), Some((1.0, 16))));
        assert_eq!(
            (at(30), at(90), at(180)),
            (Some((0.7404, 12)), Some((0.4998, 7)), Some((0.2499, 3)))
        );
        assert_eq!(at(89), Some((0.5831, 7)));
        assert_eq!((at(200), at(201), at(365)), (Some((0.2499, 1)), None, None));
    }

    #[test]
    fn no_certainty_is_claimed_at_the_ends() {
        let stayed = kaplan_meier(&[(90, false), (200, false)]);
        assert_eq!(stayed.retained_at(90).unwrap().interval95, None);
        assert_eq!(
            (stayed.retained_at(90).unwrap().share, stayed.retained_at(201)),
            (1.0, None)
        );
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
