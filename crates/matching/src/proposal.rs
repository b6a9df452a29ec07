//! A proposal: the best assignment that holds to what people have decided, and what each decision changes.

use std::collections::HashMap;

use crate::market::{Decision, Market, total};
use crate::{AssignError, Assignment, Capacity, Edge};

/// A decision of staff that the best assignment has to hold to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Override {
    /// These two are paired, whatever the score (also a negative one).
    Pin { participant: String, supporter: String },
    /// These two are not paired.
    Forbid { participant: String, supporter: String },
}

/// What one decision changes, the others standing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The place of the decision in the list given, from 0.
    pub override_index: usize,
    /// The total with all decisions minus the total with all but this one: 0 or less, since a decision only takes
    /// choices away.
    pub total_change: i128,
    /// The participants whose supporter differs between those two plans, by id.
    pub moved: Vec<String>,
}

/// The best assignment under the decisions, with the effect of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub assignment: Assignment,
    pub total: i128,
    pub effects: Vec<Effect>,
}

/// A list of decisions that cannot be held to. Positions count from 0; the text counts from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProposalError {
    #[error(transparent)]
    Assign(#[from] AssignError),
    #[error("decision {}: there is no participant {id} among the edges; check the id", at + 1)]
    UnknownParticipant { at: usize, id: String },
    #[error("decision {}: there is no supporter {id} among the capacities; check the id", at + 1)]
    UnknownSupporter { at: usize, id: String },
    #[error(
        "decision {}: {participant} and {supporter} have no score, so a hard limit may stand between them; add an \
         edge for the two or choose another supporter",
        at + 1
    )]
    NoEdge { at: usize, participant: String, supporter: String },
    #[error(
        "decision {}: {supporter} has room for {capacity}, and earlier decisions already fill it; raise the capacity \
         or withdraw one of them",
        at + 1
    )]
    NoRoom { at: usize, supporter: String, capacity: u32 },
    #[error("decision {}: it repeats or contradicts decision {}; withdraw one of the two", at + 1, first + 1)]
    Contradiction { at: usize, first: usize },
}

/// The best assignment that holds to the decisions, as [`crate::solve`] defines best. Its cost is one solution more for
/// each decision, to tell what that decision alone changes.
///
/// # Errors
/// The errors of [`crate::solve`], and decisions that name somebody unknown, pin a pair without a score, overfill a
/// supporter, or contradict or repeat each other.
pub fn with_overrides(
    edges: &[Edge],
    capacities: &[Capacity],
    overrides: &[Override],
) -> Result<Proposal, ProposalError> {
    let market = Market::new(edges, capacities)?;
    let decisions = decided(&market, overrides)?;
    let plan = market.best_plan(&decisions);
    let effect = |override_index: usize| {
        let others = decisions.iter().enumerate().filter(|(at, _)| *at != override_index);
        let without = market.best_plan(&others.map(|(_, decision)| *decision).collect::<Vec<_>>());
        let total_change = total(&plan) - total(&without);
        Effect { override_index, total_change, moved: market.moved(&without, &plan) }
    };
    let effects = (0..decisions.len()).map(effect).collect();
    Ok(Proposal { assignment: market.named(&plan), total: total(&plan), effects })
}

