//! Leave to let something out: what may go, what must go with it, and the row in the ledger that tells of it.

use cairn_part2::{
    Basis, Categories, Category, NoticeVersion, Obligation, Paper, Permit as Granted, Purpose, SecurityLabel,
    notice,
};
use jiff::Timestamp;

use super::content::Leaf;
use super::gate::{Asked, Outgoing, Stamp};
use super::scope;
use crate::ids::DisclosureId;

/// Only the gate makes one, and only after the ledger row's values are fixed.
#[derive(Debug, Clone)]
pub struct Permit {
    ledger: DisclosureId,
    at: Timestamp,
    about: String,
    recipient: (String, Option<String>),
    purpose: Purpose,
    description: String,
    basis: Basis,
    consent: Option<String>,
    paper: Option<String>,
    scope: String,
    notice: NoticeVersion,
    labels: Vec<&'static str>,
    categories: Categories,
    leaves: Vec<Leaf>,
    withheld: Vec<String>,
    ask_not_to_redisclose: bool,
}

impl Permit {
    pub(super) fn new(
        about: String,
        outgoing: &Outgoing,
        asked: &Asked,
        granted: &Granted,
        stamp: &Stamp,
    ) -> Permit {
        let may = granted.categories.widened();
        let withheld = granted.withheld().to_vec();
        let redacted = redacted(granted);
        let mut leaves = asked.leaves.clone();
        leaves.retain(|leaf| {
            may.contains(leaf.category) && !redacted.contains(leaf.category) && !withheld.contains(&leaf.id)
        });
        let categories = if leaves.is_empty() {
            granted.categories
        } else {
            leaves.iter().map(|leaf| leaf.category).collect()
        };
        let of = |kind: Paper| granted.decided_by.iter().find(|by| by.paper == kind).map(|by| by.id.clone());
        let consent = of(Paper::Consent);
        Permit {
            ledger: stamp.id,
            at: stamp.at,
            about,
            recipient: (outgoing.to.name().to_string(), outgoing.to.address().map(str::to_string)),
            purpose: outgoing.purpose,
            description: outgoing.description.clone(),
            basis: granted.basis,
            paper: granted.decided_by.iter().find(|by| by.paper != Paper::Consent).map(|by| by.id.clone()),
            scope: scope::explain(&asked.question, granted),
            consent,
            notice: NoticeVersion::default(),
            labels: SecurityLabel::ALL.iter().map(|label| label.code()).collect(),
            categories,
            leaves,
            withheld,
            ask_not_to_redisclose: granted.obligations.contains(&Obligation::AskNotToRedisclose),
        }
    }

    /// The row in the ledger.
    pub fn ledger(&self) -> DisclosureId {
        self.ledger
    }

    pub fn at(&self) -> &Timestamp {
        &self.at
    }

    /// Whom it is about, by name; empty where the name itself may not leave.
    pub fn about(&self) -> &str {
        if self.categories.contains(Category::Name) || !self.leaves.is_empty() { &self.about } else { "" }
    }

    pub fn recipient(&self) -> &str {
        &self.recipient.0
    }

    pub fn address(&self) -> Option<&str> {
        self.recipient.1.as_deref()
    }

    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    pub fn description(&self) -> &str {
        &self.description
    }

    /// What it rests on, by the name it has in the ledger.
    pub fn basis(&self) -> &'static str {
        basis_name(self.basis)
    }

    pub fn consent(&self) -> Option<&str> {
        self.consent.as_deref()
    }

    /// The order or agreement it rests on.
    pub fn paper(&self) -> Option<&str> {
        self.paper.as_deref()
    }

    /// What the consent covers, or on what other ground this was disclosed (§2.32(b)).
    pub fn scope(&self) -> &str {
        &self.scope
    }

    pub fn notice_version(&self) -> &'static str {
        self.notice.name()
    }

    /// Statement 1 of §2.32(a), word for word.
    pub fn notice(&self) -> &'static str {
        notice(self.notice).full
    }

    /// Statement 2, where there is room for one sentence.
    pub fn short_notice(&self) -> &'static str {
        notice(self.notice).short
    }

    /// Security labels of everything the program made: by origin, all of it is part 2.
    pub fn labels(&self) -> &[&'static str] {
        &self.labels
    }

    /// The labels of one record: those of everything, and those it came with.
    pub fn labels_of(&self, leaf: &Leaf) -> Vec<String> {
        let mut labels: Vec<String> = self.labels.iter().map(|label| (*label).to_string()).collect();
        for label in leaf.labels.iter().flatten() {
            if !labels.contains(label) {
                labels.push(label.clone());
            }
        }
        labels
    }

    pub fn categories(&self) -> Categories {
        self.categories
    }

    /// Whether this record of the caller's own may leave.
    pub fn covers(&self, category: Category, id: &str) -> bool {
        self.categories.widened().contains(category) && !self.withheld.iter().any(|known| known == id)
    }

    /// What leaves.
    pub fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }

    pub fn asks_not_to_redisclose(&self) -> bool {
        self.ask_not_to_redisclose
    }
}

/// Kinds that were asked for and must stay.
pub(super) fn redacted(granted: &Granted) -> Categories {
    let redact = granted.obligations.iter().find_map(|obligation| match obligation {
        Obligation::Redact { categories } => Some(*categories),
        _ => None,
    });
    redact.unwrap_or(Categories::NONE)
}

pub fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::WithinProgram => "within_program",
        Basis::OwnAccess => "own_access",
        Basis::Consent => "consent",
        Basis::Redisclosure => "redisclosure",
        Basis::Contractor => "contractor",
        Basis::Qso => "qso",
        Basis::CourtOrder => "court_order",
        Basis::Emergency => "emergency",
        Basis::Audit => "audit",
        Basis::Research => "research",
        Basis::CrimeReport => "crime_report",
        Basis::ChildAbuseReport => "child_abuse_report",
        Basis::PublicHealth => "public_health",
        Basis::VitalStatistics => "vital_statistics",
        Basis::MinorSafety => "minor_safety",
    }
}
