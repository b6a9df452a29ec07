//! Growing the tree and proving things about it (RFC 9162, section 2.1).
//!
//! The nodes of complete subtrees never change once they are made. They are numbered in the order in which they are
//! made, their *place*, so that they can be kept in a list that only grows:
//!
//! ```text
//! level 2              6
//! level 1         2          5          9
//! level 0      0     1    3     4    7     8   10
//! entry        0     1    2     3    4     5    6
//! ```
//!
//! Appending a leaf makes the leaf and every subtree that it completes: two nodes on average, log n at most, and asks
//! for as many earlier ones as it makes parents. Roots and proofs ask for at most 2·log n.

use crate::hash::{self, Hash};

/// The place of the node `position` of a level; leaves are level 0.
pub fn place(level: u32, position: u64) -> u64 {
    // It is made right after its rightmost leaf and the levels between.
    let last_leaf = ((position + 1) << level) - 1;
    nodes(last_leaf) + u64::from(level)
}

/// How many nodes a tree of `size` entries keeps, which is the place of the next leaf.
pub fn nodes(size: u64) -> u64 {
    2 * size - u64::from(size.count_ones())
}

/// What appending entry number `index` (the first is 0) adds to the list of nodes: their places, one after another,
/// and hashes. `stored` is asked for nodes made earlier, by place.
pub fn appended<E>(
    index: u64,
    leaf: Hash,
    mut stored: impl FnMut(u64) -> Result<Hash, E>,
) -> Result<Vec<(u64, Hash)>, E> {
    let first = nodes(index);
    let mut made = vec![(first, leaf)];
    let (mut hash, mut level) = (leaf, 0);
    while (index >> level) & 1 == 1 {
        let left = stored(place(level, (index >> level) - 1))?;
        hash = hash::node(left, hash);
        level += 1;
        made.push((first + u64::from(level), hash));
    }
    Ok(made)
}

/// The root of the first `size` entries.
pub fn root_of<E>(size: u64, mut stored: impl FnMut(u64) -> Result<Hash, E>) -> Result<Hash, E> {
    if size == 0 { Ok(hash::empty()) } else { range(0, size, &mut stored) }
}

/// The root of `count` entries from `start` on: a stored node, or made of two smaller ranges.
fn range<E>(start: u64, count: u64, stored: &mut impl FnMut(u64) -> Result<Hash, E>) -> Result<Hash, E> {
    if count.is_power_of_two() {
        let level = count.trailing_zeros();
        return stored(place(level, start >> level));
    }
    let left = split(count);
    Ok(hash::node(range(start, left, stored)?, range(start + left, count - left, stored)?))
}

/// The largest power of two smaller than `count`, which is at least 2.
fn split(count: u64) -> u64 {
    1 << (count - 1).ilog2()
}

/// The path that proves that entry `index` (the first is 0) is in the tree of `size` entries; empty if it is not
/// there at all. RFC 9162, 2.1.3.1.
pub fn inclusion<E>(
    index: u64,
    size: u64,
    mut stored: impl FnMut(u64) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    let mut path = Vec::new();
    let (mut start, mut count) = (0, if index < size { size } else { 1 });
    while count > 1 {
        let left = split(count);
        if index - start < left {
            path.push(range(start + left, count - left, &mut stored)?);
            count = left;
        } else {
            path.push(range(start, left, &mut stored)?);
            (start, count) = (start + left, count - left);
        }
    }
    path.reverse();
    Ok(path)
}

/// The path that proves that the tree of `size` entries begins with the tree of the first `earlier` ones; empty for
/// an earlier tree that is empty or the same. RFC 9162, 2.1.4.1.
pub fn consistency<E>(
    earlier: u64,
    size: u64,
    mut stored: impl FnMut(u64) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    let mut path = Vec::new();
    if earlier == 0 || earlier >= size {
        return Ok(path);
    }
    let (mut start, mut count, mut whole) = (0, size, true);
    // `earlier - start` entries of this range are in the earlier tree.
    while earlier - start < count {
        let left = split(count);
        if earlier - start <= left {
            path.push(range(start + left, count - left, &mut stored)?);
            count = left;
        } else {
            path.push(range(start, left, &mut stored)?);
            (start, count, whole) = (start + left, count - left, false);
        }
    }
    if !whole {
        path.push(range(start, count, &mut stored)?);
    }
    path.reverse();
    Ok(path)
}

/// The right edge of a tree: enough to append and to know the root, in memory of log n hashes.
#[derive(Debug, Clone, Default)]
pub struct Frontier {
    size: u64,
    /// Roots of the complete subtrees, the largest first.
    peaks: Vec<Hash>,
}

impl Frontier {
    pub fn new() -> Frontier {
        Frontier::default()
    }

    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf; `made` is told every new node in the order of their places.
    pub fn append(&mut self, leaf: Hash, mut made: impl FnMut(Hash)) {
        made(leaf);
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            // As many peaks as trailing ones: each completes a subtree of twice the size.
            if let Some(left) = self.peaks.pop() {
                hash = hash::node(left, hash);
                made(hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// The root of all leaves so far.
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev().copied();
        let Some(last) = peaks.next() else { return hash::empty() };
        peaks.fold(last, |right, left| hash::node(left, right))
    }
}
