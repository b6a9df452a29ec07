//! Family to family: which families might help each other, and why.
//!
//! The two sides are alike, so every rule here is: what stands between two families ([`family_exclusions`]) and how alike
//! they are ([`family_likeness`]) is the same whoever is asked first. What one side is told about the other
//! ([`family_reasons`]) comes from what the other lets be shown, and from nothing else. Nothing here knows of a participant:
//! that two families care about the same person is a conflict that people write down, never something worked out.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Part, Showing, Slot};

/// What a family says of itself, in four kinds. The order of declaration is the order in which reasons are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trait {
    /// What they are to the person they care about.
    Relation,
    /// Where they are on their own way.
    Stage,
    /// How they live.
    Situation,
    /// What has helped them: told, and not counted as likeness.
    Helped,
}

impl Trait {
    /// Every kind, in order of declaration.
    pub const ALL: [Self; 4] = [Self::Relation, Self::Stage, Self::Situation, Self::Helped];

    /// The stable code stored in a database and used as a translation key.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Relation => "relation",
            Self::Stage => "stage",
            Self::Situation => "situation",
            Self::Helped => "helped",
        }
    }

    /// The kind with this code, or nothing when the code is unknown.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The value codes of this kind. They say something of the family, never of the person they care about.
    #[must_use]
    pub fn values(self) -> &'static [&'static str] {
        match self {
            Self::Relation => &["parent", "partner", "sibling", "child", "grandparent", "friend", "other"],
            Self::Stage => &[
                "first_worry",
                "day_by_day",
                "setting_limits",
                "hope_again",
                "after_a_setback",
                "rebuilding",
                "apart",
                "grieving",
                "helping_others",
            ],
            Self::Situation => &[
                "living_together",
                "living_apart",
                "far_away",
                "children_at_home",
                "raising_grandchildren",
                "alone_with_it",
                "money_worries",
                "court_worries",
                "safety_worries",
                "health_worries",
            ],
            Self::Helped => &[
                "talking",
                "limits",
                "rest",
                "learning",
                "faith",
                "group",
                "counseling",
                "kind_words",
                "safety_training",
            ],
        }
    }

    /// How much of the likeness this kind makes: relation before stage before situation, as the issue of a family is first who
    /// they are to somebody, then where they are. A choice, not a finding.
    fn weight(self) -> u32 {
        match self {
            Self::Relation => 40,
            Self::Stage => 35,
            Self::Situation => 25,
            Self::Helped => 0,
        }
    }
}

/// One thing a family said, and how far it may go. When the same is said twice, the stricter choice holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SaidTrait {
    pub kind: Trait,
    pub value: String,
    pub showing: Showing,
}

/// A family, as matching sees one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Family {
    pub id: String,
    pub languages: BTreeSet<String>,
    pub traits: Vec<SaidTrait>,
    /// Empty means not asked yet: the limit on times then does not apply.
    pub availability: BTreeSet<Slot>,
    /// Wants to meet other families, and is supported now.
    pub is_open: bool,
    /// Families it must not be offered to, as one of the two or the program said.
    pub conflicts: BTreeSet<String>,
    /// Families it met in a match that has ended, or said no to. No reason is asked, none is kept.
    pub past: BTreeSet<String>,
    /// Families it is matched with, or has an open offer with.
    pub current: BTreeSet<String>,
}

/// The most families that one is matched with at a time: a second pair of eyes, not a crowd.
pub const MOST_FAMILIES: usize = 2;

/// Why two families are not offered to each other. For staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FamilyExclusion {
    /// It is the same family.
    Same,
    /// One of the two does not want to meet others now.
    NotOpen,
    /// They have no language in common.
    Language,
    /// Same household, same person cared about, relatives, or another reason that was written down.
    Conflict,
    /// They met before and stopped, or one said no.
    Past,
    /// They are matched, or one of them has as many families as is good.
    Full,
    /// The two have no part of the week in common.
    NoCommonTime,
}

impl FamilyExclusion {
    /// The stable code used as a translation key.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::NotOpen => "not_open",
            Self::Language => "language",
            Self::Conflict => "conflict",
            Self::Past => "past",
            Self::Full => "full",
            Self::NoCommonTime => "no_common_time",
        }
    }
}

/// One thing a family may be told about why another could suit them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum FamilyReason {
    /// Both said this of themselves.
    Alike { kind: Trait, value: String },
    /// The other one said it.
    Theirs { kind: Trait, value: String },
    /// Both speak this language.
    Language { language: String },
    /// Both have time then; `day` counts from Monday = 0.
    Time { day: u8, part: Part },
}

/// A family proposed to another. The likeness is for staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyOffer {
    pub family_id: String,
    /// 0..=1000, see [`family_likeness`].
    pub score: u32,
    /// What the asked family may be told about the other.
    pub reasons: Vec<FamilyReason>,
    /// What the other may be told about the asked family, once it was chosen.
    pub back: Vec<FamilyReason>,
}

