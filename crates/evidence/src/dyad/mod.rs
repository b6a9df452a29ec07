//! Two people who work together, measured over the same weeks: how both sides are, and whether one side's week tends to
//! follow the other's week before.
//!
//! A pair has no name here, only two numbers that say which pairs share a person. Pairs that share a supporter are not
//! independent of each other, so that every interval counts supporters, not pairs and not weeks.
//!
//! Nothing is said of fewer than five pairs, five supporters and five participants, whatever the caller asks for; nothing
//! of a week in which everybody on a side said the same, since the mean would then be what each of them said; and no
//! effect that one supporter's pairs decide alone.

mod alongside;
mod correlation;
mod influence;
#[cfg(test)]
mod reference;
mod robust;
mod square;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use alongside::{Mean, Means, Overlap, Together, alongside, overlap};
pub use correlation::Correlation;
pub use influence::{Effect, Equation, Influence, influence};

use crate::{Error, SMALLEST_CELL, error::figure};

/// One pair. The numbers of its two people mean nothing but "the same person again".
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub participant: u32,
    pub supporter: u32,
    /// By weeks since the two began. A week that nobody filled need not be there.
    pub weeks: BTreeMap<u32, Sides>,
}

/// What both sides said in one week; none is missing, never zero.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sides {
    pub participant: Option<f64>,
    pub supporter: Option<f64>,
}

impl Sides {
    fn both(self) -> Option<(f64, f64)> {
        self.participant.zip(self.supporter)
    }

    /// As the other side sees it.
    fn mirrored(self) -> Sides {
        Sides { participant: self.supporter, supporter: self.participant }
    }
}

/// Why there is no estimate. Nothing in it tells of the data but what a page may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// Fewer than `smallest` pairs, supporters or participants have weeks of this kind.
    TooFew { smallest: usize },
    /// So many weeks that follow each other would be needed, and so many are there.
    TooShort { needed: usize, found: usize },
    /// What one side said never changed within a pair, or changed exactly as something else did: no effect can be told
    /// from another.
    NoSpread,
    /// The pairs of one supporter hold nearly all that is known of an effect: it would be theirs.
    OneDecides,
}

impl Refused {
    /// The code that the application translates.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooFew { .. } => "too_few",
            Self::TooShort { .. } => "too_short",
            Self::NoSpread => "no_spread",
            Self::OneDecides => "one_decides",
        }
    }
}

/// Never under five, whatever the program sets.
fn floor(smallest: usize) -> usize {
    smallest.max(SMALLEST_CELL)
}

/// Whether these pairs, their supporters and their participants are at least `smallest` each.
fn enough<'a>(pairs: impl Iterator<Item = &'a Pair>, smallest: usize) -> bool {
    let (mut number, mut participants, mut supporters) = (0_usize, BTreeSet::new(), BTreeSet::new());
    for pair in pairs {
        number += 1;
        participants.insert(pair.participant);
        supporters.insert(pair.supporter);
    }
    number.min(participants.len()).min(supporters.len()) >= floor(smallest)
}

/// Refuses what is no figure, by pair (from 1) and week.
fn check(pairs: &[Pair]) -> Result<(), Error> {
    for (place, pair) in pairs.iter().enumerate() {
        for (week, sides) in &pair.weeks {
            for (side, value) in [("participant", sides.participant), ("supporter", sides.supporter)] {
                if let Some(value) = value {
                    figure(value, || format!("pair {}, week {week}, {side}", place + 1))?;
                }
            }
        }
    }
    Ok(())
}
