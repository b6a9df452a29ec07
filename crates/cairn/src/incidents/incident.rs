//! An incident, its assessment, and what follows from both.

use jiff::{Timestamp, civil::Date};

use super::deadline::{Deadline, Reach, deadlines};
use crate::ids::{ParticipantId, RowId};

pub const KINDS: [&str; 6] = ["lost_device", "misdirected", "snooping", "intrusion", "paper", "other"];
/// 42 CFR 2.11, "unsecured record"; 45 CFR 164.402: encrypted, with the keys kept elsewhere, is not unsecured.
pub const SAFEGUARDS: [&str; 2] = ["unsecured", "encrypted"];
pub const RATINGS: [&str; 3] = ["low", "medium", "high"];
/// 45 CFR 164.402(2): presumed a breach unless the assessment shows a low probability of compromise.
pub const CONCLUSIONS: [&str; 2] = ["breach", "low_probability"];

/// Two letters, as the postal service writes them: states, the District of Columbia and the territories.
pub const STATES: [&str; 56] = [
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS",
    "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC",
    "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY",
    "AS", "GU", "MP", "PR", "VI",
];

#[derive(Debug, Clone)]
pub struct Incident {
    pub id: RowId,
    pub kind: String,
    pub discovered_on: Date,
    pub what: String,
    pub safeguard: String,
    /// Newest first; the first counts.
    pub assessments: Vec<Assessment>,
    pub reach: Reach,
    pub given: Vec<Given>,
    pub closing: Option<Closing>,
}

/// One factor of 45 CFR 164.402(2)(i)-(iv).
#[derive(Debug, Clone, Default)]
pub struct Factor {
    pub rating: String,
    pub words: String,
}

#[derive(Debug, Clone)]
pub struct Assessment {
    /// Nature and extent, who received it, whether it was acquired or viewed, how far the risk was mitigated.
    pub nature: Factor,
    pub recipient: Factor,
    pub viewed: Factor,
    pub mitigation: Factor,
    pub conclusion: String,
    pub reason: String,
    pub assessed_at: Timestamp,
}

impl Assessment {
    /// Code and factor, in the order of the rule.
    pub fn factors(&self) -> [(&'static str, &Factor); 4] {
        [
            ("nature", &self.nature),
            ("recipient", &self.recipient),
            ("viewed", &self.viewed),
            ("mitigation", &self.mitigation),
        ]
    }
}

#[derive(Debug, Clone)]
pub struct Affected {
    pub id: RowId,
    pub participant: Option<ParticipantId>,
    /// None for a number of people, and for somebody who was erased since.
    pub name: Option<String>,
    pub people: i64,
    pub state: String,
}

/// A notice that was given.
#[derive(Debug, Clone)]
pub struct Given {
    pub kind: String,
    pub state: Option<String>,
    pub given_on: Date,
    pub how: String,
}

#[derive(Debug, Clone)]
pub struct Closing {
    pub learned: String,
    pub closed_at: Timestamp,
}

impl Incident {
    pub fn assessment(&self) -> Option<&Assessment> {
        self.assessments.first()
    }

    pub fn is_unsecured(&self) -> bool {
        self.safeguard == "unsecured"
    }

    pub fn needs_assessment(&self) -> bool {
        self.is_unsecured() && self.assessments.is_empty()
    }

    /// A breach until somebody showed that it is not one.
    pub fn counts_as_breach(&self) -> bool {
        self.is_unsecured() && self.assessment().is_none_or(|a| a.conclusion != "low_probability")
    }

    /// Code of where it stands.
    pub fn standing(&self) -> &'static str {
        match (self.closing.is_some(), self.is_unsecured(), self.assessment()) {
            (true, ..) => "closed",
            (_, false, _) => "secured",
            (_, _, None) => "unassessed",
            (_, _, Some(found)) if found.conclusion == "low_probability" => "low_probability",
            _ => "breach",
        }
    }

    /// Every notice that the incident asks for, given or not.
    pub fn deadlines(&self) -> Vec<Deadline> {
        if self.counts_as_breach() { deadlines(self.discovered_on, &self.reach) } else { Vec::new() }
    }

    pub fn given(&self, deadline: &Deadline) -> Option<&Given> {
        let (kind, state) = (deadline.notice.code(), deadline.notice.state());
        self.given.iter().find(|given| given.kind == kind && given.state.as_deref() == state)
    }

    /// Notices that are not given yet.
    pub fn owed(&self) -> Vec<Deadline> {
        self.deadlines().into_iter().filter(|deadline| self.given(deadline).is_none()).collect()
    }
}
