//! One plan among equal ones: the first participant gets the first supporter that any best plan gives them, and so on.
//!
//! At the prices of a best plan, every other best plan differs from it by closed chains of moves that cost nothing. So
//! for each participant in turn the earlier supporters are tried: one is theirs when a chain of free moves leads from
//! it back to the place they leave, without moving anybody already settled.

use crate::flow::{State, Table};

/// How a node of the search was reached: from where, and by which participant's move (nothing when only a free place
/// moved).
#[derive(Debug, Clone, Copy)]
struct Step {
    from: usize,
    mover: Option<usize>,
}

/// Nodes are supporters, and one more number stands for all free places together with being unassigned.
struct Chains<'a> {
    state: &'a State,
    /// Participants up to this one stay where they are.
    settled: usize,
    /// Supporters at price 0 with somebody assigned: their load may shrink at no cost.
    may_free: &'a [usize],
    steps: Table<Option<Step>>,
    seen: Table<bool>,
    open: Vec<usize>,
}

pub(crate) fn settle(state: &mut State) {
    for participant in 0..state.people() {
        let now = state.held.at(participant).map(|place| place.supporter);
        let own = state.reduced_cost(participant);
        let earlier: Vec<usize> = (state.costs(participant).iter())
            .filter(|(supporter, cost)| {
                now.is_none_or(|now| *supporter < now) && cost - state.price.at(*supporter) == own
            })
            .map(|(supporter, _)| *supporter)
            .collect();
        if !earlier.is_empty() {
            move_to_first(state, participant, &earlier);
        }
    }
}

fn move_to_first(state: &mut State, participant: usize, earlier: &[usize]) {
    let nowhere = state.supporters();
    let home = state.held.at(participant).map_or(nowhere, |place| place.supporter);
    let may_free: Vec<usize> = (0..nowhere)
        .filter(|supporter| state.price.at(*supporter) == 0 && !state.holders(*supporter).is_empty())
        .collect();
    let mut chains = Chains {
        state,
        settled: participant,
        may_free: &may_free,
        steps: Table::of(nowhere + 1),
        seen: Table::of(nowhere + 1),
        open: vec![],
    };
    let found = earlier.iter().copied().find(|first| chains.lead_home(*first, home));
    let Some(first) = found else { return };
    let moves = chains.moves(home, nowhere);
    for (mover, supporter) in moves {
        state.put(mover, supporter);
    }
    state.put(participant, Some(first));
}

impl Chains<'_> {
    /// Whether free moves lead from `first` to `home`. What earlier calls have seen led nowhere and is not tried again.
    fn lead_home(&mut self, first: usize, home: usize) -> bool {
        if self.seen.at(first) {
            return false;
        }
        self.seen.set(first, true);
        self.open = vec![first];
        while let Some(node) = self.open.pop() {
            if node == home {
                return true;
            }
            self.expand(node);
        }
        false
    }

    fn expand(&mut self, node: usize) {
        let nowhere = self.state.supporters();
        if node < nowhere {
            for &holder in self.state.holders(node) {
                self.expand_mover(node, holder);
            }
            if self.state.has_free_place(node) {
                self.reach(nowhere, Step { from: node, mover: None });
            }
            return;
        }
        for &supporter in self.may_free {
            self.reach(supporter, Step { from: nowhere, mover: None });
        }
        for participant in self.settled + 1..self.state.people() {
            if self.state.held.at(participant).is_none() {
                self.expand_mover(nowhere, participant);
            }
        }
    }

    fn expand_mover(&mut self, node: usize, mover: usize) {
        if mover <= self.settled {
            return;
        }
        let state = self.state;
        let own = state.reduced_cost(mover);
        let step = Step { from: node, mover: Some(mover) };
        for &(supporter, cost) in state.costs(mover) {
            if cost - state.price.at(supporter) == own {
                self.reach(supporter, step);
            }
        }
        if own == 0 {
            self.reach(state.supporters(), step);
        }
    }

    fn reach(&mut self, node: usize, step: Step) {
        if !self.seen.at(node) {
            self.seen.set(node, true);
            self.steps.set(node, Some(step));
            self.open.push(node);
        }
    }

    /// The moves of the chain that ends at `home`, last first.
    fn moves(&self, home: usize, nowhere: usize) -> Vec<(usize, Option<usize>)> {
        let mut moves = Vec::new();
        let mut node = home;
        while let Some(step) = self.steps.at(node) {
            if let Some(mover) = step.mover {
                moves.push((mover, (node < nowhere).then_some(node)));
            }
            node = step.from;
        }
        moves
    }
}
