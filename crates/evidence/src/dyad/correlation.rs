use std::collections::BTreeMap;

use serde::Serialize;

use crate::{Interval, before_after::t975, interval::count};

/// A correlation of both sides within pairs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Correlation {
    pub value: f64,
    /// None when all is on one line.
    pub interval95: Option<Interval>,
    pub pairs: usize,
    pub pair_weeks: usize,
}

/// Pearson's r of values that are centered already, with cluster and both values in each row.
///
/// The interval is made on Fisher's scale (1921), atanh r ± t(0.975, G − 1) × s ÷ (1 − r²), where s comes from the influence of
/// each row, ψ = z₁z₂ − r (z₁² + z₂²) ÷ 2 (Devlin, Gnanadesikan & Kettenring 1975, Biometrika 62:531-545), summed up within the G
/// clusters: s² = G ÷ (G − 1) × Σ(Σψ)² ÷ n². Rows of one cluster may hang together in any way. The usual 1 ÷ √(n − 3) would take
/// weeks of the same people for so many people. That means were taken off before is not counted in it.
pub fn correlation(rows: &[(u32, f64, f64)], (pairs, pair_weeks): (usize, usize)) -> Option<Correlation> {
    let n = count(rows.len());
    let mean = |pick: fn(&(u32, f64, f64)) -> f64| rows.iter().map(pick).sum::<f64>() / n;
    let (own, other) = (mean(|(_, a, _)| a * a), mean(|(_, _, b)| b * b));
    let value = mean(|(_, a, b)| a * b) / (own * other).sqrt();
    if !value.is_finite() || own.min(other) < 1e-12 {
        return None;
    }
    let mut sums: BTreeMap<u32, f64> = BTreeMap::new();
    for (cluster, a, b) in rows {
        let influence = a * b / (own * other).sqrt() - value / 2.0 * (a * a / own + b * b / other);
        *sums.entry(*cluster).or_default() += influence;
    }
    let clusters = count(sums.len());
    let variance =
        sums.values().map(|sum| sum * sum).sum::<f64>() / (n * n) * clusters / (clusters - 1.0).max(1.0);
    let room = 1.0 - value * value;
    let half = t975(clusters - 1.0).filter(|_| room > 1e-9).map(|t| t * variance.sqrt() / room);
    let interval95 = half.map(|half| {
        let center = value.atanh();
        Interval { low: (center - half).tanh(), high: (center + half).tanh() }
    });
    Some(Correlation { value, interval95, pairs, pair_weeks })
}
