//! A family and how its meetings are held.

use crate::ids::{FamilyId, SupporterId};
use crate::web::Refusal;

/// What a member is to the person they care about.
pub const RELATIONS: [&str; 7] = ["parent", "partner", "sibling", "child", "grandparent", "friend", "other"];

/// The two family models of the brief.
pub const MODELS: [&str; 2] = ["one_to_family", "family_to_family"];

pub const MODES: [&str; 3] = ["in_person", "phone", "video"];

#[derive(Debug, Clone)]
pub struct Family {
    pub id: FamilyId,
    /// What staff call it; families do not see it.
    pub name: String,
}

/// Whom the family met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum With {
    Supporter(SupporterId),
    /// Another family, and the supporter who brought them together, if one did.
    Family(FamilyId, Option<SupporterId>),
}

impl With {
    /// One-to-family needs a supporter; family-to-family another family, never the same one.
    pub fn check(
        model: &str,
        own: FamilyId,
        supporter: Option<SupporterId>,
        other: Option<FamilyId>,
    ) -> Result<With, Refusal> {
        if model == "one_to_family" {
            let supporter =
                supporter.ok_or(Refusal { field: "supporter", key: "families-needs-supporter" })?;
            return Ok(With::Supporter(supporter));
        }
        match other {
            Some(other) if other != own => Ok(With::Family(other, supporter)),
            _ => Err(Refusal { field: "other_family", key: "families-needs-other-family" }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn each_model_needs_the_other_side() {
        let (own, other): (FamilyId, FamilyId) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
        let supporter: SupporterId = Uuid::from_u128(3).into();
        assert!(With::check("one_to_family", own, None, Some(other)).is_err());
        assert_eq!(With::check("one_to_family", own, Some(supporter), None), Ok(With::Supporter(supporter)));
        assert!(With::check("family_to_family", own, Some(supporter), None).is_err());
        assert!(With::check("family_to_family", own, None, Some(own)).is_err());
        assert_eq!(With::check("family_to_family", own, None, Some(other)), Ok(With::Family(other, None)));
    }
}
