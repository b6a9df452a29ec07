//! A family as the rules of matching see it.

use std::collections::BTreeSet;

use cairn_matching::{Conflict, ConflictKind, Kind, Musts, Participant, SaidTrait, Trait};

use super::store::families::Known;

/// What a family has lived, in the words in which supporters tell their own story: so that a supporter who lived it too is
/// found. Everybody here has somebody close who is or was using.
pub fn experiences(traits: &[SaidTrait]) -> BTreeSet<(Kind, &'static str)> {
    let mut lived = BTreeSet::from([(Kind::Family, "loved_one_using")]);
    for said in traits {
        let alike = match (said.kind, said.value.as_str()) {
            (Trait::Relation, "parent") => Some((Kind::Parenting, "parent")),
            (Trait::Relation, "partner") => Some((Kind::Family, "partner")),
            (Trait::Relation, "grandparent") | (Trait::Situation, "raising_grandchildren") => {
                Some((Kind::Parenting, "grandparent_raising"))
            }
            (Trait::Stage, "rebuilding") => Some((Kind::Family, "rebuilding")),
            (Trait::Stage, "apart") => Some((Kind::Family, "estranged")),
            (Trait::Stage, "grieving") => Some((Kind::Family, "loss_to_overdose")),
            (Trait::Stage, "hope_again" | "helping_others") => Some((Kind::Family, "family_in_recovery")),
            (Trait::Situation, "alone_with_it") => Some((Kind::Family, "caregiver")),
            (Trait::Helped, "faith") => Some((Kind::Faith, "spiritual")),
            _ => None,
        };
        lived.extend(alike);
    }
    lived
}

/// The family as somebody who looks for a supporter. `declined` and `past` are ids of supporters.
pub fn as_participant(family: &Known) -> Participant {
    let conflict = |id: &String| Conflict { supporter_id: id.clone(), kind: ConflictKind::Other };
    Participant {
        id: family.profile.id.clone(),
        languages: family.profile.languages.clone(),
        wishes: Vec::new(),
        shares: experiences(&family.profile.traits)
            .into_iter()
            .map(|(kind, value)| (kind, value.to_string()))
            .collect(),
        must: Musts { language: family.first_language.clone(), ..Musts::default() },
        availability: BTreeSet::new(),
        conflicts: family.supporter_conflicts.iter().map(conflict).collect(),
        past_supporters: family.past_supporters.clone(),
        declined: BTreeSet::new(),
    }
}

#[cfg(test)]
mod tests {
    use cairn_matching::{Showing, VALUES};

    use super::*;

    #[test]
    fn every_experience_is_one_that_supporters_can_tell() {
        for kind in Trait::ALL {
            for value in kind.values() {
                let said = SaidTrait { kind, value: (*value).to_string(), showing: Showing::MatchingOnly };
                for (kind, value) in experiences(&[said]) {
                    let known =
                        VALUES.iter().any(|(known, values)| *known == kind && values.contains(&value));
                    assert!(known, "{kind:?} {value}");
                }
            }
        }
        assert_eq!(experiences(&[]).len(), 1);
    }
}
