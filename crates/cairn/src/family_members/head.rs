//! What stands above every page of a family member's record.

use super::store;
use crate::access::{Desk, FamilyRecord};
use crate::ids::{FamilyId, FamilyMemberId};
use crate::web::Problem;

pub struct FamilyHead {
    pub id: FamilyMemberId,
    pub family: FamilyId,
    pub name: String,
    /// The viewer is this person.
    pub own: bool,
    pub writes: bool,
}

impl FamilyHead {
    pub fn load(desk: &mut Desk<'_, '_>, record: &FamilyRecord) -> Result<FamilyHead, Problem> {
        Ok(FamilyHead {
            id: record.member(),
            family: record.family(),
            name: store::person::name(desk.tx, record)?,
            own: record.is_own(),
            writes: record.may_write(),
        })
    }

    /// Code and address of each page.
    pub fn pages(&self) -> Vec<(&'static str, String)> {
        let here = format!("/family-members/{}", self.id);
        let first = if self.own { "/family".to_string() } else { here.clone() };
        let mut pages = vec![("overview", first)];
        let mut add = |code| pages.push((code, format!("{here}/{}", str::replace(code, "_", "-"))));
        ["plan", "tools", "relationships", "measures", "check_ins", "support", "group_notes"]
            .into_iter()
            .for_each(&mut add);
        if self.own {
            add("privacy");
        }
        pages
    }
}
