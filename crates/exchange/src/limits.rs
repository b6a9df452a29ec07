//! What holds whatever else would be nicer.

use std::collections::{BTreeMap, BTreeSet};

use crate::Pair;

/// What somebody said about taking part this time. A limit needs no reason, and it is nobody's business but the
/// leader's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Gives, receives or listens, as it comes.
    #[default]
    AsItComes,
    /// Is not asked to give.
    NotGiver,
    /// Is not asked to receive.
    NotReceiver,
    /// Only listens: is the third of a triad, or watches.
    ListensOnly,
    /// Is there and takes no part.
    TakesNoPart,
}

impl Stance {
    pub(crate) fn gives(self) -> bool {
        matches!(self, Self::AsItComes | Self::NotReceiver)
    }

    pub(crate) fn receives(self) -> bool {
        matches!(self, Self::AsItComes | Self::NotGiver)
    }
}

/// Hard limits: no group is formed against one, whoever has to watch for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Limits {
    /// Pairs that are never in one group, neither as giver and receiver nor with one of them listening. Pairs with
    /// somebody who is not there change nothing.
    pub never: BTreeSet<Pair>,
    /// What people said for this time; who is not named takes things as they come.
    pub stances: BTreeMap<String, Stance>,
}

impl Limits {
    /// What this person said for this time.
    #[must_use]
    pub fn stance(&self, id: &str) -> Stance {
        self.stances.get(id).copied().unwrap_or_default()
    }
}
