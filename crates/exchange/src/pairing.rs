//! The best pairs, exactly and for any number of people: a matching of largest weight in a general graph (Edmonds'
//! blossoms, Galil's algorithm, as `rustworkx-core` has it).

use rustworkx_core::max_weight_matching::max_weight_matching;
use rustworkx_core::petgraph::graph::UnGraph;

use crate::cut::Plan;
use crate::table::Table;

/// The cheapest plan that has pairs only. A pair weighs what it saves against leaving out both; the seed makes the
/// weights differ, so that there is one best plan and the order in which the matching looks at pairs does not matter.
pub(crate) fn pairs(table: &Table) -> Plan {
    let mut graph: UnGraph<(), i128> = UnGraph::new_undirected();
    let nodes: Vec<_> = (0..table.len()).map(|_| graph.add_node(())).collect();
    for (one, node) in nodes.iter().enumerate() {
        for (other, next) in nodes.iter().enumerate().skip(one + 1) {
            if let Some((cost, _)) = table.group(&[one, other]) {
                let saved = table.left_out(one) + table.left_out(other) - cost;
                graph.add_edge(*node, *next, saved.0);
            }
        }
    }
    let matched =
        max_weight_matching(&graph, false, |edge| Ok::<_, std::convert::Infallible>(*edge.weight()), false);
    let Ok(matched) = matched;
    let mut groups: Vec<Vec<usize>> =
        matched.into_iter().map(|(one, other)| vec![one.min(other), one.max(other)]).collect();
    groups.sort_unstable();
    let left =
        (0..table.len()).filter(|place| !groups.iter().flatten().any(|paired| paired == place)).collect();
    Plan { groups, left }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cut::{Sizes, cut};
    use crate::{Odd, Shape, sample};

    #[test]
    fn the_matching_is_as_good_as_trying_every_plan_in_every_aim() {
        for number in 0..300 {
            let people = usize::try_from(number % 13).unwrap();
            let table = sample::table(people, Shape::Pairs, Odd::Watch, (number, number % 7));
            let everybody: Vec<usize> = (0..people).collect();
            let tried = cut(&table, &everybody, Sizes::Any);
            assert_eq!(pairs(&table).cost(&table), tried.cost(&table), "{number}");
        }
    }
}
