//! Who has to sign (§2.14, §2.15), and who did.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a state's law asks of a minor's consent to care (§2.14). A program sets it once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MinorRule {
    /// The minor may obtain this care alone: only the minor consents, to telling a parent too (§2.14(b)).
    #[default]
    MinorAlone,
    /// A parent or guardian has to consent to the care: both sign (§2.14(c)).
    BothSign,
}

/// Whose signatures make a consent a signed one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhoSigns {
    /// The person: an adult, or a minor where state law asks no parent.
    #[default]
    Person,
    /// The minor, and a parent or guardian.
    MinorAndParent,
    /// A personal representative, by an authority document: the person was found by a court, or as state law provides,
    /// not to be able to manage their affairs (§2.15(a)(1)).
    Representative,
    /// The program director, for payment alone: a medical condition keeps the person from acting (§2.15(a)(2)).
    Director,
    /// Executor, administrator or another representative; where there is none the spouse, or else a responsible member
    /// of the family (§2.15(b)(2)): the person has died.
    Survivor,
}

/// What is known about a person's own ability to sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Capacity {
    pub is_minor: bool,
    pub has_died: bool,
    /// Adjudicated incapacity.
    pub has_representative: bool,
    /// Kept by a medical condition from knowing or effective action.
    pub is_unable: bool,
}

/// Who has to sign a consent of this person now. Death comes before incapacity, incapacity before age.
pub const fn who_signs(capacity: Capacity, rule: MinorRule) -> WhoSigns {
    match (capacity, rule) {
        (Capacity { has_died: true, .. }, _) => WhoSigns::Survivor,
        (Capacity { has_representative: true, .. }, _) => WhoSigns::Representative,
        (Capacity { is_unable: true, .. }, _) => WhoSigns::Director,
        (Capacity { is_minor: true, .. }, MinorRule::BothSign) => WhoSigns::MinorAndParent,
        _ => WhoSigns::Person,
    }
}

/// As what somebody signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signer {
    Person,
    Parent,
    Guardian,
    Representative,
    Executor,
    Spouse,
    FamilyMember,
    Director,
}

impl Signer {
    /// Whether the signature counts only with a document that gives authority.
    pub const fn needs_authority(self) -> bool {
        !matches!(self, Signer::Person | Signer::Parent | Signer::Director)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    #[default]
    Electronic,
    Paper,
}

/// A signature. Without a name or a date it is none (§2.31(a)(8), (9)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    pub signer: Signer,
    #[serde(default)]
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    #[serde(default)]
    pub means: Means,
    /// The document that gives authority to sign for somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
}
