//! A link for a recipient. It holds nothing: what it shows is decided and read at each use.

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::access::Role;
use crate::ids::{Chance, ParticipantId, PersonId, RecipientId, RowId};

/// Wrong codes after which a link stays shut.
pub const MOST_FAILURES: i64 = 5;
/// Days that a link may last, the usual first.
pub const DAYS: [&str; 4] = ["7", "1", "30", "90"];

#[derive(Debug, Clone)]
pub struct Link {
    pub id: RowId,
    pub participant: ParticipantId,
    pub person: PersonId,
    pub recipient: RecipientId,
    pub code_hash: String,
    pub purpose: String,
    pub categories: Vec<String>,
    pub description: String,
    pub everything_reason: Option<String>,
    pub made_at: Timestamp,
    pub made_by: PersonId,
    pub acting_as: Role,
    pub expires_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    pub failures: i64,
    pub uses: i64,
}

impl Link {
    /// Whether it may be asked at all; whether something is shown is then the gate's to decide.
    pub fn is_open(&self, now: &Timestamp) -> bool {
        self.ended_at.is_none() && *now < self.expires_at && self.failures < MOST_FAILURES
    }

    pub fn fits(&self, token: &str, code: &str) -> bool {
        self.code_hash == code_hash(token, code)
    }
}

/// A new token for the address, and the code that is told on another way: eight digits, in two groups.
pub fn draw(chance: &Chance) -> (String, String) {
    let token = BASE64URL_NOPAD.encode(&chance.secret());
    let number = chance.secret().iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    let code = number % 100_000_000;
    (token, format!("{:04} {:04}", code / 10_000, code % 10_000))
}

pub fn token_hash(token: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}

/// Of the token too, which is not kept: with the table alone no code can be tried.
pub fn code_hash(token: &str, code: &str) -> String {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    HEXLOWER.encode(&Sha256::digest(format!("{token}\n{digits}").as_bytes()))
}
