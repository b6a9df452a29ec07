//! Least squares whose errors may hang together within a cluster in any way, with intervals that hold for few clusters.
//!
//! Coefficients are those of ordinary least squares. Their variance is the bias-reduced sandwich CR2 (Bell & McCaffrey
//! 2002, Survey Methodology 28:169-181) with equal variances as the working model, and each coefficient has its own degrees
//! of freedom after Satterthwaite, both as in Pustejovsky & Tipton 2018 (Journal of Business & Economic Statistics
//! 36:672-683), where also stands why rows that are centered within units nested in the clusters need no dummies.
//!
//! With X′X = L L′ and Z = X L′⁻¹, a cluster g has B = Z′Z over its rows and C = (I − B)^−½, and then (I − H)^−½ Z = Z C. So
//! a matrix as large as a cluster is never made: q = C Z′e; V = L′⁻¹ (Σ q q′) L⁻¹. For one coefficient, with d = L⁻¹c, w = C d
//! and u = B w, the degrees of freedom are tr(Ω)² ÷ tr(Ω²) with Ω(g, h) = [g = h] w′B w − u(g)·u(h).

use std::collections::BTreeMap;

use super::{Refused, square};
use crate::{Interval, before_after::t975};
use square::{Matrix, Vector};

/// One observation.
#[derive(Debug, Clone, Copy)]
pub struct Row<const K: usize> {
    pub cluster: u32,
    pub x: Vector<K>,
    pub y: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    pub estimate: f64,
    pub standard_error: f64,
    /// Satterthwaite's degrees of freedom, 1 to clusters − 1.
    pub freedom: f64,
    pub interval95: Interval,
}

pub struct Fit<const K: usize> {
    pub coefficients: [Coefficient; K],
    /// In the order of the rows.
    pub residuals: Vec<f64>,
}

/// The largest share of what is known about any direction that one cluster may hold.
const MOST_OF_ONE: f64 = 0.9;

/// What a cluster adds, in the coordinates of Z.
struct Cluster<const K: usize> {
    b: Matrix<K>,
    c: Matrix<K>,
    q: Vector<K>,
}

/// Regresses y on x, without an intercept of its own.
///
/// # Errors
/// [`Refused::NoSpread`] when the columns of x depend on each other; [`Refused::OneDecides`].
pub fn fit<const K: usize>(rows: &[Row<K>]) -> Result<Fit<K>, Refused> {
    let mut square = [[0.0; K]; K];
    let mut product = [0.0; K];
    for row in rows {
        square::add_square(&mut square, &row.x);
        add(&mut product, &row.x, row.y);
    }
    let lower = square::cholesky(&square).ok_or(Refused::NoSpread)?;
    let beta = square::backward(&lower, &square::forward(&lower, &product));
    let residuals: Vec<f64> = rows.iter().map(|row| row.y - square::dot(&beta, &row.x)).collect();
    let mut sums: BTreeMap<u32, (Matrix<K>, Vector<K>)> = BTreeMap::new();
    for (row, residual) in rows.iter().zip(&residuals) {
        let z = square::forward(&lower, &row.x);
        let (b, scores) = sums.entry(row.cluster).or_insert(([[0.0; K]; K], [0.0; K]));
        square::add_square(b, &z);
        add(scores, &z, *residual);
    }
    let clusters = sums.into_values().map(cluster).collect::<Result<Vec<_>, _>>()?;
    let each = beta.into_iter().enumerate().map(|(at, estimate)| {
        let unit = std::array::from_fn(|place| f64::from(place == at));
        coefficient(&clusters, &square::forward(&lower, &unit), estimate)
    });
    let coefficients = each.collect::<Option<Vec<_>>>().and_then(|all| all.try_into().ok());
    Ok(Fit { coefficients: coefficients.ok_or(Refused::NoSpread)?, residuals })
}

fn add<const K: usize>(sum: &mut Vector<K>, x: &Vector<K>, times: f64) {
    sum.iter_mut().zip(x).for_each(|(sum, x)| *sum += x * times);
}

fn cluster<const K: usize>((b, scores): (Matrix<K>, Vector<K>)) -> Result<Cluster<K>, Refused> {
    let (values, vectors) = square::eigen(&b);
    if values.iter().any(|value| *value > MOST_OF_ONE) {
        return Err(Refused::OneDecides);
    }
    let c = square::composed(&values.map(|value| 1.0 / (1.0 - value).sqrt()), &vectors);
    Ok(Cluster { b, q: square::apply(&c, &scores), c })
}

/// None when the variance has no degrees of freedom.
fn coefficient<const K: usize>(
    clusters: &[Cluster<K>],
    direction: &Vector<K>,
    estimate: f64,
) -> Option<Coefficient> {
    let variance: f64 = clusters.iter().map(|one| square::dot(direction, &one.q).powi(2)).sum();
    let each: Vec<(f64, Vector<K>)> = clusters
        .iter()
        .map(|one| {
            let w = square::apply(&one.c, direction);
            let u = square::apply(&one.b, &w);
            (square::dot(&w, &u), u)
        })
        .collect();
    let (mut trace, mut squares) = (0.0, 0.0);
    for (at, (own, u)) in each.iter().enumerate() {
        for (other_at, (_, other)) in each.iter().enumerate() {
            let shared = square::dot(u, other);
            let cell = if at == other_at { own - shared } else { -shared };
            squares += cell * cell;
            if at == other_at {
                trace += cell;
            }
        }
    }
    let freedom = trace * trace / squares;
    let standard_error = variance.sqrt();
    let half = t975(freedom)? * standard_error;
    Some(Coefficient {
        estimate,
        standard_error,
        freedom,
        interval95: Interval { low: estimate - half, high: estimate + half },
    })
}
