//! Court orders (§§2.61-2.67) and the mandates that go with them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::set::values;
use crate::{Categories, Recipient};

values! {
    /// What a court found (§§2.63-2.66). Which findings an order needs depends on its kind:
    /// [`OrderKind::needed_findings`].
    CourtFinding,
    /// A set of [`CourtFinding`].
    CourtFindings {
        /// Other ways of obtaining the information are not available or would not be effective.
        NoOtherWay => "no_other_way",
        /// The public interest and the need outweigh the potential injury to the person, the relationship and the
        /// services.
        PublicInterest => "public_interest",
        /// An extremely serious crime: one that causes or directly threatens loss of life or serious bodily injury.
        ExtremelySeriousCrime => "extremely_serious_crime",
        /// The records will likely disclose information of substantial value.
        SubstantialValue => "substantial_value",
        /// The holder had the opportunity to be represented by independent counsel.
        CounselForHolder => "counsel_for_holder",
    }
}

values! {
    /// How the order limits what it authorizes.
    OrderLimit,
    /// A set of [`OrderLimit`].
    OrderLimits {
        /// Only those parts of the record that are essential.
        EssentialParts => "essential_parts",
        /// Only to those who need the information.
        NeededPersons => "needed_persons",
        /// What else protects the person, for example sealing.
        Protection => "protection",
    }
}

/// The kind of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderKind {
    /// For purposes other than a criminal case against the person (§2.64).
    Noncriminal,
    /// To investigate or prosecute the person (§2.65).
    AgainstPatient,
    /// To investigate or prosecute the program or who holds the records (§2.66).
    AgainstProgram,
    /// To place an undercover agent or informant (§2.67). It opens no record.
    Undercover,
}

impl OrderKind {
    /// Without these findings the order is recorded and not usable.
    pub const fn needed_findings(self) -> CourtFindings {
        match self {
            OrderKind::Noncriminal | OrderKind::AgainstProgram | OrderKind::Undercover => {
                CourtFindings::of(&[CourtFinding::NoOtherWay, CourtFinding::PublicInterest])
            }
            OrderKind::AgainstPatient => CourtFindings::of(&[
                CourtFinding::ExtremelySeriousCrime,
                CourtFinding::SubstantialValue,
                CourtFinding::NoOtherWay,
                CourtFinding::PublicInterest,
                CourtFinding::CounselForHolder,
            ]),
        }
    }

    /// Without these limits in its text the order is recorded and not usable.
    pub const fn needed_limits(self) -> OrderLimits {
        match self {
            OrderKind::Noncriminal | OrderKind::AgainstProgram => OrderLimits::all(),
            OrderKind::AgainstPatient => {
                OrderLimits::of(&[OrderLimit::EssentialParts, OrderLimit::NeededPersons])
            }
            OrderKind::Undercover => OrderLimits::NONE,
        }
    }

    /// Whether the holder has to have had notice and a chance to be heard first; for §2.64 the person too. An
    /// investigation of the program needs no notice beforehand (§2.66(b)).
    pub const fn needs_notice(self) -> bool {
        matches!(self, OrderKind::Noncriminal | OrderKind::AgainstPatient)
    }
}

/// Why a court may open confidential communications (§2.63(a)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfidentialGround {
    /// An existing threat to life or of serious bodily injury, child abuse included.
    ThreatToLife,
    /// An extremely serious crime.
    SeriousCrime,
    /// The person opened the subject in the proceeding.
    OpenedByPerson,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MandateKind {
    Subpoena,
    /// A warrant, a civil investigative demand, or another mandate of like force.
    Other,
}

/// What compels: an order authorizes and does not compel, a mandate compels and does not authorize (§2.61).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mandate {
    pub kind: MandateKind,
    pub issued_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
}

/// A court order, as it was entered. A subpoena that arrived alone is an order without `issued_at`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    pub id: String,
    pub subject: String,
    pub kind: OrderKind,
    #[serde(default)]
    pub court: String,
    /// When the court entered it. None: there is no order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_at: Option<Timestamp>,
    /// The first instant at which it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// When it was stayed or vacated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vacated_at: Option<Timestamp>,
    /// Ids of those who are ordered to disclose. Empty: nobody.
    #[serde(default)]
    pub disclosers: Vec<String>,
    #[serde(default)]
    pub recipients: Vec<Recipient>,
    /// What it opens. Counseling notes only if it names them.
    #[serde(default)]
    pub categories: Categories,
    #[serde(default)]
    pub findings: CourtFindings,
    #[serde(default)]
    pub limits: OrderLimits,
    #[serde(default)]
    pub notice_given: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidential_ground: Option<ConfidentialGround>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<Mandate>,
}
