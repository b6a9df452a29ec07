//! Proof that a log only grew.
//!
//! The entries of a log are the leaves of a Merkle tree as in RFC 9162 (Certificate Transparency 2.0): SHA-256, a
//! leaf is hashed behind the byte 0, a node behind the byte 1. One hash of 32 bytes, the root, stands for the whole
//! log. Its holder signs it from time to time with the number of entries and the hour: a [`SignedHead`]. Heads are
//! small texts that leave the machine. Whoever kept one can tell later
//!
//! * whether an entry is in the log the head was made for ([`verify_inclusion`]: at most 64 hashes, 20 for a
//!   million entries), and
//! * whether a later log still begins with all that the head stood for ([`verify_consistency`]).
//!
//! A chain of hashes alone cannot show that its end was cut off or that an older copy was put back. A head that
//! somebody else keeps does.
//!
//! This crate knows no database, no clock and no network: nodes are asked for through a closure, time and key bytes
//! are given.
//!
//! | module | what it has |
//! | --- | --- |
//! | [`hash`] | the two hashes |
//! | [`tree`] | where nodes are kept, appending in O(log n), roots, both proofs |
//! | [`verify`] | checking both proofs, for those who hold only a head |
//! | [`note`] | texts with Ed25519 signatures, in the form of C2SP signed-note |
//! | [`head`] | signed heads, in the form of C2SP tlog-checkpoint |
//! | [`entry`] | how a row becomes the bytes of a leaf |
//! | [`bundle`] | a report's entries with their proofs in one JSON file, and its verification |
//!
//! ```
//! use cairn_proof::{Frontier, hash, inclusion, verify_inclusion};
//!
//! let words: [&[u8]; 3] = [b"one", b"two", b"three"];
//! let mut nodes = Vec::new();
//! let mut tree = Frontier::new();
//! for word in words {
//!     tree.append(hash::leaf(word), |node| nodes.push(node));
//! }
//! // The second of three entries is in the tree with this root.
//! let stored = |place: u64| nodes.get(place as usize).copied().ok_or(());
//! let path = inclusion(1, 3, stored).unwrap();
//! assert!(verify_inclusion(1, 3, hash::leaf(b"two"), &path, tree.root()).is_ok());
//! assert!(verify_inclusion(1, 3, hash::leaf(b"too"), &path, tree.root()).is_err());
//! ```

pub mod bundle;
pub mod entry;
pub mod hash;
pub mod head;
pub mod note;
pub mod tree;
pub mod verify;

pub use bundle::{Bundle, Evidence};
pub use entry::Field;
pub use hash::Hash;
pub use head::{Head, SignedHead};
pub use note::{Signer, Verifier};
pub use tree::{Frontier, appended, consistency, inclusion, root_of};
pub use verify::{Wrong, verify_consistency, verify_inclusion};
