//! Chance for the made-up history: the same throws for the same seed.

use rand::{Rng, SeedableRng, rngs::StdRng};

pub struct Dice(StdRng);

impl Dice {
    pub fn from_seed(seed: u64) -> Dice {
        Dice(StdRng::seed_from_u64(seed))
    }

    /// Uniform in 0..1, with the 53 bits that an `f64` holds.
    pub fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A whole number from `low` to `high`, both included; `low` when there is nothing between.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = (high - low + 1).max(1);
        low + ((self.unit() * span as f64) as i64).min(span - 1)
    }

    /// Standard normal (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        let last = (from.len() as i64 - 1).max(0);
        let at = self.between(0, last);
        from.get(at as usize).copied()
    }

    /// One of some texts or codes.
    pub fn word(&mut self, from: &[&'static str]) -> &'static str {
        self.pick(from).unwrap_or_default()
    }

    /// One of some codes, each as likely as its weight says.
    pub fn weighted(&mut self, from: &[(u32, &'static str)]) -> &'static str {
        let all: u32 = from.iter().map(|(weight, _)| weight).sum();
        let mut left = self.between(1, i64::from(all));
        for (weight, code) in from {
            left -= i64::from(*weight);
            if left <= 0 {
                return code;
            }
        }
        ""
    }

    /// `many` different ones, in random order.
    pub fn some<T: Clone>(&mut self, from: &[T], many: usize) -> Vec<T> {
        let mut rest = from.to_vec();
        let mut taken = Vec::new();
        while taken.len() < many && !rest.is_empty() {
            let at = self.between(0, rest.len() as i64 - 1) as usize;
            taken.push(rest.swap_remove(at));
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn throws_stay_in_range_and_reach_both_ends() {
        let mut dice = Dice::from_seed(3);
        let throws: Vec<i64> = (0..2_000).map(|_| dice.between(-1, 4)).collect();
        assert_eq!((throws.iter().min(), throws.iter().max()), (Some(&-1), Some(&4)));
        assert_eq!(dice.between(5, 2), 5);
        assert_eq!(dice.some(&[1, 2, 3], 9).len(), 3);
    }

    #[test]
    fn normal_throws_have_the_mean_and_spread_of_the_standard_normal() {
        let mut dice = Dice::from_seed(3);
        let throws: Vec<f64> = (0..20_000).map(|_| dice.normal()).collect();
        let mean = throws.iter().sum::<f64>() / 20_000.0;
        let variance = throws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 19_999.0;
        // Five standard errors: 5/sqrt(20000) and 5*sqrt(2/20000).
        assert!(mean.abs() < 0.036 && (variance - 1.0).abs() < 0.05, "{mean} {variance}");
    }
}
