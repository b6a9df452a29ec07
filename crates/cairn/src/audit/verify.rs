//! Verifying: every entry is hashed again, the tree is grown again from the hashes, and both are compared with what is
//! stored and with every head that was kept. Entries pass by in portions, so memory stays small however long the log.

use std::collections::VecDeque;

use cairn_db::{Error, Tx, params};
use cairn_proof::{Frontier, Hash, Head, tree};
use jiff::Timestamp;

use super::append;
use super::entry::Fields;

/// Entries read at a time.
const PORTION: i64 = 8_192;

/// A head whose signature was checked, and where it was found.
#[derive(Debug, Clone)]
pub struct KnownHead {
    pub head: Head,
    pub place: String,
}

/// The first thing that is wrong. Entries are named by their number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    #[error("entry {0} was altered: it does not have the hash that it was written with")]
    Altered(i64),
    #[error("entry {0} was removed")]
    Removed(i64),
    #[error("entry {from} was moved: it stands at {to}")]
    Moved { from: i64, to: i64 },
    #[error("entry {0} was added without being appended to the log: it has no place in the tree")]
    Added(i64),
    #[error("the place of entry {0} in the tree was altered or removed")]
    Place(i64),
    #[error(
        "an entry among {from} to {to} was altered together with its place in the tree: the nodes above do not fit"
    )]
    Nodes { from: i64, to: i64 },
    #[error("entries {from} to {to} are missing: {place} was signed at {time} when the log had {to}")]
    CutOff { from: i64, to: i64, time: Timestamp, place: String },
    #[error(
        "an entry among {from} to {to} was altered, removed or moved and the tree made anew: it is not the log that \
         {place} was signed for at {time}"
    )]
    Rewritten { from: i64, to: i64, time: Timestamp, place: String },
}

/// What was found when nothing is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    pub entries: i64,
    pub root: Hash,
    /// How many heads the log was compared with.
    pub heads: usize,
    /// Entries that the largest of them covers: an end beyond it could be cut off without a trace.
    pub covered: i64,
}

/// Goes through the whole log. `progress` hears how many entries are done, of how many.
pub fn verify(
    tx: &mut Tx<'_>,
    mut heads: Vec<KnownHead>,
    mut progress: impl FnMut(i64, i64),
) -> Result<Result<Whole, Finding>, Error> {
    heads.sort_by_key(|known| known.head.size);
    let total = tx.count("SELECT COUNT(*) AS n FROM audit_entries", &[])?;
    let count = heads.len();
    let covered = heads.last().map_or(0, |known| known.head.size as i64);
    let mut walk = Walk { tree: Frontier::new(), heads: heads.into(), agreed: 0 };
    if let Err(finding) = walk.meet_heads() {
        return Ok(Err(finding));
    }
    let mut after = i64::MIN;
    loop {
        let rows = tx.all(
            "SELECT * FROM audit_entries WHERE seq > $1 ORDER BY seq LIMIT $2",
            params![after, PORTION],
            Fields::read,
        )?;
        let Some(last) = rows.last() else { break };
        after = last.seq();
        let begun = walk.tree.size();
        let nodes = stored_nodes(tx, begun, begun + rows.len() as u64)?;
        if let Err(finding) = walk.portion(rows, nodes) {
            return Ok(Err(finding));
        }
        progress(walk.tree.size() as i64, total);
    }
    Ok(walk.end(tx)?.map(|()| Whole { entries: total, root: walk.tree.root(), heads: count, covered }))
}

/// The nodes that entries `from` (the first is 0) up to `to` made, as (place, hash); odd ones are left out.
fn stored_nodes(tx: &mut Tx<'_>, from: u64, to: u64) -> Result<VecDeque<(u64, Hash)>, Error> {
    let (first, end) = (tree::nodes(from) as i64, tree::nodes(to) as i64);
    let mut nodes = VecDeque::with_capacity((end - first) as usize);
    tx.each(
        "SELECT place, hash FROM audit_nodes WHERE place >= $1 AND place < $2 ORDER BY place",
        params![first, end],
        |row| {
            if let Ok(hash) = Hash::try_from(row.get::<Vec<u8>>("hash")?.as_slice()) {
                nodes.push_back((row.get::<i64>("place")? as u64, hash));
            }
            Ok(())
        },
    )?;
    Ok(nodes)
}

