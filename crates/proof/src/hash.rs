//! The hashes of the tree (RFC 9162, section 2.1.1). Leaves and nodes are hashed behind different bytes, so that no
//! entry can pass for a node.

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

/// A SHA-256 hash. As text: base64 with padding, 44 letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

/// Of the bytes of an entry.
pub fn leaf(data: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0]).chain_update(data).finalize().into())
}

/// Of two neighboring subtrees.
pub fn node(left: Hash, right: Hash) -> Hash {
    Hash(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// The root of a log without entries.
pub fn empty() -> Hash {
    Hash(Sha256::digest([]).into())
}

impl std::fmt::Display for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&BASE64.encode(&self.0))
    }
}

impl std::fmt::Debug for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// Not 32 bytes, or not base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a hash: 32 bytes, written as 44 letters of base64")]
pub struct NotAHash;

impl TryFrom<&[u8]> for Hash {
    type Error = NotAHash;
    fn try_from(bytes: &[u8]) -> Result<Hash, NotAHash> {
        bytes.try_into().map(Hash).map_err(|_| NotAHash)
    }
}

impl std::str::FromStr for Hash {
    type Err = NotAHash;
    fn from_str(text: &str) -> Result<Hash, NotAHash> {
        let bytes = BASE64.decode(text.as_bytes()).map_err(|_| NotAHash)?;
        Hash::try_from(bytes.as_slice())
    }
}

impl serde::Serialize for Hash {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Hash {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Hash, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
