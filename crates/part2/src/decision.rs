//! The answer: permitted with obligations, or denied with reasons.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::set::values;
use crate::{Categories, NoticeStatement, NoticeVersion, Paper, Reason, ReasonCode};

/// The ground on which something is permitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    WithinProgram,
    OwnAccess,
    Consent,
    /// Received for treatment, payment or operations, and passed on as HIPAA permits.
    Redisclosure,
    /// A lawful holder's contractor, under a written contract.
    Contractor,
    Qso,
    CourtOrder,
    Emergency,
    Audit,
    Research,
    CrimeReport,
    ChildAbuseReport,
    PublicHealth,
    VitalStatistics,
    MinorSafety,
}

impl Basis {
    /// Where the rule says so, in 42 CFR.
    pub const fn section(self) -> &'static str {
        match self {
            Basis::WithinProgram => "2.12(c)(3)",
            Basis::OwnAccess => "2.23",
            Basis::Consent => "2.31, 2.33(a)",
            Basis::Redisclosure => "2.33(b)(1)",
            Basis::Contractor => "2.33(b)(3), (c)",
            Basis::Qso => "2.12(c)(4)",
            Basis::CourtOrder => "2.61",
            Basis::Emergency => "2.51",
            Basis::Audit => "2.53",
            Basis::Research => "2.52",
            Basis::CrimeReport => "2.12(c)(5)",
            Basis::ChildAbuseReport => "2.12(c)(6)",
            Basis::PublicHealth => "2.54",
            Basis::VitalStatistics => "2.15(b)(1)",
            Basis::MinorSafety => "2.14(c)",
        }
    }
}

/// The paper that decided.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DecidedBy {
    pub paper: Paper,
    pub id: String,
}

values! {
    /// A field that the ledger row of this disclosure has to have (§2.25, §164.528(b), §2.51(c)).
    LedgerField,
    /// A set of [`LedgerField`].
    LedgerFields {
        Date => "date",
        Recipient => "recipient",
        RecipientAddress => "recipient_address",
        Description => "description",
        Purpose => "purpose",
        /// The consent, order or agreement.
        Paper => "paper",
        Basis => "basis",
        NoticeVersion => "notice_version",
        ThroughEhr => "through_ehr",
        MedicalPersonnel => "medical_personnel",
        Facility => "facility",
        DisclosedBy => "disclosed_by",
        NatureOfEmergency => "nature_of_emergency",
        Justification => "justification",
    }
}

/// A security label that goes with a record (HL7 Data Segmentation for Privacy).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SecurityLabel {
    /// Confidentiality: restricted.
    #[serde(rename = "R")]
    Restricted,
    /// Policy: 42 CFR Part 2.
    #[serde(rename = "42CFRPart2")]
    Part2,
    /// Sensitivity: substance use disorder.
    #[serde(rename = "SUD")]
    Sud,
    /// Refrain: no redisclosure without the person's consent.
    #[serde(rename = "NORDSCLCD")]
    NoRedisclosure,
}

impl SecurityLabel {
    pub const ALL: [SecurityLabel; 4] =
        [SecurityLabel::Restricted, SecurityLabel::Part2, SecurityLabel::Sud, SecurityLabel::NoRedisclosure];

    pub const fn code(self) -> &'static str {
        match self {
            SecurityLabel::Restricted => "R",
            SecurityLabel::Part2 => "42CFRPart2",
            SecurityLabel::Sud => "SUD",
            SecurityLabel::NoRedisclosure => "NORDSCLCD",
        }
    }
}

/// What whoever discloses has to do. A permit holds only together with all of its obligations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Obligation {
    /// Send this notice along (§2.32(a)); [`crate::notice`] has the text.
    Notice { version: NoticeVersion, statement: NoticeStatement },
    /// Send a copy of these consents along, or a clear explanation of their scope (§2.32(b)).
    ScopeCopy { consents: Vec<String> },
    /// Take these categories out.
    Redact { categories: Categories },
    /// Take these records out, of categories that may leave otherwise.
    Withhold { records: Vec<String> },
    /// Ask the recipient not to use or disclose it further (§2.26(a)(3)).
    AskNotToRedisclose,
    /// Write these fields into the ledger. `accountable`: the disclosure belongs into the person's accounting
    /// (§2.25).
    Ledger { fields: LedgerFields, accountable: bool },
    /// Label each record.
    Label,
    /// A supervisor looks at it afterwards.
    Review,
    /// The recipient destroys copies by then.
    DestroyBy { at: Timestamp },
    /// The recipient reports figures only, and gives nothing on but back (§2.52(b), §2.53(f)).
    NoFurtherUse,
    /// Seal it or protect it as the order says (§2.64(e)).
    ProtectAsOrdered,
    /// Not to be used to investigate or charge the person (§2.12(d), §2.66(d)).
    NotAgainstPerson,
}

/// Permitted, under obligations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permit {
    pub basis: Basis,
    /// The papers that decided, in order of id.
    pub decided_by: Vec<DecidedBy>,
    /// What may leave: never more than was asked for.
    pub categories: Categories,
    pub obligations: Vec<Obligation>,
}

impl Permit {
    /// The records of permitted categories that stay nevertheless.
    pub fn withheld(&self) -> &[String] {
        self.obligations
            .iter()
            .find_map(|obligation| match obligation {
                Obligation::Withhold { records } => Some(records.as_slice()),
                _ => None,
            })
            .unwrap_or_default()
    }
}

/// Denied, for these reasons, in order of code and paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denial {
    pub reasons: Vec<Reason>,
}

impl Denial {
    /// Whether this is among the reasons.
    pub fn is_for(&self, code: ReasonCode) -> bool {
        self.reasons.iter().any(|reason| reason.code == code)
    }
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Decision {
    Permit(Permit),
    Deny(Denial),
}

impl Decision {
    pub fn permit(&self) -> Option<&Permit> {
        match self {
            Decision::Permit(permit) => Some(permit),
            Decision::Deny(_) => None,
        }
    }

    pub fn denial(&self) -> Option<&Denial> {
        match self {
            Decision::Deny(denial) => Some(denial),
            Decision::Permit(_) => None,
        }
    }

    pub fn is_permit(&self) -> bool {
        self.permit().is_some()
    }

    /// What may leave; nothing when denied.
    pub fn categories(&self) -> Categories {
        self.permit().map_or(Categories::NONE, |permit| permit.categories)
    }
}
