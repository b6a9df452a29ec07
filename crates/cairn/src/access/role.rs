//! The hats people wear. One person may wear several.

use cairn_db::{FromValue, Value};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    Participant,
    PeerSupporter,
    FamilyMember,
    Clinician,
    Supervisor,
    Coordinator,
    Biller,
    Evaluator,
    PrivacyOfficer,
    Administrator,
    /// Calls people for telephone recovery support, unpaid. Sees the calls of theirs and nothing else.
    Volunteer,
    /// A reviewer from outside (42 CFR 2.53). Grants nothing but the reviews that the privacy officer opens for them.
    Auditor,
}

impl Role {
    pub const ALL: [Role; 12] = [
        Role::Participant,
        Role::PeerSupporter,
        Role::FamilyMember,
        Role::Clinician,
        Role::Supervisor,
        Role::Coordinator,
        Role::Biller,
        Role::Evaluator,
        Role::PrivacyOfficer,
        Role::Administrator,
        Role::Volunteer,
        Role::Auditor,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Role::Participant => "participant",
            Role::PeerSupporter => "peer_supporter",
            Role::FamilyMember => "family_member",
            Role::Clinician => "clinician",
            Role::Supervisor => "supervisor",
            Role::Coordinator => "coordinator",
            Role::Biller => "biller",
            Role::Evaluator => "evaluator",
            Role::PrivacyOfficer => "privacy_officer",
            Role::Administrator => "administrator",
            Role::Volunteer => "volunteer",
            Role::Auditor => "auditor",
        }
    }

    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether the role comes with an invitation and a second factor that is never optional: people who work here, paid
    /// or not, and those who review from outside.
    pub fn is_staff(self) -> bool {
        !matches!(self, Role::Participant | Role::FamilyMember)
    }

    /// Whether the role is held by people who work here, paid or not.
    pub fn works_here(self) -> bool {
        self.is_staff() && self != Role::Auditor
    }
}

impl From<Role> for Value {
    fn from(role: Role) -> Value {
        Value::from(role.code())
    }
}

impl FromValue for Role {
    fn from_value(value: Value) -> Result<Self, String> {
        Role::from_code(&String::from_value(value)?).ok_or_else(|| "not a role".to_string())
    }
}
