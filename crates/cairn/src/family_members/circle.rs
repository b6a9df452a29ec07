//! The people around a family member by name: who will read what is about to be written.

use super::store;
use crate::access::{Desk, FAMILY_TIERS, FamilyRecord, Tier};
use crate::web::{Choice, Problem, Text};

pub struct FamilyCircle {
    own: bool,
    member: String,
    supporters: Vec<String>,
    supervisors: Vec<String>,
}

impl FamilyCircle {
    pub fn load(desk: &mut Desk<'_, '_>, record: &FamilyRecord) -> Result<FamilyCircle, Problem> {
        let now = desk.now;
        let (supporters, supervisors) = store::readers::around(desk.tx, record.family(), now)?;
        let member = store::person::name(desk.tx, record)?;
        Ok(FamilyCircle { own: record.is_own(), member, supporters, supervisors })
    }

    /// Who reads what has this tier, the viewer first, in plain words.
    pub fn readers(&self, t: &Text, tier: Tier) -> String {
        let mut names = vec![t.get("tier-you")];
        if tier >= Tier::Ours {
            if !self.own {
                names.push(self.member.clone());
            } else if self.supporters.is_empty() {
                names.push(t.get("tier-your-supporter"));
            } else {
                names.extend(self.supporters.clone());
            }
        }
        if tier >= Tier::Supervised {
            names.extend(self.supervisors.clone());
        }
        if tier >= Tier::Team {
            names.push(t.get("family-tier-coordinators"));
        }
        names.dedup();
        match names.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, others)) => {
                t.args("tier-names", [("others", others.join(", ").into()), ("last", last.as_str().into())])
            }
            None => String::new(),
        }
    }

    /// Each of these tiers as something to choose: what it is called, and who reads it.
    pub fn choices(&self, t: &Text, tiers: &[Tier]) -> Vec<Choice> {
        let choice = |tier: &Tier| Choice {
            hint: self.readers(t, *tier),
            ..Choice::new(tier.code(), t.code("tier", tier.code()))
        };
        tiers.iter().map(choice).collect()
    }
}

/// The codes of the tiers that a form may send.
pub fn tier_codes() -> Vec<&'static str> {
    FAMILY_TIERS.iter().map(|tier| tier.code()).collect()
}
