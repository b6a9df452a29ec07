//! The assignment against trying everything, and the laws it keeps on larger problems.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by stopping")]

use std::collections::{BTreeMap, BTreeSet};

use cairn_matching::{Assignment, Capacity, Edge, Override, solve, with_overrides};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

type Problem = (Vec<Edge>, Vec<Capacity>);

fn name(side: char, at: usize) -> String {
    format!("{side}{at}")
}

/// Up to so many participants and supporters; each pair has a score or none, scores small enough to tie often.
fn problem(
    people: usize,
    supporters: usize,
    scores: std::ops::RangeInclusive<i64>,
) -> impl Strategy<Value = Problem> {
    let cell = prop_oneof![1 => Just(None), 3 => scores.prop_map(Some)];
    let room = vec(0_u32..=3, 1..=supporters);
    (vec(vec(cell, supporters), 1..=people), room).prop_map(|(table, room)| {
        let mut edges = vec![];
        for (participant, cells) in table.iter().enumerate() {
            for (supporter, score) in cells.iter().take(room.len()).enumerate() {
                let (participant, supporter) = (name('p', participant), name('s', supporter));
                edges.extend(score.map(|score| Edge { participant, supporter, score }));
            }
        }
        let capacity =
            |(at, capacity): (usize, &u32)| Capacity { supporter: name('s', at), capacity: *capacity };
        (edges, room.iter().enumerate().map(capacity).collect())
    })
}

fn participants(edges: &[Edge]) -> BTreeSet<&str> {
    edges.iter().map(|edge| edge.participant.as_str()).collect()
}

/// The best plan by trying every one: largest total, then most people, then the first supporters for the first people.
fn by_trying_everything(
    edges: &[Edge],
    capacities: &[Capacity],
    rules: &[Override],
) -> (i128, Vec<Option<String>>) {
    let room = capacities.iter().map(|capacity| (capacity.supporter.as_str(), capacity.capacity));
    let mut trial = Trial { edges, rules, room: room.collect(), plan: vec![], best: None };
    trial.run(&participants(edges).into_iter().collect::<Vec<_>>());
    let ((total, _), plan) = trial.best.unwrap();
    (total, plan.into_iter().map(|edge| Some(edge?.supporter.clone())).collect())
}

/// The total score, then how many people are assigned.
type Worth = (i128, usize);

struct Trial<'a> {
    edges: &'a [Edge],
    rules: &'a [Override],
    room: BTreeMap<&'a str, u32>,
    plan: Vec<Option<&'a Edge>>,
    best: Option<(Worth, Vec<Option<&'a Edge>>)>,
}

impl Trial<'_> {
    fn run(&mut self, people: &[&str]) {
        let Some((person, rest)) = people.split_first() else {
            let made = self.plan.iter().flatten();
            let total = made.clone().map(|edge| i128::from(edge.score)).sum();
            let worth = (total, made.count());
            // Plans come in the order of preference, so the first of equal worth stays.
            if self.best.as_ref().is_none_or(|(held, _)| worth > *held) {
                self.best = Some((worth, self.plan.clone()));
            }
            return;
        };
        let mut choices: Vec<&Edge> = self.edges.iter().filter(|edge| edge.participant == *person).collect();
        choices.sort_by_key(|edge| &edge.supporter);
        for choice in choices.into_iter().map(Some).chain([None]) {
            if self.allows(person, choice) {
                self.take(choice, -1);
                self.plan.push(choice);
                self.run(rest);
                self.plan.pop();
                self.take(choice, 1);
            }
        }
    }

    fn allows(&self, person: &str, choice: Option<&Edge>) -> bool {
        let goes_to = |supporter: &str| choice.is_some_and(|edge| edge.supporter == supporter);
        let holds = |rule: &Override| match rule {
            Override::Pin { participant, supporter } => participant != person || goes_to(supporter),
            Override::Forbid { participant, supporter } => participant != person || !goes_to(supporter),
        };
        choice.is_none_or(|edge| self.room[edge.supporter.as_str()] > 0) && self.rules.iter().all(holds)
    }

    fn take(&mut self, choice: Option<&Edge>, places: i32) {
        if let Some(room) = choice.and_then(|edge| self.room.get_mut(edge.supporter.as_str())) {
            *room = room.strict_add_signed(places);
        }
    }
}

fn plan(edges: &[Edge], assignment: &Assignment) -> Vec<Option<String>> {
    let chosen = |person: &str| {
        let pair = assignment.pairs.iter().find(|pair| pair.participant == person)?;
        Some(pair.supporter.clone())
    };
    participants(edges).into_iter().map(chosen).collect()
}

