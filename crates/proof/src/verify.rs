//! Checking proofs with nothing but heads in hand (RFC 9162, 2.1.3.2 and 2.1.4.2).

use crate::hash::{self, Hash};

/// Why a proof does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("the entry's number is not smaller than the number of entries")]
    NoSuchEntry,
    #[error("the log is shorter than it was")]
    Shorter,
    #[error("the proof is too short")]
    TooShort,
    #[error("the proof is too long")]
    TooLong,
    #[error("the proof leads to another root than the head has")]
    OtherRoot,
    #[error("the proof leads to another root than the earlier head has")]
    OtherEarlierRoot,
}

/// Whether entry `index` (the first is 0) with this leaf hash is in the tree of `size` entries with this root.
pub fn verify_inclusion(index: u64, size: u64, leaf: Hash, path: &[Hash], root: Hash) -> Result<(), Wrong> {
    if index >= size {
        return Err(Wrong::NoSuchEntry);
    }
    let (mut at, mut last, mut hash) = (index, size - 1, leaf);
    for step in path {
        if last == 0 {
            return Err(Wrong::TooLong);
        }
        if at & 1 == 1 || at == last {
            hash = hash::node(*step, hash);
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            hash = hash::node(hash, *step);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    match (last, hash == root) {
        (0, true) => Ok(()),
        (0, false) => Err(Wrong::OtherRoot),
        _ => Err(Wrong::TooShort),
    }
}

/// Whether the tree `(size, root)` begins with all entries of the tree `earlier`, unchanged and in order.
pub fn verify_consistency(earlier: (u64, Hash), later: (u64, Hash), path: &[Hash]) -> Result<(), Wrong> {
    let ((earlier_size, earlier_root), (size, root)) = (earlier, later);
    if earlier_size > size {
        return Err(Wrong::Shorter);
    }
    if earlier_size == 0 || earlier_size == size {
        let expected = if earlier_size == 0 { hash::empty() } else { root };
        return match (path.is_empty(), expected == earlier_root) {
            (false, _) => Err(Wrong::TooLong),
            (true, false) => Err(Wrong::OtherEarlierRoot),
            (true, true) => Ok(()),
        };
    }
    let (mut at, mut last) = (earlier_size - 1, size - 1);
    while at & 1 == 1 {
        (at, last) = (at >> 1, last >> 1);
    }
    let mut steps = path.iter().copied();
    // An earlier tree that is complete is itself the first step.
    let first = if earlier_size.is_power_of_two() { Some(earlier_root) } else { steps.next() };
    let mut begun = first.ok_or(Wrong::TooShort)?;
    let mut whole = begun;
    for step in steps {
        if last == 0 {
            return Err(Wrong::TooLong);
        }
        if at & 1 == 1 || at == last {
            begun = hash::node(step, begun);
            whole = hash::node(step, whole);
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            whole = hash::node(whole, step);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    match (last, begun == earlier_root, whole == root) {
        (0, true, true) => Ok(()),
        (0, false, _) => Err(Wrong::OtherEarlierRoot),
        (0, true, false) => Err(Wrong::OtherRoot),
        _ => Err(Wrong::TooShort),
    }
}
