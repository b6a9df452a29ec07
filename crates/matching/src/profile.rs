//! What matching knows of the two people: a supporter's profile and a participant's request.
//!
//! Languages, genders and values are codes compared exactly; the application decides the code lists. Identifiers are
//! the application's, opaque here.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::Kind;

/// How far a supporter lets one experience go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Showing {
    /// May weigh in the order of offers, and is never told to anyone.
    MatchingOnly,
    /// May be told to a participant as a reason.
    MayBeShown,
}

impl Showing {
    /// The stable code stored in a database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::MatchingOnly => "matching_only",
            Self::MayBeShown => "may_be_shown",
        }
    }

    /// The choice with this code, or nothing when the code is unknown.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::MatchingOnly, Self::MayBeShown].into_iter().find(|showing| showing.code() == code)
    }
}

/// One experience a supporter has entered. When the same experience is entered twice with different choices, the
/// stricter choice holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Shared {
    pub kind: Kind,
    pub value: String,
    pub showing: Showing,
}

/// A part of the day. What hours it means is the program's setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Morning,
    Afternoon,
    Evening,
}

impl Part {
    /// Every part, in order of the day.
    pub const ALL: [Self; 3] = [Self::Morning, Self::Afternoon, Self::Evening];

    /// The stable code stored in a database and used as a translation key.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
        }
    }

    /// The part with this code, or nothing when the code is unknown.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }
}

/// A part of one weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    day: u8,
    part: Part,
}

impl Slot {
    /// `day` counts from Monday = 0 (the order of ISO 8601) to Sunday = 6; any other number gives nothing.
    #[must_use]
    pub fn new(day: u8, part: Part) -> Option<Self> {
        (day <= 6).then_some(Self { day, part })
    }

    /// Monday = 0 to Sunday = 6.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    #[must_use]
    pub fn part(self) -> Part {
        self.part
    }
}

/// A peer supporter, as matching sees one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supporter {
    pub id: String,
    pub languages: BTreeSet<String>,
    pub shares: Vec<Shared>,
    /// As the supporter stated it; nothing when they did not.
    pub gender: Option<String>,
    pub availability: BTreeSet<Slot>,
    /// People supported now. Count open offers too: otherwise everyone who asks on one morning gets the same names.
    pub caseload: u32,
    /// Hard stop: at this caseload nobody more is offered.
    pub capacity: u32,
    /// From this caseload on the supporter is no longer said to have room.
    pub warn_at: u32,
    /// Takes nobody new for now.
    pub paused: bool,
}

/// One experience a participant would like a supporter to share, and how much it matters: 1 a little, 3 a lot.
/// A weight outside 1..=3 counts as the nearer end. Of one experience wished twice, the larger weight holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    pub kind: Kind,
    pub value: String,
    pub weight: u8,
}

/// What a participant will not do without.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Musts {
    pub language: String,
    pub gender: Option<String>,
    /// Experiences the supporter must have. Only what a supporter lets be shown can satisfy one: otherwise the offer
    /// itself would tell what they kept back.
    pub experiences: Vec<(Kind, String)>,
}

/// Why two people should not work together: a dual relationship (White and PRO-ACT 2007 on multi-party vulnerability
/// in peer work; the list itself is this program's, not quoted from them).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    Relative,
    Partner,
    Household,
    Residence,
    FormerClinician,
    Friend,
    UsedTogether,
    HomeGroup,
    Sponsorship,
    Work,
    LegalCase,
    Other,
}

impl ConflictKind {
    /// Every conflict, in order of declaration.
    pub const ALL: [Self; 12] = [
        Self::Relative,
        Self::Partner,
        Self::Household,
        Self::Residence,
        Self::FormerClinician,
        Self::Friend,
        Self::UsedTogether,
        Self::HomeGroup,
        Self::Sponsorship,
        Self::Work,
        Self::LegalCase,
        Self::Other,
    ];

    /// The stable code stored in a database and used as a translation key.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Relative => "relative",
            Self::Partner => "partner",
            Self::Household => "household",
            Self::Residence => "residence",
            Self::FormerClinician => "former_clinician",
            Self::Friend => "friend",
            Self::UsedTogether => "used_together",
            Self::HomeGroup => "home_group",
            Self::Sponsorship => "sponsorship",
            Self::Work => "work",
            Self::LegalCase => "legal_case",
            Self::Other => "other",
        }
    }

    /// The conflict with this code, or nothing when the code is unknown.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A known conflict with one supporter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    pub supporter_id: String,
    pub kind: ConflictKind,
}

/// A participant looking for a supporter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    pub id: String,
    pub languages: BTreeSet<String>,
    pub wishes: Vec<Wish>,
    /// Their own experiences.
    pub shares: Vec<(Kind, String)>,
    pub must: Musts,
    /// Empty means not asked yet: the limit on times then does not apply.
    pub availability: BTreeSet<Slot>,
    pub conflicts: Vec<Conflict>,
    /// Supporters whose match with this participant has ended.
    pub past_supporters: BTreeSet<String>,
    /// Supporters this participant declined. No reason is asked, none is kept.
    pub declined: BTreeSet<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_and_unknown_ones_are_refused() {
        for part in Part::ALL {
            assert_eq!(Part::from_code(part.code()), Some(part));
        }
        for kind in ConflictKind::ALL {
            assert_eq!(ConflictKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(Showing::from_code("matching_only"), Some(Showing::MatchingOnly));
        assert_eq!(Showing::from_code("may_be_shown"), Some(Showing::MayBeShown));
        assert_eq!(
            (Part::from_code("night"), Showing::from_code(""), ConflictKind::from_code("x")),
            (None, None, None)
        );
    }

    #[test]
    fn a_week_has_seven_days() {
        assert_eq!(
            Slot::new(6, Part::Evening).map(|slot| (slot.day(), slot.part())),
            Some((6, Part::Evening))
        );
        assert_eq!(Slot::new(7, Part::Morning), None);
    }
}
