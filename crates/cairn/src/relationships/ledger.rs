//! The trust ledger: small promises, and how each was kept in the words of the one it was made to. Both see the same rows in
//! the same order; only what each may do beside a row differs.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::ids::RowId;
use crate::shared_sessions::Side;

/// How a promise was kept, as the one it was made to sees it. "Not yet" leaves the door open.
pub const MARKS: [&str; 3] = ["kept", "partly", "not_yet"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub mark: String,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub id: RowId,
    /// Who promised.
    pub side: Side,
    pub words: String,
    pub by_on: Option<Date>,
    pub made_at: Timestamp,
    /// Oldest first; the newest counts, all stay.
    pub marks: Vec<Mark>,
}

impl Promise {
    pub fn mark(&self) -> Option<&Mark> {
        self.marks.last()
    }

    /// Whether this side says how it was kept: the one it was made to.
    pub fn is_marked_by(&self, side: Side) -> bool {
        self.side != side
    }
}

/// Promises with their marks, in the order in which they were made.
pub fn ledger(mut promises: Vec<Promise>, marks: Vec<(RowId, Mark)>) -> Vec<Promise> {
    promises.sort_by_key(|promise| promise.id);
    for (of, mark) in marks {
        if let Some(promise) = promises.iter_mut().find(|promise| promise.id == of) {
            promise.marks.push(mark);
        }
    }
    promises
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ids::Chance;

    proptest! {
        /// However the database hands the rows over, to whichever side: the ledger is the same.
        #[test]
        fn both_see_the_same_ledger(sides in proptest::collection::vec(any::<bool>(), 0..12), turn in 0_usize..12) {
            let chance = Chance::from_seed(1);
            let id = || chance.id::<RowId>(Timestamp::UNIX_EPOCH);
            let promise = |family: &bool| Promise {
                id: id(),
                side: if *family { Side::Family } else { Side::Participant },
                words: "I call on Sunday".to_string(),
                by_on: None,
                made_at: Timestamp::UNIX_EPOCH,
                marks: vec![],
            };
            let made: Vec<Promise> = sides.iter().map(promise).collect();
            let kept = |mark: &str| Mark { mark: mark.to_string(), at: Timestamp::UNIX_EPOCH };
            let marks: Vec<(RowId, Mark)> =
                made.iter().flat_map(|one| [(one.id, kept("not_yet")), (one.id, kept("kept"))]).collect();
            let mut turned = made.clone();
            turned.rotate_left(turn.min(made.len()));
            let (one, other) = (ledger(made.clone(), marks.clone()), ledger(turned, marks));
            prop_assert_eq!(&one, &other);
            prop_assert_eq!(one.len(), made.len());
            for promise in &one {
                prop_assert_eq!(promise.mark().map(|mark| mark.mark.as_str()), Some("kept"));
                let may = Side::BOTH.into_iter().filter(|side| promise.is_marked_by(*side)).count();
                prop_assert_eq!(may, 1, "nobody marks what they promised themselves");
            }
        }
    }
}
