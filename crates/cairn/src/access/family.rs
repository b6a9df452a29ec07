//! Who may see a family and a family member's own record. No participant has any part in the answer: not whether one is
//! here, not who supports them.

use super::{Desk, Role, Seat, Tier, store};
use crate::audit::{self, Act};
use crate::ids::{FamilyId, FamilyMemberId, PersonId};
use crate::web::Problem;

/// Proof that the viewer opened this family member's record in the running transaction.
#[derive(Debug, Clone, Copy)]
pub struct FamilyRecord {
    pub(super) member: FamilyMemberId,
    pub(super) family: FamilyId,
    pub(super) person: PersonId,
    pub(super) acting_as: Role,
    pub(super) viewer: PersonId,
}

impl FamilyRecord {
    pub fn member(&self) -> FamilyMemberId {
        self.member
    }

    pub fn family(&self) -> FamilyId {
        self.family
    }

    /// The family member as a person.
    pub fn person(&self) -> PersonId {
        self.person
    }

    pub fn acting_as(&self) -> Role {
        self.acting_as
    }

    /// Whether the viewer looks at their own record.
    pub fn is_own(&self) -> bool {
        self.acting_as == Role::FamilyMember
    }

    /// Who writes in it: the person themselves, who walks with them, and who may stand in for both.
    pub fn may_write(&self) -> bool {
        matches!(self.acting_as, Role::FamilyMember | Role::PeerSupporter | Role::Coordinator)
    }

    /// Whether words of this author and tier are for the viewer.
    pub fn reads(&self, tier: Tier, author: PersonId) -> bool {
        author == self.viewer || family_tier_reads(self.acting_as, tier)
    }

    /// The tiers that the viewer may give to what they write: those they read themselves.
    pub fn tiers(&self) -> Vec<Tier> {
        let offered = FAMILY_TIERS.into_iter();
        offered.filter(|tier| self.is_own() || family_tier_reads(self.acting_as, *tier)).collect()
    }
}

/// What a family member's words can be. There is no record in the sense of 42 CFR 2.11 here, and no payer.
pub const FAMILY_TIERS: [Tier; 4] = [Tier::Mine, Tier::Ours, Tier::Supervised, Tier::Team];

/// Whether somebody under this hat reads it: a family member stands where a participant stands in their own record.
pub fn family_tier_reads(hat: Role, tier: Tier) -> bool {
    let hat = if hat == Role::FamilyMember { Role::Participant } else { hat };
    tier.is_read_by(hat)
}

impl Desk<'_, '_> {
    /// Opens a family: its own members, a supporter who walks with it, that supporter's supervisor, a coordinator. The
    /// opening is written down; everyone else gets "not found".
    pub fn open_family(&mut self, id: FamilyId) -> Result<Seat, Problem> {
        let role = store::family_hat(self.tx, self.viewer, id, self.now)?.ok_or(Problem::NotFound)?;
        let seat = Seat { role, person: self.viewer.person };
        self.enter_seated(&seat, Act::Opened, "family", id.to_string())?;
        Ok(seat)
    }

    /// Opens a family member's own record, for the same people. What stands between two members of a family stays with
    /// each: another member of it finds nothing.
    pub fn open_family_member(&mut self, id: FamilyMemberId) -> Result<FamilyRecord, Problem> {
        let record = store::family_record(self.tx, self.viewer, id, self.now)?.ok_or(Problem::NotFound)?;
        self.enter_family(&record, Act::Opened, "family_member", id.to_string())?;
        Ok(record)
    }

    /// Whether the viewer may open this family member's record. Opens nothing.
    pub fn reaches_family_member(&mut self, id: FamilyMemberId) -> Result<bool, Problem> {
        Ok(store::family_record(self.tx, self.viewer, id, self.now)?.is_some())
    }

    /// Writes down an act on something in an opened record of a family member.
    pub fn enter_family(
        &mut self,
        record: &FamilyRecord,
        act: Act,
        kind: &'static str,
        id: String,
    ) -> Result<(), Problem> {
        let entry = audit::Entry { act, kind, id: Some(id), participant: None, acting_as: record.acting_as };
        self.write_entry(entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_between_two_stays_between_two() {
        for (tier, readers) in [
            (Tier::Mine, vec![]),
            (Tier::Ours, vec![Role::PeerSupporter, Role::FamilyMember]),
            (Tier::Supervised, vec![Role::PeerSupporter, Role::FamilyMember, Role::Supervisor]),
        ] {
            let found: Vec<Role> = Role::ALL
                .into_iter()
                .filter(|hat| *hat != Role::Participant && family_tier_reads(*hat, tier))
                .collect();
            assert_eq!(found, readers, "{tier:?}");
        }
        assert!(family_tier_reads(Role::Coordinator, Tier::Team));
        assert!(!family_tier_reads(Role::PrivacyOfficer, Tier::Team));
    }
}
