use serde::Serialize;

use crate::{Error, error::figure, interval::count};

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MeanSd {
    pub n: usize,
    pub mean: f64,
    /// Sample standard deviation (divisor n − 1). Absent for one value: one value has no spread.
    pub sd: Option<f64>,
}

/// Arithmetic mean and sample standard deviation.
///
/// # Errors
/// [`Error::Nobody`] for an empty list, [`Error::NotAFigure`] with the place in the list (from 1).
pub fn mean_sd(values: &[f64]) -> Result<MeanSd, Error> {
    let sorted = sorted(values)?;
    if sorted.is_empty() {
        return Err(Error::Nobody);
    }
    let n = sorted.len();
    let mean = sorted.iter().sum::<f64>() / count(n);
    let squares: f64 = sorted.iter().map(|value| (value - mean).powi(2)).sum();
    let sd = (n > 1).then(|| (squares / count(n - 1)).sqrt());
    Ok(MeanSd { n, mean, sd })
}

/// The quantile at `share` (0 to 1), type 7 of Hyndman & Fan 1996 (The American Statistician 50:361-365), the usual
/// one of R, NumPy and spreadsheets: linear between the two order statistics around 1 + (n − 1) × share.
///
/// # Errors
/// [`Error::Share`], [`Error::Nobody`], [`Error::NotAFigure`].
pub fn quantile(values: &[f64], share: f64) -> Result<f64, Error> {
    if !(0.0..=1.0).contains(&share) {
        return Err(Error::Share { share: share.to_string() });
    }
    let sorted = sorted(values)?;
    let place = count(sorted.len().saturating_sub(1)) * share;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "place lies in 0..n")]
    let below = place.floor() as usize;
    let low = *sorted.get(below).ok_or(Error::Nobody)?;
    let high = *sorted.get(below + 1).unwrap_or(&low);
    Ok(low + (place - count(below)) * (high - low))
}

/// Sorted, so that the order of the input cannot change the last digit of a sum.
pub(crate) fn sorted(values: &[f64]) -> Result<Vec<f64>, Error> {
    let checked =
        values.iter().enumerate().map(|(place, value)| figure(*value, || format!("value {}", place + 1)));
    let mut checked = checked.collect::<Result<Vec<_>, _>>()?;
    checked.sort_by(f64::total_cmp);
    Ok(checked)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SEVEN: [f64; 7] = [3.2, 1.5, 9.9, 4.4, 7.1, 2.8, 5.0];

    #[test]
    fn agrees_with_numpy() {
        // numpy 2.4.6: np.mean(x), np.std(x, ddof=1), np.quantile(x, p)
        let found = mean_sd(&SEVEN).unwrap();
        assert!((found.mean - 4.842_857_142_857_143).abs() < 1e-12);
        assert!((found.sd.unwrap() - 2.855_904_493_534_487_3).abs() < 1e-12);
        for (share, expected) in [(0.0, 1.5), (0.1, 2.28), (0.25, 3.0), (0.5, 4.4), (0.9, 8.22), (1.0, 9.9)] {
            assert!((quantile(&SEVEN, share).unwrap() - expected).abs() < 1e-12, "{share}");
        }
    }

    #[test]
    fn what_is_no_figure_is_refused_by_place() {
        assert_eq!(mean_sd(&[]), Err(Error::Nobody));
        assert_eq!(quantile(&[], 0.5), Err(Error::Nobody));
        assert_eq!(mean_sd(&[4.0]).unwrap().sd, None);
        assert!(mean_sd(&[1.0, f64::NAN]).unwrap_err().to_string().starts_with("value 2: NaN"));
        assert!(mean_sd(&[1e300]).is_err());
        assert!(quantile(&SEVEN, f64::NAN).unwrap_err().to_string().contains("NaN"));
    }

    proptest! {
        #[test]
        fn order_does_not_matter_and_quantiles_stay_inside(
            values in prop::collection::vec(-1e6_f64..1e6, 1..40),
            share in 0.0_f64..=1.0,
        ) {
            let mut turned = values.clone();
            turned.reverse();
            prop_assert_eq!(mean_sd(&values), mean_sd(&turned));
            let found = quantile(&values, share).unwrap();
            prop_assert_eq!(found, quantile(&turned, share).unwrap());
            prop_assert!(quantile(&values, 0.0).unwrap() <= found && found <= quantile(&values, 1.0).unwrap());
        }
    }
}
