//! The question and the answer.

use crate::{Exchange, Meeting, Pair};

/// The most people for whom groups are formed. A meeting with more is no group any more.
pub const MOST_PEOPLE: usize = 100;

/// How large a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A giver and a receiver.
    Pairs,
    /// A giver, a receiver and a listener.
    Triads,
}

/// What happens when the numbers do not come out even.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Odd {
    /// As few groups as possible have another size: one triad among pairs, one or two pairs among triads.
    #[default]
    OtherSize,
    /// One person watches (or two, beside triads).
    Watch,
}

/// What is asked for one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Who is there, in any order.
    pub present: Vec<String>,
    pub shape: Shape,
    pub odd: Odd,
    /// Decides between plans that are equally good, and nothing else. The same seed gives the same plan.
    pub seed: u64,
}

/// The groups of one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formed {
    /// By the first id in the group.
    pub exchanges: Vec<Exchange>,
    /// Who is there and in no group, by id.
    pub left_out: Vec<LeftOut>,
    /// Pairs of the last meeting that come again, if there had to be any.
    pub repeated: Option<Repeated>,
}

impl Formed {
    /// The meeting as it goes into the history, if it takes place as formed.
    #[must_use]
    pub fn meeting(&self) -> Meeting {
        let watched = self.left_out.iter().filter(|left| left.reason != LeftOutBecause::TakesNoPart);
        Meeting { exchanges: self.exchanges.clone(), watched: watched.map(|left| left.id.clone()).collect() }
    }
}

/// Somebody in no group, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub id: String,
    pub reason: LeftOutBecause,
}

/// Why somebody is in no group. For the leader: "limits" must not be told to the group, for they may be another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LeftOutBecause {
    /// They said so.
    TakesNoPart,
    /// Fewer people take part than one group needs.
    TooFew,
    /// The numbers do not come out even, and the leader chose that somebody watches.
    OddNumber,
    /// No group with them keeps every limit.
    Limits,
    /// There are groups with them that keep every limit, but then more others would be left out.
    NoPlace,
}

/// Pairs of the last meeting that come again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// By id.
    pub pairs: Vec<Pair>,
    pub because: RepeatedBecause,
}

/// Why pairs come again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RepeatedBecause {
    /// With so many people and groups of this size there is no plan with fewer, limits or not (two people, say).
    Numbers,
    /// There is no plan with fewer that keeps the limits; without them there would be.
    Limits,
    /// None with fewer was found, and not every plan could be looked at. Only with more than
    /// [`TRIED_WHOLE`](crate::TRIED_WHOLE) people, and never for pairs that come out even.
    NoneFound,
}

/// A question without a meaning.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    #[error("{id} is named twice among those present; name everybody once")]
    NamedTwice { id: String },
    #[error(
        "{count} people are too many for one meeting's exchanges; form them for at most {MOST_PEOPLE} at once"
    )]
    TooMany { count: usize },
    #[error("meeting {} of the history has a group with {id} twice; correct that group", meeting + 1)]
    TwiceInGroup {
        /// From 0, oldest first; the text counts from 1.
        meeting: usize,
        id: String,
    },
}
