//! A group and its rules.

use jiff::Timestamp;

use crate::access::Role;
use crate::ids::{GroupId, PersonId, SiteId};
use crate::web::Refusal;

/// The models of group work in the brief: peers among themselves, therapy led by a professional, families.
pub const MODELS: [&str; 3] = ["support_group", "group_therapy", "family_group"];
/// Whoever comes is welcome, or members come.
pub const ADMISSIONS: [&str; 2] = ["open", "closed"];
/// Every meeting for itself, or topics in their order.
pub const COURSES: [&str; 2] = ["drop_in", "curriculum"];
/// Who was there is written down, or only how many.
pub const COUNTED: [&str; 2] = ["by_name", "head_count"];

#[derive(Debug, Clone)]
pub struct Group {
    pub id: GroupId,
    pub name: String,
    pub model: String,
    pub site: Option<String>,
    pub site_id: Option<SiteId>,
    pub leader: String,
    pub leader_id: PersonId,
    /// Those who lead beside the leader now, by name.
    pub co_leaders: Vec<CoLeader>,
    pub rhythm: String,
    pub size_limit: i64,
    pub terms: Terms,
    pub ended_at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoLeader {
    pub person: PersonId,
    pub name: String,
    pub since: Timestamp,
}

/// How people come to a group, and what is kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub admission: String,
    pub course: String,
    pub counted: String,
    /// People here find it on their own page without belonging to it.
    pub listed: bool,
}

impl Group {
    pub fn is_for_families(&self) -> bool {
        self.model == "family_group"
    }

    pub fn is_closed(&self) -> bool {
        self.terms.admission == "closed"
    }

    pub fn is_curriculum(&self) -> bool {
        self.terms.course == "curriculum"
    }

    /// A public group: nobody's name is written down, only how many there were.
    pub fn is_counted_by_heads(&self) -> bool {
        self.terms.counted == "head_count"
    }

    pub fn has_ended(&self) -> bool {
        self.ended_at.is_some()
    }

    /// What changes nothing any more once the group has ended.
    pub fn still_meets(&self) -> Result<(), Refusal> {
        if self.has_ended() { Err(Refusal { field: "", key: "groups-has-ended" }) } else { Ok(()) }
    }

    /// Names are written down here.
    pub fn is_by_name(&self) -> Result<(), Refusal> {
        if self.is_counted_by_heads() {
            return Err(Refusal { field: "present", key: "groups-no-names" });
        }
        Ok(())
    }
}

/// A group as it is begun or changed.
#[derive(Debug, Clone)]
pub struct NewGroup {
    pub id: GroupId,
    pub name: String,
    pub model: String,
    pub site: Option<SiteId>,
    pub leader: PersonId,
    pub rhythm: String,
    pub size_limit: i64,
    pub terms: Terms,
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

/// Whether a group of this model can be kept by heads alone: only a support group is public.
pub fn may_be_counted(model: &str, terms: &Terms) -> Result<(), Refusal> {
    if terms.counted != "head_count" {
        return Ok(());
    }
    if model != "support_group" {
        return Err(Refusal { field: "counted", key: "groups-heads-support-only" });
    }
    if terms.admission == "closed" {
        return Err(Refusal { field: "counted", key: "groups-heads-open-only" });
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

    #[test]
    fn only_an_open_support_group_is_public() {
        let terms = |admission: &str, counted: &str| Terms {
            admission: admission.to_string(),
            course: "drop_in".to_string(),
            counted: counted.to_string(),
            listed: true,
        };
        for model in MODELS {
            assert!(may_be_counted(model, &terms("closed", "by_name")).is_ok());
            let public = may_be_counted(model, &terms("open", "head_count"));
            assert_eq!(public.is_ok(), model == "support_group");
            assert!(may_be_counted(model, &terms("closed", "head_count")).is_err());
        }
    }
}
