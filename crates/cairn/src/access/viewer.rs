//! The person who is signed in, with every hat they wear now.

use crate::access::{Role, Strength};
use crate::ids::{FamilyMemberId, ParticipantId, PersonId, SignInId, SupporterId};
use crate::web::Language;

#[derive(Debug, Clone)]
pub struct Viewer {
    pub person: PersonId,
    pub name: String,
    pub language: Language,
    pub roles: Vec<Role>,
    /// Their own record as a participant, if they are one.
    pub participant: Option<ParticipantId>,
    /// Their own profile as a supporter, if they are one.
    pub supporter: Option<SupporterId>,
    /// Their own record as a family member, if they are one.
    pub family_member: Option<FamilyMemberId>,
    pub sign_in: SignInId,
    /// How sure it is that this is them.
    pub strength: Strength,
}

impl Viewer {
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    pub fn is_staff(&self) -> bool {
        self.roles.iter().any(|role| role.is_staff())
    }

    /// Whether a second factor has to be shown before anything opens.
    pub fn needs_second_step(&self) -> bool {
        self.strength.needs_second_step(self.is_staff())
    }
}
