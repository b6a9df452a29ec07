//! A feed as its owner sees it, and the proof that one was read by its address.

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::ids::{PersonId, RowId};
use crate::web::Language;

#[derive(Debug, Clone)]
pub struct Feed {
    pub id: RowId,
    /// None when the person's key was destroyed.
    pub(super) token: Option<String>,
    /// What each entry is called; none for the usual word.
    pub word: Option<String>,
    /// On which day a calendar last read it.
    pub read_at: Option<Timestamp>,
}

impl Feed {
    /// The whole address, to be copied into a calendar.
    pub fn address(&self, base: &str) -> Option<String> {
        self.token.as_ref().map(|token| [base, "/feeds/", token, ".ics"].concat())
    }
}

/// Proof that this request came by the address of a feed that stands now, of somebody who still comes here.
#[derive(Debug, Clone)]
pub struct Subscribed {
    pub(super) feed: RowId,
    pub(super) person: PersonId,
    pub(super) word: Option<String>,
    pub(super) language: Language,
    pub(super) read_at: Option<Timestamp>,
}

/// 256 bits of chance, written so that it fits into an address.
pub fn token(secret: [u8; 32]) -> String {
    HEXLOWER.encode(&secret)
}

pub fn token_hash(token: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}
