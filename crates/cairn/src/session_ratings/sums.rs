//! What is shown of many answers: means of a quarter, or that there are too few. Pure rules.
//!
//! A mean is shown when at least as many answers as the smallest group, never fewer than five, came from at least as many
//! people. Two means of which one contains the other would let the difference be taken; so only whole closed quarters are
//! shown, nobody sees the means of all supporters beside those of each, and a quarter in which the answers of a person
//! stood whose record was erased since is not shown again.

use std::collections::BTreeSet;

use super::rating::{Answers, HIGHEST, LOWEST};
use crate::ids::PersonId;

/// Never fewer than this, whatever the program's smallest group is.
pub const FEWEST: usize = 5;

/// Somebody was at a session or a meeting, and what they said of it.
#[derive(Debug, Clone)]
pub struct Held {
    pub person: PersonId,
    /// None where they said nothing.
    pub answers: Option<Answers>,
    /// There were answers, and their key is gone.
    pub erased: bool,
}

/// What is shown of one quarter.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// Sessions held, and how many of them were rated.
    pub held: usize,
    pub rated: usize,
    /// One for each question; none where too few answered it.
    pub means: [Option<Mean>; 3],
}

/// A mean of answers. At the ends of the scale it would say what every single person answered, so it is cut there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mean {
    At(f64),
    OrMore(f64),
    OrLess(f64),
}

/// How near to the ends a mean is said exactly.
const EDGE: f64 = 0.2;

fn mean(values: &[i64]) -> Mean {
    let sum: i64 = values.iter().sum();
    let mean = sum as f64 / values.len().max(1) as f64;
    let (low, high) = (LOWEST as f64 + EDGE, HIGHEST as f64 - EDGE);
    if mean > high {
        Mean::OrMore(high)
    } else if mean < low {
        Mean::OrLess(low)
    } else {
        Mean::At(mean)
    }
}

/// The sums of one quarter's sessions; none when too few people said anything.
pub fn sum(sessions: &[Held], smallest: usize) -> Option<Sum> {
    let smallest = smallest.max(FEWEST);
    if sessions.iter().any(|one| one.erased) {
        return None;
    }
    let rated: Vec<(PersonId, Answers)> =
        sessions.iter().filter_map(|one| Some((one.person, one.answers?))).collect();
    let enough =
        |people: &BTreeSet<PersonId>, answers: usize| people.len() >= smallest && answers >= smallest;
    let people: BTreeSet<PersonId> = rated.iter().map(|(who, _)| *who).collect();
    if !enough(&people, rated.len()) {
        return None;
    }
    let of = |item: usize| {
        let said = rated.iter().filter_map(|(who, answers)| Some((*who, (*answers.get(item)?)?)));
        let (people, values): (BTreeSet<PersonId>, Vec<i64>) = said.unzip();
        enough(&people, values.len()).then(|| mean(&values))
    };
    Some(Sum { held: sessions.len(), rated: rated.len(), means: [of(0), of(1), of(2)] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Chance;
    use proptest::prelude::*;

    /// Sessions of so many different people, each rated with these answers.
    fn sessions(people: usize, answers: Answers) -> Vec<Held> {
        let chance = Chance::from_seed(4);
        let now = jiff::Timestamp::UNIX_EPOCH;
        (0..people).map(|_| Held { person: chance.id(now), answers: Some(answers), erased: false }).collect()
    }

    #[test]
    fn five_answers_of_five_people_are_summed_and_five_of_four_are_not() {
        let mut all = sessions(4, [Some(4), None, Some(5)]);
        all.push(Held { answers: Some([Some(2), Some(3), Some(5)]), ..all[0].clone() });
        assert_eq!(sum(&all, 0), None);
        all.extend(sessions(5, [None; 3]).pop());
        let found = sum(&all, 0).unwrap();
        assert_eq!((found.held, found.rated), (6, 6));
        assert_eq!(found.means, [None, None, None], "each question needs its own five people");
        let five = sum(&sessions(5, [Some(4), None, Some(5)]), 0).unwrap();
        assert_eq!(five.means, [Some(Mean::At(4.0)), None, Some(Mean::OrMore(4.8))]);
        assert_eq!(sum(&sessions(9, [Some(4); 3]), 10), None, "the program's own smallest group");
    }

    #[test]
    fn a_quarter_with_somebody_erased_is_not_shown_again() {
        let mut all = sessions(6, [Some(3); 3]);
        assert!(sum(&all, 5).is_some());
        all[0].answers = None;
        all[0].erased = true;
        assert_eq!(sum(&all, 5), None);
    }

    proptest! {
        #[test]
        fn nothing_is_said_of_fewer_than_five(people in 0_usize..5, times in 1_usize..8, value in 1_i64..=5) {
            let one = sessions(people, [Some(value); 3]);
            let all: Vec<Held> = std::iter::repeat_n(one, times).flatten().collect();
            prop_assert_eq!(sum(&all, 0), None);
        }
    }
}
