//! What was asked of whom, meeting by meeting.

/// A small group of one meeting: one gives (tells what helped, offers), one receives, and in a triad one listens and
/// says at the end what was heard.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exchange {
    pub giver: String,
    pub receiver: String,
    pub listener: Option<String>,
}

impl Exchange {
    /// Everybody in it: giver, receiver, listener.
    pub fn people(&self) -> impl Iterator<Item = &str> {
        [Some(&self.giver), Some(&self.receiver), self.listener.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// Every two people in it: one pair, or the three of a triad.
    pub fn pairs(&self) -> impl Iterator<Item = Pair> {
        self.twos().map(|[one, other]| Pair::of(one, other))
    }

    pub(crate) fn twos(&self) -> impl Iterator<Item = [&str; 2]> {
        let listener = self.listener.as_deref();
        let with = |other| listener.map(|listener| [other, listener]);
        [Some([&*self.giver, &*self.receiver]), with(&self.giver), with(&self.receiver)].into_iter().flatten()
    }
}

/// Two people, whichever is named first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    first: String,
    second: String,
}

impl Pair {
    /// The pair of these two, in either order. A person with themself is nobody's pair: no group has it.
    pub fn of(one: impl Into<String>, other: impl Into<String>) -> Self {
        let (one, other) = (one.into(), other.into());
        let (first, second) = if one <= other { (one, other) } else { (other, one) };
        Self { first, second }
    }

    /// Both, by id.
    #[must_use]
    pub fn both(&self) -> [&str; 2] {
        [&self.first, &self.second]
    }
}

/// The exchanges of one meeting, and who was there and in none of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meeting {
    pub exchanges: Vec<Exchange>,
    /// Who watched because the numbers or the limits left no place. Not who chose to take no part: that is no turn.
    pub watched: Vec<String>,
}

/// The meetings so far in which exchanges took place, oldest first. The last one is the one whose pairs are not to
/// come again. Ids of people who are not there today, or have left, may stay in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    pub meetings: Vec<Meeting>,
}

impl History {
    /// Every exchange with the number of its meeting, from 0.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (usize, &Exchange)> {
        let meetings = self.meetings.iter().enumerate();
        meetings
            .flat_map(|(number, meeting)| meeting.exchanges.iter().map(move |exchange| (number, exchange)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_the_same_whoever_is_named_first() {
        assert_eq!(Pair::of("ben", "ada"), Pair::of("ada", "ben"));
        assert_eq!(Pair::of("ben", "ada").both(), ["ada", "ben"]);
    }

    #[test]
    fn a_triad_has_three_pairs() {
        let triad = Exchange { giver: "c".into(), receiver: "a".into(), listener: Some("b".into()) };
        let pairs: Vec<Pair> = triad.pairs().collect();
        assert_eq!(pairs, [Pair::of("a", "c"), Pair::of("b", "c"), Pair::of("a", "b")]);
        assert_eq!(triad.people().collect::<Vec<_>>(), ["c", "a", "b"]);
    }
}
