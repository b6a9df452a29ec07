//! What a plan costs: one number in which each aim outweighs all later ones together.

use std::iter::Sum;
use std::ops::{Add, Sub};

/// From the heaviest aim to the lightest: people left out, groups of another size, repeats, imbalance, pairs seen
/// lately, and the seed. Each has so many bits that the lighter ones of a whole plan never add up to one of it; they
/// may be negative. For at most 100 people the whole stays under 2^110, so that what a matching does with it (twice
/// the difference of sums of two) cannot overflow, and neither can adding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cost(pub i128);

const LATELY: u32 = 44;
const IMBALANCE: u32 = LATELY + 20;
const REPEAT: u32 = IMBALANCE + 20;
const OTHER_SIZE: u32 = REPEAT + 10;
const LEFT_OUT: u32 = OTHER_SIZE + 8;

impl Cost {
    pub fn left_out() -> Self {
        Self(1 << LEFT_OUT)
    }

    pub fn other_size() -> Self {
        Self(1 << OTHER_SIZE)
    }

    pub fn repeat() -> Self {
        Self(1 << REPEAT)
    }

    /// At most 2^12 for a group either way.
    pub fn imbalance(points: i32) -> Self {
        Self(i128::from(points) << IMBALANCE)
    }

    /// At most 2^13 for a group.
    pub fn lately(points: u32) -> Self {
        Self(i128::from(points) << LATELY)
    }

    /// The first 36 bits of a number drawn from the seed.
    pub fn chance(drawn: u64) -> Self {
        Self(i128::from(drawn >> 28))
    }
}

impl Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0))
    }
}

impl Sub for Cost {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.wrapping_sub(other.0))
    }
}

impl Sum for Cost {
    fn sum<I: Iterator<Item = Self>>(costs: I) -> Self {
        costs.fold(Self::default(), Add::add)
    }
}

/// A number that depends on nothing but its parts (the finalizer of SplitMix64, Steele, Lea and Flood 2014).
pub(crate) fn mix(seed: u64, parts: &[usize]) -> u64 {
    parts.iter().fold(scramble(seed), |mixed, part| {
        scramble(mixed ^ (*part as u64).wrapping_add(0x9e37_79b9_7f4a_7c15))
    })
}

pub(crate) fn scramble(mut bits: u64) -> u64 {
    bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MOST_PEOPLE;

    #[test]
    fn a_whole_plan_of_the_lighter_aims_never_weighs_as_much_as_one_of_the_heavier() {
        let groups = i128::try_from(MOST_PEOPLE / 2).unwrap();
        let times = |cost: Cost, count: i128| Cost(cost.0 * count);
        let chance = times(Cost::chance(u64::MAX), 2 * groups);
        // Between the best and the worst plan: from all negative to all positive.
        let lately = times(Cost::lately(1 << 13), groups) + chance;
        let imbalance = times(Cost::imbalance(1 << 12), 2 * groups) + lately;
        let repeats = times(Cost::repeat(), 2 * groups) + imbalance;
        let sizes = times(Cost::other_size(), groups) + repeats;
        assert!(chance < Cost::lately(1));
        assert!(lately < Cost::imbalance(1));
        assert!(imbalance < Cost::repeat());
        assert!(repeats < Cost::other_size());
        assert!(sizes < Cost::left_out());
        assert!(times(Cost::left_out(), 2 * groups) + sizes < Cost(1 << 110));
    }
}
