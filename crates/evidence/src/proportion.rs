use crate::{
    Error, Interval,
    interval::{Z, count},
};

/// The 95% interval of a proportion after Wilson 1927 (Journal of the American Statistical Association 22:209-212):
/// (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), from 0 to 1.
///
/// # Errors
/// [`Error::Nobody`] for n = 0, [`Error::PartOverWhole`] when `successes` is greater than `n`.
pub fn wilson(successes: u64, n: u64) -> Result<Interval, Error> {
    if successes > n {
        return Err(Error::PartOverWhole { part: successes, whole: n });
    }
    if n == 0 {
        return Err(Error::Nobody);
    }
    let (all, share) = (count(n), count(successes) / count(n));
    let squared = Z * Z / all;
    let center = (share + squared / 2.0) / (1.0 + squared);
    let half = Z * (share * (1.0 - share) / all + squared / (4.0 * all)).sqrt() / (1.0 + squared);
    // At the ends the formula gives exactly 0 and 1; rounding must not move the interval off the estimate.
    Ok(Interval { low: (center - half).clamp(0.0, share), high: (center + half).clamp(share, 1.0) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn agrees_with_statsmodels() {
        // statsmodels 0.15.0: proportion_confint(s, n, 0.05, "wilson")
        for (successes, n, low, high) in [
            (13, 25, 0.334_985_169_503_567_8, 0.699_687_140_458_870_4),
            (25, 39, 0.484_181_485_595_485_46, 0.772_579_145_410_071_3),
            (0, 10, 0.0, 0.277_532_799_862_889_26),
            (10, 10, 0.722_467_200_137_110_6, 1.0),
            (1, 1, 0.206_549_314_377_237_4, 1.0),
            (86, 100, 0.778_628_117_890_361_6, 0.914_736_563_400_608_6),
            (3, 5000, 0.000_204_074_654_194_346_42, 0.001_762_706_048_528_709_4),
        ] {
            let found = wilson(successes, n).unwrap();
            assert!(
                (found.low - low).abs() < 1e-12 && (found.high - high).abs() < 1e-12,
                "{successes}/{n} {found:?}"
            );
        }
    }

    #[test]
    fn impossible_counts_are_refused() {
        assert_eq!(wilson(0, 0), Err(Error::Nobody));
        assert!(wilson(6, 5).unwrap_err().to_string().starts_with("6 of 5"));
    }

    proptest! {
        #[test]
        fn contains_the_share_and_mirrors(successes in 0_u64..5000, more in 0_u64..5000) {
            let n = (successes + more).max(1);
            let interval = wilson(successes, n).unwrap();
            prop_assert!(interval.contains(count(successes) / count(n)));
            prop_assert!(interval.low >= 0.0 && interval.high <= 1.0);
            let mirrored = wilson(n - successes, n).unwrap();
            prop_assert!((interval.low - (1.0 - mirrored.high)).abs() < 1e-9);
        }
    }
}
