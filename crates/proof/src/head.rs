//! Signed heads, in the form of C2SP tlog-checkpoint (<https://c2sp.org/tlog-checkpoint>) with the hour as an
//! extension line:
//!
//! ```text
//! cairn-audit/5be1c3a09f4d7e22
//! 1234
//! base64 of the root
//! time 2026-03-02T15:00:00Z
//!
//! — cairn-audit/5be1c3a09f4d7e22 base64 of the signature
//! ```

use jiff::Timestamp;

use crate::hash::Hash;
use crate::note::{self, NoteError, Signer, Verifier};

/// What a log held at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Which log: a name that no other log has.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    pub root: Hash,
    /// To the second.
    pub time: Timestamp,
}

/// A head with its signature: the text to keep elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedHead {
    pub head: Head,
    /// The whole text, signature and all.
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HeadError {
    #[error("not a head: origin, number of entries, root and time, a line each")]
    NotAHead,
    #[error(transparent)]
    Note(#[from] NoteError),
}

impl Head {
    /// The text that is signed.
    pub fn text(&self) -> String {
        let time = Timestamp::from_second(self.time.as_second()).unwrap_or(self.time);
        format!("{}\n{}\n{}\ntime {time}\n", self.origin, self.size, self.root)
    }

    /// Reads the text of a head; lines after the time are left for later versions.
    pub fn read(text: &str) -> Result<Head, HeadError> {
        let mut lines = text.lines();
        let (Some(origin), Some(size), Some(root), Some(time)) =
            (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(HeadError::NotAHead);
        };
        let entries: u64 = size.parse().map_err(|_| HeadError::NotAHead)?;
        let time = time.strip_prefix("time ").and_then(|time| time.parse().ok());
        // The number has one form only, and no log has 2^62 entries.
        if entries.to_string() != size || entries >= 1 << 62 || origin.is_empty() {
            return Err(HeadError::NotAHead);
        }
        Ok(Head {
            origin: origin.to_string(),
            size: entries,
            root: root.parse().map_err(|_| HeadError::NotAHead)?,
            time: time.ok_or(HeadError::NotAHead)?,
        })
    }

    pub fn sign(self, signer: &Signer) -> SignedHead {
        SignedHead { text: signer.sign(&self.text()), head: self }
    }
}

impl SignedHead {
    /// Reads a head and checks its signature.
    pub fn open(text: &str, key: &Verifier) -> Result<SignedHead, HeadError> {
        let head = Head::read(key.open(text)?)?;
        Ok(SignedHead { head, text: text.to_string() })
    }

    /// Reads a head without checking who signed it.
    pub fn read_unchecked(text: &str) -> Result<SignedHead, HeadError> {
        let (signed, _) = note::split(text)?;
        Ok(SignedHead { head: Head::read(signed)?, text: text.to_string() })
    }
}
