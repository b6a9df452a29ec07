use serde::Serialize;

use crate::{Better, Error};

/// What reliable change needs to know about a scale in this program.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reliability {
    /// The standard deviation of this program's own first scores. `None` while there are too few.
    pub sd: Option<f64>,
    /// Internal consistency, 0 to below 1: [`crate::ChangeNotes::alpha`].
    pub alpha: f64,
    pub better: Better,
}

/// One person's change on one scale.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Change {
    /// `now − baseline`, in points.
    pub difference: f64,
    /// A difference up to this many points, either way, may be measurement noise (95%).
    pub interval_half_width: Option<f64>,
    pub verdict: Verdict,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Improved,
    Worsened,
    WithinNoise,
    /// The program has no spread of its own yet; no borrowed figure is used.
    NotEnoughData,
}

/// 97.5th percentile of the standard normal distribution, as Jacobson and Truax round it.
const Z: f64 = 1.96;

/// Reliable change after Jacobson & Truax 1991 (Journal of Consulting and Clinical Psychology 59:12-19).
///
/// Half-width = 1.96 × √2 × SD × √(1 − alpha), in points of the scale. The verdict is a change only when the
/// difference is greater than the half-width. For the BARC-10 (alpha .90) that is 0.88 × SD.
///
/// # Errors
/// [`Error::Change`] for a score, SD or alpha that cannot be one.
pub fn reliable_change(baseline: f64, now: f64, reliability: &Reliability) -> Result<Change, Error> {
    for (name, value) in [("the first score", baseline), ("the score now", now)] {
        if !value.is_finite() {
            return Err(Error::Change { name, value, remedy: "give a number" });
        }
    }
    let Reliability { sd, alpha, better } = *reliability;
    if !(0.0..1.0).contains(&alpha) {
        return Err(Error::Change { name: "alpha", value: alpha, remedy: "give a number from 0 to below 1" });
    }
    if let Some(value) = sd.filter(|sd| !sd.is_finite() || *sd < 0.0) {
        return Err(Error::Change { name: "SD", value, remedy: "give the program's own spread, or none" });
    }
    let difference = now - baseline;
    // A spread of zero means that everyone started alike: that says nothing about noise.
    let Some(sd) = sd.filter(|sd| *sd > 0.0) else {
        return Ok(Change { difference, interval_half_width: None, verdict: Verdict::NotEnoughData });
    };
    let half_width = Z * std::f64::consts::SQRT_2 * sd * (1.0 - alpha).sqrt();
    let verdict = if difference.abs() <= half_width {
        Verdict::WithinNoise
    } else if (difference > 0.0) == (better == Better::Higher) {
        Verdict::Improved
    } else {
        Verdict::Worsened
    };
    Ok(Change { difference, interval_half_width: Some(half_width), verdict })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn barc10(sd: Option<f64>) -> Reliability {
        Reliability { sd, alpha: 0.90, better: Better::Higher }
    }

    #[test]
    fn the_barc10_needs_088_of_its_spread() {
        // By hand: 1.96 × 1.41421356 × 10 × √0.1 (= 0.31622777) = 8.765 387
        let change = reliable_change(30.0, 39.0, &barc10(Some(10.0))).unwrap();
        assert!((change.interval_half_width.unwrap() - 8.765_386_5).abs() < 1e-6);
        assert_eq!(change.verdict, Verdict::Improved);
        let verdict = |now: f64| reliable_change(30.0, now, &barc10(Some(10.0))).unwrap().verdict;
        assert_eq!(verdict(38.0), Verdict::WithinNoise);
        assert_eq!(verdict(22.0), Verdict::WithinNoise);
        assert_eq!(verdict(21.0), Verdict::Worsened);
    }

    #[test]
    fn fewer_symptoms_is_better_where_the_scale_counts_symptoms() {
        let phq9 = Reliability { sd: Some(5.0), alpha: 0.9, better: Better::Lower };
        assert_eq!(reliable_change(18.0, 6.0, &phq9).unwrap().verdict, Verdict::Improved);
        assert_eq!(reliable_change(6.0, 18.0, &phq9).unwrap().verdict, Verdict::Worsened);
    }

    #[test]
    fn without_an_own_spread_there_is_no_verdict() {
        for sd in [None, Some(0.0)] {
            let change = reliable_change(20.0, 50.0, &barc10(sd)).unwrap();
            assert_eq!((change.difference, change.verdict), (30.0, Verdict::NotEnoughData));
            assert_eq!(change.interval_half_width, None);
        }
    }

    #[test]
    fn what_cannot_be_a_figure_is_refused_by_name() {
        assert!(
            reliable_change(f64::NAN, 1.0, &barc10(None)).unwrap_err().to_string().contains("first score")
        );
        let wrong = Reliability { alpha: 1.0, ..barc10(None) };
        assert!(reliable_change(1.0, 1.0, &wrong).unwrap_err().to_string().contains("alpha is 1"));
        assert!(reliable_change(1.0, 1.0, &barc10(Some(-1.0))).unwrap_err().to_string().contains("SD is -1"));
    }
}
