//! A group and its rules.

use crate::access::Role;
use crate::ids::{GroupId, PersonId, SiteId};
use crate::web::Refusal;

/// The models of group work in the brief: peers among themselves, therapy led by a professional, families.
pub const MODELS: [&str; 3] = ["support_group", "group_therapy", "family_group"];

#[derive(Debug, Clone)]
pub struct Group {
    pub id: GroupId,
    pub name: String,
    pub model: String,
    pub site: Option<String>,
    pub leader: String,
    pub co_leader: Option<String>,
    pub rhythm: String,
    pub size_limit: i64,
}

impl Group {
    pub fn is_for_families(&self) -> bool {
        self.model == "family_group"
    }
}

#[derive(Debug, Clone)]
pub struct NewGroup {
    pub id: GroupId,
    pub name: String,
    pub model: String,
    pub site: Option<SiteId>,
    pub leader: PersonId,
    pub co_leader: Option<PersonId>,
    pub rhythm: String,
    pub size_limit: i64,
}

/// Whether somebody with these hats may lead. Group therapy is professional-led: its leader is a clinician. Any leader
/// may be a clinician or a peer supporter; a co-leader too.
pub fn may_lead(model: &str, roles: &[Role]) -> Result<(), Refusal> {
    if model == "group_therapy" && !roles.contains(&Role::Clinician) {
        return Err(Refusal { field: "leader", key: "groups-leader-clinician" });
    }
    if !roles.contains(&Role::Clinician) && !roles.contains(&Role::PeerSupporter) {
        return Err(Refusal { field: "leader", key: "groups-leader-role" });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn therapy_is_led_by_a_clinician() {
        assert!(may_lead("group_therapy", &[Role::PeerSupporter]).is_err());
        assert!(may_lead("group_therapy", &[Role::PeerSupporter, Role::Clinician]).is_ok());
        assert!(may_lead("support_group", &[Role::PeerSupporter]).is_ok());
        assert!(may_lead("family_group", &[Role::Biller]).is_err());
    }
}
