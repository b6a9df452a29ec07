//! The two sides by number instead of by name: participants and supporters in the order of their ids, every pair with
//! a score as an arc.

use std::collections::{BTreeMap, HashMap};

use crate::flow::{self, Arc};
use crate::{AssignError, Assignment, Capacity, Edge, Pair};

pub(crate) struct Market<'a> {
    participants: Vec<&'a str>,
    supporters: Vec<&'a str>,
    room: Vec<u32>,
    /// One list for each participant, by supporter.
    arcs: Vec<Vec<Arc>>,
}

/// A pair that people have decided on, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    Pin { participant: usize, supporter: usize },
    Forbid { participant: usize, supporter: usize },
}

/// For each participant, the supporter and the score of the pair.
pub(crate) type Plan = Vec<Option<(usize, i64)>>;

impl<'a> Market<'a> {
    pub(crate) fn new(edges: &'a [Edge], capacities: &'a [Capacity]) -> Result<Self, AssignError> {
        let room = room_by_id(capacities)?;
        let supporters: Vec<&str> = room.keys().copied().collect();
        let by_id: HashMap<&str, usize> = supporters.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let mut met: HashMap<&str, usize> = HashMap::new();
        let mut lists: Vec<(&str, Vec<Arc>)> = Vec::new();
        for (at, edge) in edges.iter().enumerate() {
            let Some(&supporter) = by_id.get(edge.supporter.as_str()) else {
                let supporter = edge.supporter.clone();
                return Err(AssignError::UnknownSupporter { edge: at, supporter });
            };
            let arc = Arc { supporter, score: edge.score };
            let list = *met.entry(&edge.participant).or_insert(lists.len());
            match lists.get_mut(list) {
                Some((_, arcs)) => arcs.push(arc),
                None => lists.push((&edge.participant, vec![arc])),
            }
        }
        lists.sort_unstable_by_key(|(id, _)| *id);
        for (_, arcs) in &mut lists {
            arcs.sort_unstable_by_key(|arc| arc.supporter);
            if !arcs.is_sorted_by(|one, next| one.supporter < next.supporter) {
                check_distinct(edges)?;
            }
        }
        let (participants, arcs) = lists.into_iter().unzip();
        Ok(Self { participants, supporters, room: room.into_values().collect(), arcs })
    }

    pub(crate) fn participant(&self, id: &str) -> Option<usize> {
        self.participants.binary_search(&id).ok()
    }

    pub(crate) fn supporter(&self, id: &str) -> Option<usize> {
        self.supporters.binary_search(&id).ok()
    }

    pub(crate) fn score(&self, participant: usize, supporter: usize) -> Option<i64> {
        let list = self.arcs.get(participant)?;
        let at = list.binary_search_by_key(&supporter, |arc| arc.supporter).ok()?;
        list.get(at).map(|arc| arc.score)
    }

    pub(crate) fn capacity(&self, supporter: usize) -> u32 {
        self.room.get(supporter).copied().unwrap_or(0)
    }

    /// The best plan among those that hold to the decisions. The caller has checked that the pins have a score, fit
    /// the capacities and do not contradict each other.
    pub(crate) fn best_plan(&self, decisions: &[Decision]) -> Plan {
        let (mut arcs, mut room) = (self.arcs.clone(), self.room.clone());
        let mut pinned = HashMap::new();
        for decision in decisions {
            match *decision {
                Decision::Pin { participant, supporter } => {
                    pinned.insert(participant, supporter);
                    if let (Some(list), Some(left)) = (arcs.get_mut(participant), room.get_mut(supporter)) {
                        list.clear();
                        *left = left.saturating_sub(1);
                    }
                }
                Decision::Forbid { participant, supporter } => {
                    if let Some(list) = arcs.get_mut(participant) {
                        list.retain(|arc| arc.supporter != supporter);
                    }
                }
            }
        }
        let chosen = flow::best_plan(&arcs, &room);
        let scored = |(participant, chosen): (usize, Option<usize>)| {
            let supporter = pinned.get(&participant).copied().or(chosen)?;
            Some((supporter, self.score(participant, supporter)?))
        };
        chosen.into_iter().enumerate().map(scored).collect()
    }

    /// The participants whose supporter differs between two plans, in the order of ids.
    pub(crate) fn moved(&self, before: &Plan, after: &Plan) -> Vec<String> {
        let both = self.participants.iter().zip(before.iter().zip(after));
        both.filter(|(_, (before, after))| before != after).map(|(id, _)| (*id).to_owned()).collect()
    }

    pub(crate) fn named(&self, plan: &Plan) -> Assignment {
        let mut assignment = Assignment { pairs: vec![], total: total(plan), unassigned: vec![] };
        for (participant, chosen) in self.participants.iter().zip(plan) {
            let participant = (*participant).to_owned();
            let named = chosen.and_then(|(at, score)| Some((self.supporters.get(at)?, score)));
            match named {
                Some((supporter, score)) => {
                    let supporter = (*supporter).to_owned();
                    assignment.pairs.push(Pair { participant, supporter, score });
                }
                None => assignment.unassigned.push(participant),
            }
        }
        assignment
    }
}

/// The sum of the scores of a plan.
pub(crate) fn total(plan: &Plan) -> i128 {
    plan.iter().flatten().map(|(_, score)| i128::from(*score)).sum()
}

fn room_by_id(capacities: &[Capacity]) -> Result<BTreeMap<&str, u32>, AssignError> {
    let mut room = BTreeMap::new();
    let mut first_at = HashMap::new();
    for (at, capacity) in capacities.iter().enumerate() {
        let supporter = capacity.supporter.as_str();
        if let Some(first) = first_at.insert(supporter, at) {
            let supporter = supporter.to_owned();
            return Err(AssignError::DuplicateCapacity { capacity: at, first, supporter });
        }
        room.insert(supporter, capacity.capacity);
    }
    Ok(room)
}

/// Names the first edge that repeats a pair. It costs a look-up for each edge, so it is asked only when one does.
fn check_distinct(edges: &[Edge]) -> Result<(), AssignError> {
    let mut first_at = HashMap::new();
    for (at, Edge { participant, supporter, .. }) in edges.iter().enumerate() {
        if let Some(first) = first_at.insert((participant, supporter), at) {
            let (participant, supporter) = (participant.clone(), supporter.clone());
            return Err(AssignError::DuplicateEdge { edge: at, first, participant, supporter });
        }
    }
    Ok(())
}
