//! Restrictions that a person asked for (§2.26).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Categories, Purposes, Recipient};

/// What makes a restriction binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestrictionKind {
    /// The program agreed; it need not have.
    Agreed,
    /// Paid in full by or for the person: payers are not to hear of it. The program must agree, so it binds from the
    /// request on, and the program cannot end it (§2.26(a)(4)).
    PaidInFull,
}

/// How a restriction was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TerminationKind {
    /// The person asked or agreed in writing: it ends altogether.
    InWriting,
    /// The person agreed by word of mouth, and that is documented: it ends altogether.
    OralDocumented,
    /// The program told the person: it ends only for what is made or received afterwards, and never for what was paid
    /// in full.
    ByNotice,
}

/// The end of a restriction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Termination {
    pub at: Timestamp,
    pub kind: TerminationKind,
}

/// A restriction. It can only take away: no restriction ever permits anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restriction {
    pub id: String,
    pub subject: String,
    pub kind: RestrictionKind,
    pub requested_at: Timestamp,
    /// When the program agreed. One not agreed to does not bind, but for [`RestrictionKind::PaidInFull`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_at: Option<Timestamp>,
    /// Who is not to receive. Empty: nobody is (with [`RestrictionKind::PaidInFull`]: no payer).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Recipient>,
    /// For which purposes not. Empty: treatment, payment and operations (paid in full: payment and operations).
    #[serde(default)]
    pub purposes: Purposes,
    /// What not. Empty: nothing at all.
    #[serde(default)]
    pub categories: Categories,
    /// Ids of the records it is about. Empty: all of these categories.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub termination: Option<Termination>,
}
