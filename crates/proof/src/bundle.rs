//! A report's entries with everything that an outsider needs to check them: one JSON file.
//!
//! Three things are proven. Each entry is in the log, at its place, with exactly these columns (inclusion proofs to a
//! signed head). The report has the entries that were put into it, all of them and in their order (a signed list). And,
//! where an earlier head is known, the log of the head still begins with that earlier log (consistency proofs).

use serde::{Deserialize, Serialize};

use crate::entry::{self, Field};
use crate::hash::Hash;
use crate::head::{HeadError, SignedHead};
use crate::note::{NoteError, Signer, Verifier};
use crate::tree;
use crate::verify::{Wrong, verify_consistency, verify_inclusion};

/// The format's name; a reader refuses others.
pub const FORMAT: &str = "cairn.audit.bundle.v1";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    pub format: String,
    /// The format of the entries: the first line of the bytes of each leaf.
    pub encoding: String,
    /// The public key of the log, for convenience: what counts is the key that the reader got elsewhere.
    pub key: String,
    /// The signed head, as text.
    pub head: String,
    /// The signed list of the entries, as text.
    pub list: String,
    pub entries: Vec<Evidence>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Earlier>,
}

/// An entry with the proof that it is in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its number in the log, the first being 1.
    pub seq: u64,
    /// Every column in the order of the encoding.
    pub fields: Vec<(String, Field)>,
    pub proof: Vec<Hash>,
}

/// An earlier head, and the proof that the log only grew since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    pub head: String,
    pub proof: Vec<Hash>,
}

/// What is wrong with a bundle. Where it is about an entry, its number is named.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("the bundle has the format {0:?}, which this verifier does not know")]
    Format(String),
    #[error("the head: {0}")]
    Head(HeadError),
    #[error("the list of entries: {0}")]
    List(NoteError),
    #[error("the list of entries cannot be read, or belongs to another head")]
    OtherList,
    #[error("entry {0} was altered: it does not have the hash that was signed")]
    Altered(u64),
    #[error("entry {0} is missing: the signed list has it")]
    Missing(u64),
    #[error("entry {0} was moved: it does not stand where the signed list has it")]
    Moved(u64),
    #[error("entry {0} was added: the signed list does not have it")]
    Added(u64),
    #[error("entry {seq} is not proven to be in the log: {wrong}")]
    NotInLog { seq: u64, wrong: Wrong },
    #[error("the head of {size} entries: {wrong}")]
    NotGrown { size: u64, wrong: Wrong },
}

/// What a bundle was found to prove.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    pub head: SignedHead,
    pub entries: usize,
    pub earlier: Vec<SignedHead>,
}

impl Evidence {
    pub fn leaf(&self, encoding: &str) -> Hash {
        entry::leaf_of(encoding, self.fields.iter().map(|(name, field)| (name.as_str(), field)))
    }

    /// The number among the hashed columns.
    fn own_number(&self) -> Option<u64> {
        self.fields.iter().find_map(|(name, field)| match field {
            Field::Integer(number) if name == "seq" => u64::try_from(*number).ok(),
            _ => None,
        })
    }
}

impl Bundle {
    /// Puts entries together that were given with their proofs for this head.
    pub fn new(encoding: &str, head: &SignedHead, entries: Vec<Evidence>, signer: &Signer) -> Bundle {
        Bundle {
            format: FORMAT.to_string(),
            encoding: encoding.to_string(),
            key: signer.verifier().to_string(),
            head: head.text.clone(),
            list: signer.sign(&list_of(head, &entries, encoding)),
            entries,
            earlier: Vec::new(),
        }
    }

    /// Adds the proof that the log only grew since an earlier head. `stored` is asked for nodes by place.
    pub fn prove_growth<E>(
        &mut self,
        earlier: &SignedHead,
        size: u64,
        stored: impl FnMut(u64) -> Result<Hash, E>,
    ) -> Result<(), E> {
        let proof = tree::consistency(earlier.head.size, size, stored)?;
        self.earlier.push(Earlier { head: earlier.text.clone(), proof });
        Ok(())
    }

    /// Checks everything against a public key; the first fault, by order of the signed list.
    pub fn verify(&self, key: &Verifier) -> Result<Proven, Fault> {
        if self.format != FORMAT {
            return Err(Fault::Format(self.format.clone()));
        }
        let head = SignedHead::open(&self.head, key).map_err(Fault::Head)?;
        let signed = key.open(&self.list).map_err(Fault::List)?;
        let listed = read_list(signed, &head).ok_or(Fault::OtherList)?;
        self.compare(&listed)?;
        for entry in &self.entries {
            let number = entry.own_number().filter(|number| *number == entry.seq && *number > 0);
            let index = number.ok_or(Fault::Altered(entry.seq))? - 1;
            let leaf = entry.leaf(&self.encoding);
            verify_inclusion(index, head.head.size, leaf, &entry.proof, head.head.root)
                .map_err(|wrong| Fault::NotInLog { seq: entry.seq, wrong })?;
        }
        let mut earlier = Vec::new();
        for step in &self.earlier {
            let before = SignedHead::open(&step.head, key).map_err(Fault::Head)?;
            let (from, to) = ((before.head.size, before.head.root), (head.head.size, head.head.root));
            verify_consistency(from, to, &step.proof)
                .map_err(|wrong| Fault::NotGrown { size: before.head.size, wrong })?;
            earlier.push(before);
        }
        Ok(Proven { head, entries: self.entries.len(), earlier })
    }

    /// The entries against the signed list.
    fn compare(&self, listed: &[(u64, Hash)]) -> Result<(), Fault> {
        for (at, (seq, leaf)) in listed.iter().enumerate() {
            match self.entries.get(at) {
                Some(entry) if entry.seq == *seq => {
                    if entry.leaf(&self.encoding) != *leaf {
                        return Err(Fault::Altered(*seq));
                    }
                }
                _ if self.entries.iter().any(|entry| entry.seq == *seq) => return Err(Fault::Moved(*seq)),
                _ => return Err(Fault::Missing(*seq)),
            }
        }
        match self.entries.get(listed.len()) {
            Some(entry) => Err(Fault::Added(entry.seq)),
            None => Ok(()),
        }
    }
}

/// The text of the list: which log, the head it goes with, and a line for each entry, its number and leaf hash.
fn list_of(head: &SignedHead, entries: &[Evidence], encoding: &str) -> String {
    let mut text = list_beginning(head);
    for entry in entries {
        text.push_str(&format!("{} {}\n", entry.seq, entry.leaf(encoding)));
    }
    text
}

fn list_beginning(head: &SignedHead) -> String {
    format!("{}/list\n{} {}\n", head.head.origin, head.head.size, head.head.root)
}

fn read_list(text: &str, head: &SignedHead) -> Option<Vec<(u64, Hash)>> {
    let lines = text.strip_prefix(&list_beginning(head))?.lines();
    lines
        .map(|line| {
            let (seq, leaf) = line.split_once(' ')?;
            Some((seq.parse().ok()?, leaf.parse().ok()?))
        })
        .collect()
}
