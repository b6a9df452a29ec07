//! What holds for every question, however large.

use std::collections::BTreeSet;

use cairn_exchange::{Exchange, LeftOutBecause, Limits, Odd, Pair, Shape, Stance, form};
use proptest::prelude::*;
use rustworkx_core::petgraph::algo::maximum_matching;
use rustworkx_core::petgraph::graph::UnGraph;

use crate::dice::{ids, questions};

fn may(exchange: &Exchange, limits: &Limits) -> bool {
    let gives = matches!(limits.stance(&exchange.giver), Stance::AsItComes | Stance::NotReceiver);
    let receives = matches!(limits.stance(&exchange.receiver), Stance::AsItComes | Stance::NotGiver);
    let listens = exchange.listener.as_ref().is_none_or(|id| limits.stance(id) != Stance::TakesNoPart);
    gives && receives && listens && exchange.pairs().all(|pair| !limits.never.contains(&pair))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn everybody_has_one_place_and_every_limit_is_kept(question in questions(0..=24)) {
        let formed = form(&question.request, &question.history, &question.limits).unwrap();
        let grouped = formed.exchanges.iter().flat_map(Exchange::people);
        let mut placed: Vec<&str> = grouped.chain(formed.left_out.iter().map(|left| left.id.as_str())).collect();
        placed.sort_unstable();
        prop_assert_eq!(placed, ids(question.request.present.len()));
        for exchange in &formed.exchanges {
            prop_assert!(may(exchange, &question.limits), "{:?}", exchange);
            let asked = if question.request.shape == Shape::Pairs { 2 } else { 3 };
            prop_assert!(question.request.odd == Odd::OtherSize || exchange.people().count() == asked);
        }
        for left in &formed.left_out {
            let chose = question.limits.stance(&left.id) == Stance::TakesNoPart;
            prop_assert_eq!(chose, left.reason == LeftOutBecause::TakesNoPart);
        }
    }

    #[test]
    fn what_repeats_is_told_and_nothing_else(question in questions(2..=16)) {
        let formed = form(&question.request, &question.history, &question.limits).unwrap();
        let last: BTreeSet<Pair> =
            question.history.meetings.last().iter().flat_map(|last| &last.exchanges).flat_map(Exchange::pairs).collect();
        let now = formed.exchanges.iter().flat_map(Exchange::pairs);
        let again: BTreeSet<Pair> = now.filter(|pair| last.contains(pair)).collect();
        let told = formed.repeated.map(|repeated| repeated.pairs).unwrap_or_default();
        prop_assert_eq!(told, again.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn the_order_of_those_present_does_not_matter(question in questions(0..=20)) {
        let formed = form(&question.request, &question.history, &question.limits);
        let mut other = question.request.clone();
        other.present.sort_unstable();
        prop_assert_eq!(&formed, &form(&other, &question.history, &question.limits));
        other.present.reverse();
        prop_assert_eq!(&formed, &form(&other, &question.history, &question.limits));
    }

    /// For thirty people brute force is out of reach; a matching without weights tells whether there is a plan.
    #[test]
    fn thirty_people_in_pairs_repeat_none_whenever_that_is_possible(mut question in questions(30..=30)) {
        question.request.shape = Shape::Pairs;
        question.limits.stances.clear();
        // Three people may meet few others, so that few plans are left.
        for one in 0..3 {
            for other in 4..26 {
                question.limits.never.insert(Pair::of(format!("p{one:02}"), format!("p{other:02}")));
            }
        }
        let last: BTreeSet<Pair> =
            question.history.meetings.last().iter().flat_map(|last| &last.exchanges).flat_map(Exchange::pairs).collect();
        let mut graph: UnGraph<(), ()> = UnGraph::new_undirected();
        let nodes: Vec<_> = (0..30).map(|_| graph.add_node(())).collect();
        for one in 0..30 {
            for other in one + 1..30 {
                let pair = Pair::of(format!("p{one:02}"), format!("p{other:02}"));
                if !last.contains(&pair) && !question.limits.never.contains(&pair) {
                    graph.add_edge(nodes[one], nodes[other], ());
                }
            }
        }
        let formed = form(&question.request, &question.history, &question.limits).unwrap();
        if maximum_matching(&graph).is_perfect() {
            prop_assert_eq!(formed.repeated, None);
            prop_assert_eq!(formed.left_out, vec![]);
            prop_assert!(formed.exchanges.iter().all(|exchange| exchange.listener.is_none()));
        } else {
            let triads = formed.exchanges.iter().any(|exchange| exchange.listener.is_some());
            prop_assert!(formed.repeated.is_some() || !formed.left_out.is_empty() || triads);
        }
    }
}
