//! For which work something was done: the "why" that a participant reads.

use cairn_db::Value;

use crate::access::Role;

/// A purpose. What belongs to a role is the usual one; who acts for another says so with `Desk::enter_why`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The person looked after what is their own.
    Own,
    /// A supporter's work with the participant.
    Support,
    /// A supervisor looks after a supporter's work.
    Supervision,
    /// Calls, enrollment, matching, scheduling.
    Coordination,
    /// Leading a therapy group.
    GroupTherapy,
    /// Insurance and bills.
    Billing,
    /// Support of a family.
    Family,
    /// Figures for the program.
    Evaluation,
    /// Looking after privacy: complaints, reviews, this log.
    Privacy,
    /// Running the program: people, roles, settings.
    Administration,
    /// A command on the machine, or the program by itself.
    Program,
    /// Opened without a relation, in need, with a reason; reviewed afterwards.
    BreakGlass,
    /// A medical emergency (42 CFR 2.51).
    Emergency,
    /// A report that the law asks for, or an order of a court.
    Law,
    /// An audit or evaluation from outside (42 CFR 2.53).
    OutsideAudit,
}

impl Why {
    pub const ALL: [Why; 15] = [
        Why::Own,
        Why::Support,
        Why::Supervision,
        Why::Coordination,
        Why::GroupTherapy,
        Why::Billing,
        Why::Family,
        Why::Evaluation,
        Why::Privacy,
        Why::Administration,
        Why::Program,
        Why::BreakGlass,
        Why::Emergency,
        Why::Law,
        Why::OutsideAudit,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Why::Own => "own",
            Why::Support => "support",
            Why::Supervision => "supervision",
            Why::Coordination => "coordination",
            Why::GroupTherapy => "group_therapy",
            Why::Billing => "billing",
            Why::Family => "family",
            Why::Evaluation => "evaluation",
            Why::Privacy => "privacy",
            Why::Administration => "administration",
            Why::Program => "program",
            Why::BreakGlass => "break_glass",
            Why::Emergency => "emergency",
            Why::Law => "law",
            Why::OutsideAudit => "outside_audit",
        }
    }

    /// The usual purpose of a role.
    pub fn of(role: Role) -> Why {
        match role {
            Role::Participant => Why::Own,
            Role::PeerSupporter | Role::Volunteer => Why::Support,
            Role::FamilyMember => Why::Family,
            Role::Clinician => Why::GroupTherapy,
            Role::Supervisor => Why::Supervision,
            Role::Coordinator => Why::Coordination,
            Role::Biller => Why::Billing,
            Role::Evaluator => Why::Evaluation,
            Role::PrivacyOfficer => Why::Privacy,
            Role::Administrator => Why::Administration,
            Role::Auditor => Why::OutsideAudit,
        }
    }
}

/// The purpose, and the words that somebody had to give for it.
#[derive(Debug, Clone)]
pub struct Because {
    pub why: Why,
    /// Sealed by who hands it in (`tx.seal(…)`), or nothing.
    pub reason: Value,
}

impl From<Why> for Because {
    fn from(why: Why) -> Because {
        Because { why, reason: Value::Null }
    }
}