impl Family {
    /// The distinct values of a kind that may be used with this showing. A value said twice counts under the stricter
    /// choice only.
    fn values(&self, kind: Trait, shown_only: bool) -> BTreeSet<&str> {
        let said = |wanted: Showing| {
            let chosen = self.traits.iter().filter(move |one| one.kind == kind && one.showing == wanted);
            chosen.map(|one| one.value.as_str()).collect::<BTreeSet<_>>()
        };
        let (kept_back, shown) = (said(Showing::MatchingOnly), said(Showing::MayBeShown));
        if shown_only {
            shown.difference(&kept_back).copied().collect()
        } else {
            shown.union(&kept_back).copied().collect()
        }
    }
}

/// Every hard limit that stands between two families, in the order of [`FamilyExclusion`]; empty when they may be
/// offered to each other. The same for both.
#[must_use]
pub fn family_exclusions(one: &Family, other: &Family) -> Vec<FamilyExclusion> {
    let either = |asks: &dyn Fn(&Family, &Family) -> bool| asks(one, other) || asks(other, one);
    let mut found = Vec::new();
    let mut add = |stands: bool, exclusion| {
        if stands {
            found.push(exclusion);
        }
    };
    add(one.id == other.id, FamilyExclusion::Same);
    add(either(&|family, _| !family.is_open), FamilyExclusion::NotOpen);
    add(one.languages.is_disjoint(&other.languages), FamilyExclusion::Language);
    add(either(&|family, other| family.conflicts.contains(&other.id)), FamilyExclusion::Conflict);
    add(either(&|family, other| family.past.contains(&other.id)), FamilyExclusion::Past);
    add(
        either(&|family, other| family.current.contains(&other.id) || family.current.len() >= MOST_FAMILIES),
        FamilyExclusion::Full,
    );
    let asked = !one.availability.is_empty() && !other.availability.is_empty();
    add(asked && one.availability.is_disjoint(&other.availability), FamilyExclusion::NoCommonTime);
    found
}

/// How alike two families are, 0..=1000, the same from both sides: for each kind that at least one of them named, the part
/// of what they named together that both named, weighted by the kind. Two families that named nothing are 0 alike.
///
/// It counts what is kept back for matching, so it is for staff.
#[must_use]
pub fn family_likeness(one: &Family, other: &Family) -> u32 {
    likeness(one, other, false)
}

fn likeness(one: &Family, other: &Family, shown_only: bool) -> u32 {
    let (mut part, mut whole) = (0_u64, 0_u64);
    for kind in Trait::ALL {
        let (left, right) = (one.values(kind, shown_only), other.values(kind, shown_only));
        let named = left.union(&right).count() as u64;
        let weight = u64::from(kind.weight());
        let both = weight * 1000 * left.intersection(&right).count() as u64;
        // In thousandths of the weight; rounded down once per kind.
        if let Some(thousandths) = both.checked_div(named) {
            whole += weight;
            part += thousandths;
        }
    }
    u32::try_from(part.checked_div(whole).unwrap_or(0)).unwrap_or(1000)
}

/// What `reader` may be told about `other`: what both said (as far as the other lets it be shown), then what else the other
/// lets be shown, in the order of kinds and values; languages and times they share. Nothing that either keeps back changes
/// it, except that the reader recognizes what they said themselves.
#[must_use]
pub fn family_reasons(reader: &Family, other: &Family) -> Vec<FamilyReason> {
    let (mut alike, mut theirs) = (Vec::new(), Vec::new());
    for kind in Trait::ALL {
        let own = reader.values(kind, false);
        for value in other.values(kind, true) {
            let value_text = value.to_owned();
            if own.contains(value) {
                alike.push(FamilyReason::Alike { kind, value: value_text });
            } else {
                theirs.push(FamilyReason::Theirs { kind, value: value_text });
            }
        }
    }
    alike.extend(theirs);
    let languages = reader.languages.intersection(&other.languages);
    alike.extend(languages.map(|language| FamilyReason::Language { language: language.clone() }));
    let times = reader.availability.intersection(&other.availability);
    alike.extend(times.map(|slot| FamilyReason::Time { day: slot.day(), part: slot.part() }));
    alike
}

/// The best `limit` families for one among those no hard limit excludes, by likeness, then by id; told in the order of what
/// may be shown alone, so that no place in the list tells what somebody keeps back.
#[must_use]
pub fn rank_families(asked: &Family, others: &[Family], limit: usize) -> Vec<FamilyOffer> {
    let open = others.iter().filter(|other| family_exclusions(asked, other).is_empty());
    let mut ranked: Vec<(u32, &Family)> = open.map(|other| (family_likeness(asked, other), other)).collect();
    ranked.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.1.id.cmp(&right.1.id)));
    ranked.truncate(limit);
    ranked.sort_by(|left, right| {
        let shown = |family: &Family| Reverse(likeness(asked, family, true));
        shown(left.1).cmp(&shown(right.1)).then_with(|| left.1.id.cmp(&right.1.id))
    });
    let offer = |(score, other): (u32, &Family)| FamilyOffer {
        family_id: other.id.clone(),
        score,
        reasons: family_reasons(asked, other),
        back: family_reasons(other, asked),
    };
    ranked.into_iter().map(offer).collect()
}

#[cfg(test)]
mod tests;
