//! A person's written consent (§2.31), with its revocations.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::set::values;
use crate::{Categories, ElementsVersion, Party, Purposes, RecipientClass, Signature, WhoSigns};

values! {
    /// What a consent is for; it decides which elements it must have ([`crate::elements`]).
    ConsentKind,
    /// A set of [`ConsentKind`].
    ConsentKinds {
        /// Named recipients, named purposes.
        General => "general",
        /// One consent for all future treatment, payment and operations (§2.31(a)(4)(i), (5), (7), (10)).
        Tpo => "tpo",
        /// Counseling notes, alone (§2.31(b)).
        CounselingNotes => "counseling_notes",
        /// Use in a proceeding, alone (§2.31(d)).
        Proceedings => "proceedings",
        /// Monitoring by the criminal justice system (§2.35).
        CriminalJustice => "criminal_justice",
        Research => "research",
        /// Through an intermediary to its members (§2.31(a)(4)(ii)).
        Intermediary => "intermediary",
        Fundraising => "fundraising",
    }
}

values! {
    /// A statement that the consent form makes to the person.
    Statement,
    /// A set of [`Statement`].
    Statements {
        /// The right to revoke in writing, except as far as relied on (§2.31(a)(6)).
        RightToRevoke => "right_to_revoke",
        /// How to revoke (§2.31(a)(6)).
        HowToRevoke => "how_to_revoke",
        /// A covered entity or business associate may redisclose as HIPAA permits, except for proceedings against the
        /// person (§2.31(a)(4)(iii)).
        HipaaRedisclosure => "hipaa_redisclosure",
        /// What is redisclosed may lose the protection of Part 2 (§2.31(a)(10)(i)).
        LossOfProtection => "loss_of_protection",
        /// What follows from refusing to sign (§2.31(a)(10)(ii)).
        ConsequencesOfRefusal => "consequences_of_refusal",
        /// The chance to opt out of fundraising first (§2.31(a)(5)(iii)).
        FundraisingOptOut => "fundraising_opt_out",
    }
}

/// Who may disclose (§2.31(a)(2)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    Named {
        party: Party,
    },
    /// A class, in the words of the consent; a [`crate::Discloser`] says which it belongs to.
    Class {
        class: String,
    },
}

/// To which members an intermediary may pass records (§2.31(a)(4)(ii)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Members {
    Named {
        parties: Vec<Party>,
    },
    /// Those that have a treating provider relationship with the person.
    TreatingProviders,
}

/// To whom (§2.31(a)(4)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Recipient {
    /// A person or an organization; an organization stands for those who act for it.
    Named {
        party: Party,
    },
    /// One of the classes of the rule.
    Class {
        class: RecipientClass,
    },
    /// Another class, in the words of the consent.
    OtherClass {
        class: String,
    },
    Intermediary {
        party: Party,
        members: Members,
    },
}

/// An event that ends or begins something: it has a name, and an instant once it has occurred.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub event: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred_at: Option<Timestamp>,
}

/// When a consent ends (§2.31(a)(7)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Expiry {
    /// The first instant at which it is over.
    Date { at: Timestamp },
    /// An event tied to the person or the purpose; over from the instant at which it occurred.
    Event(Event),
    /// "End of the treatment": only for treatment, payment and operations.
    EndOfTreatment { ended_at: Option<Timestamp> },
    /// "End of the research study": only for research.
    EndOfStudy { ended_at: Option<Timestamp> },
    /// "None": only for the one consent for treatment, payment and operations.
    None,
}

impl Expiry {
    /// The first instant at which the consent is over, as far as it is known.
    pub fn over_at(&self) -> Option<Timestamp> {
        match self {
            Expiry::Date { at } => Some(*at),
            Expiry::Event(event) => event.occurred_at,
            Expiry::EndOfTreatment { ended_at } | Expiry::EndOfStudy { ended_at } => *ended_at,
            Expiry::None => None,
        }
    }
}

/// A revocation, of the whole consent or for one recipient. One for a recipient counts against every member of that
/// organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    pub at: Timestamp,
    /// Id of the recipient for whom it is revoked; none: for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// Purposes for which, too, this recipient is to receive nothing under any *other* consent from before this
    /// revocation, for example one that names their class. Empty: this revocation is about its own consent alone.
    #[serde(default)]
    pub also_stops: Purposes,
    /// In writing. Cairn counts a spoken one just as well: the rule lets a person revoke in writing, and forbids
    /// nobody to listen.
    #[serde(default)]
    pub written: bool,
}

/// From when a criminal justice consent may be revoked (§2.35(c)): a date, or an event no later than the final
/// disposition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum RevocableFrom {
    Date { at: Timestamp },
    Event(Event),
}

impl RevocableFrom {
    /// The instant, once it is known.
    pub fn instant(&self) -> Option<Timestamp> {
        match self {
            RevocableFrom::Date { at } => Some(*at),
            RevocableFrom::Event(event) => event.occurred_at,
        }
    }
}

/// What a criminal justice consent says besides (§2.35).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MonitoringTerms {
    /// For how long it is in force, in words: by the length of treatment, the proceeding, the need of the recipient.
    pub period: String,
    pub revocable_from: Option<RevocableFrom>,
}

/// A written consent. Nothing here is checked on the way in: an incomplete consent can be held, shown and completed,
/// and authorizes nothing ([`crate::missing_elements`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    pub id: String,
    pub kind: ConsentKind,
    /// Which list of elements it is measured by.
    #[serde(default)]
    pub elements: ElementsVersion,
    /// Id of the person.
    pub subject: String,
    #[serde(default)]
    pub subject_name: String,
    #[serde(default)]
    pub disclosers: Vec<Source>,
    #[serde(default)]
    pub categories: Categories,
    /// What is disclosed, in words that mean something to the person (§2.31(a)(3)).
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub recipients: Vec<Recipient>,
    #[serde(default)]
    pub purposes: Purposes,
    /// The first instant at which it is in force; none: as soon as it is signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiry: Option<Expiry>,
    #[serde(default)]
    pub statements: Statements,
    /// Who has to sign it; see [`crate::who_signs`].
    #[serde(default)]
    pub who_signs: WhoSigns,
    #[serde(default)]
    pub signatures: Vec<Signature>,
    #[serde(default)]
    pub revocations: Vec<Revocation>,
    /// Since when it is known, or could be with diligence, to be materially false (§2.31(c)(4)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_false_since: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monitoring: Option<MonitoringTerms>,
}
