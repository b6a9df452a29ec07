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
}

impl Role {
    pub const ALL: [Role; 10] = [
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
        }
    }

    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether the role is held by people who work here, paid or not.
    pub fn is_staff(self) -> bool {
        !matches!(self, Role::Participant | Role::FamilyMember)
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
