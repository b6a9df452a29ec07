//! One plan among equal ones: the first participant gets the first supporter that any best plan gives them, and so on.
//!
//! At the prices of a best plan, every other best plan differs from it by closed chains of moves that cost nothing. So
//! for each participant in turn the earlier supporters are tried: one is theirs when a chain of free moves leads from
//! it back to the place they leave, without moving anybody already settled.

use std::collections::VecDeque;

use crate::flow::{State, Table};

/// How a node of the search was reached: from where, and by which participant's move (nothing when only a free place
/// moved).
#[derive(Debug, Clone, Copy)]
struct Step {
    from: usize,
    mover: Option<usize>,
}

/// The moves that cost nothing. They stay the same while plans of equal worth are exchanged: prices do not change, and
/// nobody's place gets cheaper or dearer at these prices.
struct FreeMoves {
    /// For each participant, the supporters they could go to, in order.
    to: Vec<Vec<usize>>,
    /// Whether a participant could as well be unassigned.
    out: Table<bool>,
    /// Whether a supporter's load may shrink.
    may_shrink: Table<bool>,
}

impl FreeMoves {
    fn of(state: &State) -> Self {
        let people = 0..state.people();
        let free = |participant: usize| {
            let own = state.reduced_cost(participant);
            let costs = state.costs(participant).iter();
            let same = costs.filter(move |(supporter, cost)| cost - state.price.at(*supporter) == own);
            same.map(|(supporter, _)| *supporter).collect()
        };
        Self {
            to: people.clone().map(free).collect(),
            out: Table(people.map(|participant| state.reduced_cost(participant) == 0).collect()),
            may_shrink: Table(state.price.0.iter().map(|price| *price == 0).collect()),
        }
    }

    fn to(&self, participant: usize) -> &[usize] {
        self.to.get(participant).map_or(&[], Vec::as_slice)
    }
}

pub(crate) fn settle(state: &mut State) {
    let free = FreeMoves::of(state);
    let nowhere = state.supporters();
    for participant in 0..state.people() {
        let home = state.held.at(participant).map_or(nowhere, |place| place.supporter);
        let earlier = || free.to(participant).iter().copied().take_while(|supporter| *supporter < home);
        if earlier().next().is_none() {
            continue;
        }
        let mut chains = Chains {
            state,
            free: &free,
            settled: participant,
            home,
            steps: Table::of(nowhere + 1),
            seen: Table::of(nowhere + 1),
            open: VecDeque::new(),
        };
        let Some(first) = earlier().find(|first| chains.lead_home(*first)) else {
            continue;
        };
        for (mover, supporter) in chains.moves() {
            state.put(mover, supporter);
        }
        state.put(participant, Some(first));
    }
}

/// The search from one place to another. Nodes are supporters, and one more number, that of [`Chains::nowhere`], stands
/// for all free places together with being unassigned.
struct Chains<'a> {
    state: &'a State,
    free: &'a FreeMoves,
    /// Participants up to this one stay where they are.
    settled: usize,
    home: usize,
    steps: Table<Option<Step>>,
    seen: Table<bool>,
    open: VecDeque<usize>,
}

impl Chains<'_> {
    fn nowhere(&self) -> usize {
        self.state.supporters()
    }

    /// Whether free moves lead from `first` to home. What earlier calls have seen led nowhere and is not tried again.
    fn lead_home(&mut self, first: usize) -> bool {
        if self.seen.at(first) {
            return false;
        }
        self.seen.set(first, true);
        self.open.push_back(first);
        while let Some(node) = self.open.pop_front() {
            if node == self.nowhere() {
                self.expand_nowhere();
            } else {
                self.expand(node);
            }
            if self.seen.at(self.home) {
                return true;
            }
        }
        false
    }

    fn expand(&mut self, supporter: usize) {
        for &holder in self.state.holders(supporter) {
            self.expand_mover(supporter, holder);
        }
        if self.state.has_free_place(supporter) {
            self.reach(self.nowhere(), Step { from: supporter, mover: None });
        }
    }

    fn expand_nowhere(&mut self) {
        let from = self.nowhere();
        for supporter in 0..from {
            if self.free.may_shrink.at(supporter) && !self.state.holders(supporter).is_empty() {
                self.reach(supporter, Step { from, mover: None });
            }
        }
        for participant in self.settled + 1..self.state.people() {
            if self.state.held.at(participant).is_none() {
                self.expand_mover(from, participant);
            }
        }
    }

    fn expand_mover(&mut self, from: usize, mover: usize) {
        if mover <= self.settled {
            return;
        }
        let step = Step { from, mover: Some(mover) };
        let free = self.free;
        for &supporter in free.to(mover) {
            self.reach(supporter, step);
        }
        if free.out.at(mover) {
            self.reach(self.nowhere(), step);
        }
    }

    fn reach(&mut self, node: usize, step: Step) {
        if !self.seen.at(node) {
            self.seen.set(node, true);
            self.steps.set(node, Some(step));
            self.open.push_back(node);
        }
    }

    /// The moves of the chain that ends at home, last first.
    fn moves(&self) -> Vec<(usize, Option<usize>)> {
        let mut moves = Vec::new();
        let mut node = self.home;
        while let Some(step) = self.steps.at(node) {
            if let Some(mover) = step.mover {
                moves.push((mover, (node < self.nowhere()).then_some(node)));
            }
            node = step.from;
        }
        moves
    }
}