/// Each person once, no supporter above capacity, every pair an edge with its score, and the total their sum.
fn check_lawful(
    edges: &[Edge],
    capacities: &[Capacity],
    assignment: &Assignment,
) -> Result<(), TestCaseError> {
    let paired = assignment.pairs.iter().map(|pair| pair.participant.as_str());
    let mut everyone: Vec<&str> = paired.chain(assignment.unassigned.iter().map(String::as_str)).collect();
    everyone.sort_unstable();
    prop_assert_eq!(everyone, participants(edges).into_iter().collect::<Vec<_>>());
    for capacity in capacities {
        let load = assignment.pairs.iter().filter(|pair| pair.supporter == capacity.supporter).count();
        prop_assert!(load <= capacity.capacity as usize, "{} has {}", capacity.supporter, load);
    }
    for pair in &assignment.pairs {
        let edge = Edge {
            participant: pair.participant.clone(),
            supporter: pair.supporter.clone(),
            score: pair.score,
        };
        prop_assert!(edges.contains(&edge), "{edge:?} is not an edge");
    }
    prop_assert_eq!(
        assignment.total,
        assignment.pairs.iter().map(|pair| i128::from(pair.score)).sum::<i128>()
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn it_is_the_plan_that_trying_everything_finds((edges, room) in problem(5, 3, -2..=3)) {
        let best = solve(&edges, &room).unwrap();
        check_lawful(&edges, &room, &best)?;
        let (total, expected) = by_trying_everything(&edges, &room, &[]);
        prop_assert_eq!(best.total, total);
        prop_assert_eq!(plan(&edges, &best), expected);
    }

    #[test]
    fn so_it_is_when_almost_everything_ties((edges, room) in problem(6, 3, -1..=1)) {
        let best = solve(&edges, &room).unwrap();
        let (total, expected) = by_trying_everything(&edges, &room, &[]);
        prop_assert_eq!((best.total, plan(&edges, &best)), (total, expected));
    }

    #[test]
    fn so_it_is_with_scores_of_any_size((edges, room) in problem(5, 3, i64::MIN..=i64::MAX)) {
        let best = solve(&edges, &room).unwrap();
        prop_assert_eq!(best.total, by_trying_everything(&edges, &room, &[]).0);
    }

    #[test]
    fn the_order_of_lines_changes_nothing(
        (edges, room) in problem(30, 8, -3..=6),
        shuffle in vec(any::<Index>(), 0..60),
    ) {
        let best = solve(&edges, &room).unwrap();
        check_lawful(&edges, &room, &best)?;
        let (mut other_edges, mut other_room) = (edges.clone(), room);
        other_room.reverse();
        if !edges.is_empty() {
            for pair in shuffle.chunks_exact(2) {
                other_edges.swap(pair[0].index(edges.len()), pair[1].index(edges.len()));
            }
        }
        prop_assert_eq!(solve(&other_edges, &other_room).unwrap(), best);
    }

    #[test]
    fn more_room_never_lowers_the_total((edges, room) in problem(30, 8, -3..=60), at in any::<Index>()) {
        let mut more = room.clone();
        more[at.index(room.len())].capacity += 1;
        prop_assert!(solve(&edges, &more).unwrap().total >= solve(&edges, &room).unwrap().total);
    }

    #[test]
    fn a_proposal_is_the_best_plan_under_its_decisions(
        (edges, room) in problem(5, 3, -2..=3),
        picks in vec((any::<Index>(), any::<bool>()), 0..4),
    ) {
        prop_assume!(!edges.is_empty());
        let decision = |(at, pin): &(Index, bool)| {
            let Edge { participant, supporter, .. } = edges[at.index(edges.len())].clone();
            if *pin { Override::Pin { participant, supporter } } else { Override::Forbid { participant, supporter } }
        };
        let decisions: Vec<Override> = picks.iter().map(decision).collect();
        let Ok(proposal) = with_overrides(&edges, &room, &decisions) else { return Ok(()) };
        check_lawful(&edges, &room, &proposal.assignment)?;
        let (total, expected) = by_trying_everything(&edges, &room, &decisions);
        prop_assert_eq!((proposal.total, plan(&edges, &proposal.assignment)), (total, expected.clone()));
        for effect in &proposal.effects {
            let mut others = decisions.clone();
            others.remove(effect.override_index);
            let (without, before) = by_trying_everything(&edges, &room, &others);
            prop_assert_eq!(effect.total_change, total - without);
            prop_assert!(effect.total_change <= 0);
            let people = participants(&edges).into_iter().zip(before.iter().zip(&expected));
            let moved: Vec<&str> = people.filter(|(_, (a, b))| a != b).map(|(id, _)| id).collect();
            prop_assert_eq!(&effect.moved, &moved);
        }
    }
}
