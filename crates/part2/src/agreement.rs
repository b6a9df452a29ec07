//! Written agreements and approvals on file: without one, the basis that needs it does not exist.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::set::values;
use crate::{Categories, Party, Purposes};

values! {
    /// What an agreement or approval has in it.
    Term,
    /// A set of [`Term`].
    Terms {
        /// Fully bound by Part 2.
        BoundByPart2 => "bound_by_part2",
        /// Will resist in court any access except as Part 2 permits.
        ResistsInCourt => "resists_in_court",
        /// Safeguards against unauthorized use.
        Safeguards => "safeguards",
        /// Reports breaches.
        ReportsBreaches => "reports_breaches",
        /// Agreed in writing to the limits of §2.53(f).
        AuditLimits => "audit_limits",
        /// May take copies away, under security, and destroys them afterwards (§2.53(c)).
        Copies => "copies",
        /// An authorization or waiver under HIPAA (§2.52(a)(1)).
        HipaaResearch => "hipaa_research",
        /// Complies with the Common Rule (§2.52(a)(2)).
        CommonRule => "common_rule",
        /// Complies with the FDA's rules on human subjects (§2.52(a)(2)).
        FdaResearch => "fda_research",
    }
}

/// The kind of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementKind {
    /// A qualified service organization agreement (§2.11).
    Qsoa,
    /// A business associate contract of a program that is a covered entity; counts as a QSOA (§2.11).
    BusinessAssociate,
    /// A contract between a lawful holder and a contractor (§2.33(c)).
    Contract,
    /// An approval of research (§2.52).
    Research,
    /// An agreement on an audit or evaluation (§2.53).
    Audit,
}

impl AgreementKind {
    /// Terms without which it does not count.
    pub const fn needed_terms(self) -> Terms {
        match self {
            AgreementKind::Qsoa => Terms::of(&[Term::BoundByPart2, Term::ResistsInCourt]),
            AgreementKind::BusinessAssociate | AgreementKind::Research => Terms::NONE,
            AgreementKind::Contract => {
                Terms::of(&[Term::BoundByPart2, Term::Safeguards, Term::ReportsBreaches])
            }
            AgreementKind::Audit => Terms::of(&[Term::AuditLimits]),
        }
    }

    /// Of these terms one has to be there. Empty: none has to.
    pub const fn one_of_terms(self) -> Terms {
        match self {
            AgreementKind::Research => Terms::of(&[Term::HipaaResearch, Term::CommonRule, Term::FdaResearch]),
            _ => Terms::NONE,
        }
    }
}

/// An agreement or approval on file. It is the program's, not about one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    pub id: String,
    pub kind: AgreementKind,
    /// With whom.
    pub party: Party,
    /// When it was signed or given. None: it is not in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// The first instant at which it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    #[serde(default)]
    pub terms: Terms,
    /// What it covers. Empty: nothing.
    #[serde(default)]
    pub categories: Categories,
    /// What it serves. Empty: the purpose that its kind is for (services, research, audit).
    #[serde(default)]
    pub purposes: Purposes,
    /// By when copies are to be destroyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destroy_by: Option<Timestamp>,
}