struct Walk {
    tree: Frontier,
    /// Those not met yet, the smallest first.
    heads: VecDeque<KnownHead>,
    /// Entries up to here are those that a head was signed for.
    agreed: i64,
}

impl Walk {
    fn portion(&mut self, rows: Vec<Fields>, mut nodes: VecDeque<(u64, Hash)>) -> Result<(), Finding> {
        let mut rows = rows.into_iter();
        while let Some(row) = rows.next() {
            let expected = self.tree.size() as i64 + 1;
            if row.seq() != expected {
                let gap = row.seq() > expected;
                return Err(if gap { Finding::Removed(expected) } else { Finding::Added(row.seq()) });
            }
            let place = tree::nodes(self.tree.size());
            let leaf = row.leaf();
            match nodes.front() {
                Some((at, stored)) if *at == place && *stored == leaf => {}
                Some((at, stored)) if *at == place => {
                    return Err(what_happened(row, *stored, rows.collect(), &nodes));
                }
                // Nothing stored from here on: the entry was put behind the end.
                None => return Err(Finding::Added(expected)),
                Some(_) => return Err(Finding::Place(expected)),
            }
            let (mut level, mut fits) = (0, true);
            self.tree.append(leaf, |hash| {
                fits &= nodes.pop_front() == Some((place + level, hash));
                level += u64::from(fits);
            });
            if !fits {
                return Err(Finding::Nodes { from: expected + 1 - (1 << level), to: expected });
            }
            self.meet_heads()?;
        }
        Ok(())
    }

    /// Compares the log so far with every head of its size.
    fn meet_heads(&mut self) -> Result<(), Finding> {
        let size = self.tree.size();
        while let Some(known) = self.heads.pop_front_if(|known| known.head.size == size) {
            if known.head.root != self.tree.root() {
                let (time, place) = (known.head.time, known.place);
                return Err(Finding::Rewritten { from: self.agreed + 1, to: size as i64, time, place });
            }
            self.agreed = size as i64;
        }
        Ok(())
    }

    /// After the last entry: nothing may be left, neither nodes nor heads.
    fn end(&mut self, tx: &mut Tx<'_>) -> Result<Result<(), Finding>, Error> {
        let size = self.tree.size();
        if let Some(known) = self.heads.back() {
            let (to, time, place) = (known.head.size as i64, known.head.time, known.place.clone());
            return Ok(Err(Finding::CutOff { from: size as i64 + 1, to, time, place }));
        }
        let left = "SELECT COUNT(*) AS n FROM audit_nodes WHERE place >= $1 OR place < 0";
        let left = tx.count(left, params![tree::nodes(size) as i64])?;
        Ok(if left > 0 { Err(Finding::Removed(size as i64 + 1)) } else { Ok(()) })
    }
}

/// An entry does not fit its leaf: altered, or does it or another one fit elsewhere?
fn what_happened(row: Fields, leaf: Hash, later: Vec<Fields>, nodes: &VecDeque<(u64, Hash)>) -> Finding {
    let seq = row.seq();
    let leaf_of = |seq: i64| {
        let place = tree::nodes(seq as u64 - 1);
        nodes.iter().find(|(at, _)| *at == place).map(|(_, hash)| *hash)
    };
    // The next one has moved up into its place.
    if leaf_of(seq + 1) == Some(row.clone().moved_to(seq + 1).leaf()) {
        return Finding::Removed(seq);
    }
    // It stands further down, under another number.
    for other in later {
        let to = other.seq();
        if other.moved_to(seq).leaf() == leaf {
            return Finding::Moved { from: seq, to };
        }
    }
    Finding::Altered(seq)
}

/// What the largest number of entries is, for a bar.
pub fn size(tx: &mut Tx<'_>) -> Result<i64, Error> {
    append::size(tx)
}
