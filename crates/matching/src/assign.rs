//! The best assignment of many participants at once, under each supporter's capacity.

use crate::market::Market;

/// A pair that may be made, and what it is worth. Any unit, any sign; the larger the better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    pub participant: String,
    pub supporter: String,
    pub score: i64,
}

/// How many participants a supporter can take now (not counting those already supported).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capacity {
    pub supporter: String,
    pub capacity: u32,
}

/// A pair of the assignment, with the score of its edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub participant: String,
    pub supporter: String,
    pub score: i64,
}

/// Who goes to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// By participant id (byte order), each participant at most once.
    pub pairs: Vec<Pair>,
    /// The sum of the scores of the pairs. Wider than a score, so that it is exact whatever the scores are.
    pub total: i128,
    /// Participants with an edge and without a supporter, by id.
    pub unassigned: Vec<String>,
}

/// An input that has no meaning. Positions count from 0 in the slice given; the text counts from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssignError {
    #[error(
        "edge {}: {participant} and {supporter} already have a score in edge {}; keep one of the two",
        edge + 1,
        first + 1
    )]
    DuplicateEdge { edge: usize, first: usize, participant: String, supporter: String },
    #[error(
        "edge {}: supporter {supporter} has no capacity; add one (0 if they take nobody) or remove the edge",
        edge + 1
    )]
    UnknownSupporter { edge: usize, supporter: String },
    #[error(
        "capacity {}: supporter {supporter} already has a capacity in capacity {}; keep one of the two",
        capacity + 1,
        first + 1
    )]
    DuplicateCapacity { capacity: usize, first: usize, supporter: String },
}

/// The assignment with the largest total score, exactly.
///
/// - Each participant goes to at most one supporter, each supporter takes at most their capacity.
/// - What is maximized is the **total score**, not the number of people: somebody stays unassigned when every way of
///   including them would lower the total, and a pair with a negative score is never made to include somebody.
/// - Among plans of equal total, one that assigns more people (so a pair with score 0 is made when there is room).
/// - Among those, the first participant by id gets the first supporter by id that any such plan gives them, then the
///   second participant, and so on; being unassigned comes last. The plan depends on nothing else: the order of the
///   input does not matter.
///
/// Successive shortest augmenting paths with prices on supporters (Jonker and Volgenant 1987, on a transportation
/// problem instead of square assignment, so that a capacity is a number and not that many columns). Time grows at
/// worst with participants times edges (times a logarithm), in practice with far less.
///
/// # Errors
/// A pair given twice, a supporter without capacity, or a capacity given twice.
pub fn solve(edges: &[Edge], capacities: &[Capacity]) -> Result<Assignment, AssignError> {
    let market = Market::new(edges, capacities)?;
    Ok(market.named(&market.best_plan(&[])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(participant: &str, supporter: &str, score: i64) -> Edge {
        Edge { participant: participant.into(), supporter: supporter.into(), score }
    }

    fn capacity(supporter: &str, capacity: u32) -> Capacity {
        Capacity { supporter: supporter.into(), capacity }
    }

    fn plan(assignment: &Assignment) -> Vec<(&str, &str)> {
        assignment.pairs.iter().map(|pair| (pair.participant.as_str(), pair.supporter.as_str())).collect()
    }

    #[test]
    fn taking_the_best_pair_first_would_lose() {
        let edges = [edge("p1", "s1", 10), edge("p1", "s2", 9), edge("p2", "s1", 8), edge("p2", "s2", 1)];
        let best = solve(&edges, &[capacity("s1", 1), capacity("s2", 1)]).unwrap();
        assert_eq!((plan(&best), best.total), (vec![("p1", "s2"), ("p2", "s1")], 17));
    }

    #[test]
    fn the_total_counts_before_the_number_of_people() {
        let edges = [edge("p1", "s1", 5), edge("p1", "s2", -3), edge("p2", "s1", 1)];
        let best = solve(&edges, &[capacity("s1", 1), capacity("s2", 1)]).unwrap();
        assert_eq!((plan(&best), best.total), (vec![("p1", "s1")], 5));
        assert_eq!(best.unassigned, ["p2"]);
    }

    #[test]
    fn a_negative_pair_is_not_made_and_a_zero_pair_is() {
        let edges = [edge("p1", "s1", -1), edge("p2", "s1", 0)];
        let best = solve(&edges, &[capacity("s1", 5)]).unwrap();
        assert_eq!((plan(&best), best.total), (vec![("p2", "s1")], 0));
        assert_eq!(best.unassigned, ["p1"]);
    }

    #[test]
    fn ties_go_by_id_whatever_the_order_of_lines() {
        let mut edges = vec![edge("b", "y", 4), edge("b", "x", 4), edge("a", "y", 4), edge("a", "x", 4)];
        let room = [capacity("y", 1), capacity("x", 1)];
        let best = solve(&edges, &room).unwrap();
        assert_eq!(plan(&best), [("a", "x"), ("b", "y")]);
        edges.reverse();
        assert_eq!(solve(&edges, &room).unwrap(), best);
    }

    #[test]
    fn a_tie_is_also_settled_when_it_takes_a_free_place_elsewhere() {
        let edges = [edge("a", "s3", 8), edge("a", "s2", 5), edge("b", "s3", 6), edge("b", "s1", 3)];
        let best = solve(&edges, &["s1", "s2", "s3"].map(|supporter| capacity(supporter, 1))).unwrap();
        // a-s3 and b-s1 make 11 as well; the first participant gets the first supporter.
        assert_eq!((plan(&best), best.total), (vec![("a", "s2"), ("b", "s3")], 11));
    }

    #[test]
    fn the_largest_scores_there_are_add_up_exactly() {
        let edges = [edge("p1", "s1", i64::MAX), edge("p2", "s1", i64::MAX), edge("p3", "s1", i64::MIN)];
        let best = solve(&edges, &[capacity("s1", u32::MAX)]).unwrap();
        assert_eq!(best.total, 2 * i128::from(i64::MAX));
        let tight = solve(&edges, &[capacity("s1", 0)]).unwrap();
        assert_eq!((tight.total, tight.unassigned.len()), (0, 3));
    }

    #[test]
    fn nothing_to_assign_is_an_empty_plan() {
        let best = solve(&[], &[capacity("s1", 3)]).unwrap();
        assert_eq!(best, Assignment { pairs: vec![], total: 0, unassigned: vec![] });
    }

    #[test]
    fn an_input_without_meaning_is_refused_by_its_place() {
        let room = [capacity("s1", 1)];
        let told = |edges: &[Edge], room: &[Capacity]| solve(edges, room).unwrap_err().to_string();
        assert_eq!(
            told(&[edge("p1", "s1", 1), edge("p2", "s1", 1), edge("p1", "s1", 2)], &room),
            "edge 3: p1 and s1 already have a score in edge 1; keep one of the two"
        );
        assert_eq!(
            told(&[edge("p1", "s9", 1)], &room),
            "edge 1: supporter s9 has no capacity; add one (0 if they take nobody) or remove the edge"
        );
        assert_eq!(
            told(&[], &[capacity("s1", 1), capacity("s1", 2)]),
            "capacity 2: supporter s1 already has a capacity in capacity 1; keep one of the two"
        );
    }
}