fn decided(market: &Market<'_>, overrides: &[Override]) -> Result<Vec<Decision>, ProposalError> {
    let mut decisions = Vec::with_capacity(overrides.len());
    let mut pinned: HashMap<usize, usize> = HashMap::new();
    let mut judged: HashMap<(usize, usize), usize> = HashMap::new();
    let mut taken: HashMap<usize, u32> = HashMap::new();
    for (at, decision) in overrides.iter().enumerate() {
        let (Override::Pin { participant: person, supporter: peer }
        | Override::Forbid { participant: person, supporter: peer }) = decision;
        let unknown = |id: &String| ProposalError::UnknownParticipant { at, id: id.clone() };
        let participant = market.participant(person).ok_or_else(|| unknown(person))?;
        let unknown = |id: &String| ProposalError::UnknownSupporter { at, id: id.clone() };
        let supporter = market.supporter(peer).ok_or_else(|| unknown(peer))?;
        if let Some(first) = judged.insert((participant, supporter), at) {
            return Err(ProposalError::Contradiction { at, first });
        }
        if let Override::Forbid { .. } = decision {
            decisions.push(Decision::Forbid { participant, supporter });
            continue;
        }
        if let Some(first) = pinned.insert(participant, at) {
            return Err(ProposalError::Contradiction { at, first });
        }
        if market.score(participant, supporter).is_none() {
            let (participant, supporter) = (person.clone(), peer.clone());
            return Err(ProposalError::NoEdge { at, participant, supporter });
        }
        let capacity = market.capacity(supporter);
        let taken = taken.entry(supporter).or_insert(0);
        if *taken >= capacity {
            return Err(ProposalError::NoRoom { at, supporter: peer.clone(), capacity });
        }
        *taken += 1;
        decisions.push(Decision::Pin { participant, supporter });
    }
    Ok(decisions)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges() -> Vec<Edge> {
        let edge = |(participant, supporter, score): (&str, &str, i64)| Edge {
            participant: participant.into(),
            supporter: supporter.into(),
            score,
        };
        [("a", "x", 10), ("a", "y", 4), ("b", "x", 9), ("b", "y", 7), ("c", "y", 3)].map(edge).into()
    }

    fn room() -> Vec<Capacity> {
        ["x", "y"].map(|supporter| Capacity { supporter: supporter.into(), capacity: 1 }).into()
    }

    fn pin(participant: &str, supporter: &str) -> Override {
        Override::Pin { participant: participant.into(), supporter: supporter.into() }
    }

    fn forbid(participant: &str, supporter: &str) -> Override {
        Override::Forbid { participant: participant.into(), supporter: supporter.into() }
    }

    #[test]
    fn without_decisions_it_is_the_best_assignment() {
        let proposal = with_overrides(&edges(), &room(), &[]).unwrap();
        assert_eq!(proposal.assignment, crate::solve(&edges(), &room()).unwrap());
        assert_eq!((proposal.total, proposal.effects), (17, vec![]));
    }

    #[test]
    fn each_decision_tells_its_price_and_whom_it_moves() {
        let proposal = with_overrides(&edges(), &room(), &[pin("c", "y"), forbid("a", "x")]).unwrap();
        // Both: b-x 9, c-y 3 = 12. Without the pin: a-y 4 and b-x 9 = 13. Without the ban: a-x 10 and c-y 3 = 13.
        assert_eq!((proposal.total, proposal.assignment.unassigned), (12, vec!["a".to_owned()]));
        let moved = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            proposal.effects,
            vec![
                Effect { override_index: 0, total_change: -1, moved: moved(&["a", "c"]) },
                Effect { override_index: 1, total_change: -1, moved: moved(&["a", "b"]) },
            ]
        );
    }

    #[test]
    fn decisions_that_cannot_be_held_to_are_refused_by_number() {
        let told =
            |overrides: &[Override]| with_overrides(&edges(), &room(), overrides).unwrap_err().to_string();
        assert!(told(&[pin("z", "x")]).starts_with("decision 1: there is no participant z"));
        assert!(told(&[forbid("a", "z")]).starts_with("decision 1: there is no supporter z"));
        assert!(told(&[forbid("a", "x"), pin("c", "x")]).starts_with("decision 2: c and x have no score"));
        assert!(told(&[pin("a", "x"), pin("b", "x")]).starts_with("decision 2: x has room for 1"));
        for second in [pin("a", "y"), forbid("a", "x"), pin("a", "x")] {
            let told = told(&[pin("a", "x"), second]);
            assert_eq!(told, "decision 2: it repeats or contradicts decision 1; withdraw one of the two");
        }
    }
}
