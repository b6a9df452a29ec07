//! An erasure and its certificate.

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::web::Refusal;

/// Why a record is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The person asked.
    Request,
    /// The program keeps records no longer than this.
    Retention,
}

impl Basis {
    pub const CODES: [&'static str; 2] = ["request", "retention"];

    pub fn code(self) -> &'static str {
        match self {
            Basis::Request => "request",
            Basis::Retention => "retention",
        }
    }

    pub fn from_code(code: &str) -> Option<Basis> {
        [Basis::Request, Basis::Retention].into_iter().find(|basis| basis.code() == code)
    }
}

/// What decides whether a record may be erased now.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    pub erased: bool,
    pub enrolled: bool,
    /// A legal hold covers the record.
    pub held: bool,
    /// The person's own request is open.
    pub asked: bool,
    /// The period of the program is over.
    pub due: bool,
    /// A family member's key seals more than their record: they are a participant too, or work here.
    pub one_key: bool,
}

/// Whether the record may be erased on this basis; otherwise what stands in the way.
pub fn may_erase(basis: Basis, standing: Standing) -> Result<(), Refusal> {
    let refuse = |key| Err(Refusal { field: "participant", key });
    match (basis, standing) {
        (_, Standing { erased: true, .. }) => refuse("erasure-done-already"),
        (_, Standing { held: true, .. }) => refuse("erasure-held"),
        (_, Standing { one_key: true, .. }) => refuse("erasure-one-key"),
        (_, Standing { enrolled: true, .. }) => refuse("erasure-enrolled"),
        (Basis::Request, Standing { asked: false, .. }) => refuse("erasure-not-asked"),
        (Basis::Retention, Standing { due: false, .. }) => refuse("erasure-not-due"),
        _ => Ok(()),
    }
}

/// What the certificate says: ids, counts and dates, nothing that anybody said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Certificate {
    pub program: String,
    /// Older certificates are of participants, and say so in its name.
    #[serde(alias = "participant")]
    pub record: String,
    #[serde(default = "of_a_participant")]
    pub kind: String,
    pub basis: String,
    pub erased_at: Timestamp,
    pub keys_destroyed: usize,
    /// Rows that cannot be read any more, by table.
    pub rows: Vec<(String, i64)>,
    pub method: String,
}

fn of_a_participant() -> String {
    "participant".to_string()
}

/// The clearing that [`Certificate::method`] names: NIST SP 800-88 calls it cryptographic erase.
pub const METHOD: &str = "cryptographic erase: the data keys were destroyed (NIST SP 800-88 Rev. 1, 2.6)";

impl Certificate {
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    pub fn hash_of(text: &str) -> String {
        HEXLOWER.encode(&Sha256::digest(text.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FREE: Standing =
        Standing { erased: false, enrolled: false, held: false, asked: true, due: true, one_key: false };

    fn key(basis: Basis, standing: Standing) -> Option<&'static str> {
        may_erase(basis, standing).err().map(|refusal| refusal.key)
    }

    #[test]
    fn each_obstacle_is_named() {
        assert_eq!(key(Basis::Request, FREE), None);
        assert_eq!(key(Basis::Retention, FREE), None);
        assert_eq!(key(Basis::Request, Standing { held: true, ..FREE }), Some("erasure-held"));
        assert_eq!(key(Basis::Retention, Standing { held: true, ..FREE }), Some("erasure-held"));
        assert_eq!(key(Basis::Request, Standing { enrolled: true, ..FREE }), Some("erasure-enrolled"));
        assert_eq!(key(Basis::Request, Standing { asked: false, ..FREE }), Some("erasure-not-asked"));
        assert_eq!(key(Basis::Retention, Standing { due: false, ..FREE }), Some("erasure-not-due"));
        assert_eq!(key(Basis::Request, Standing { due: false, ..FREE }), None);
        assert_eq!(key(Basis::Request, Standing { erased: true, ..FREE }), Some("erasure-done-already"));
        assert_eq!(key(Basis::Retention, Standing { one_key: true, ..FREE }), Some("erasure-one-key"));
    }

    #[test]
    fn an_older_certificate_can_still_be_read() {
        let text = r#"{"program":"P","participant":"7","basis":"request","erased_at":"2026-01-02T03:04:05Z",
            "keys_destroyed":1,"rows":[],"method":"m"}"#;
        let read: Certificate = serde_json::from_str(text).unwrap();
        assert_eq!((read.record.as_str(), read.kind.as_str()), ("7", "participant"));
        let again: Certificate = serde_json::from_str(&read.text()).unwrap();
        assert_eq!(again, read);
    }
}
