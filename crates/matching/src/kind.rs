//! The kinds of shared experience, and the value codes a program starts with.

use serde::{Deserialize, Serialize};

/// One dimension in which two people may have lived something alike. The order of declaration is the order in which
/// reasons of equal weight are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    LifeStage,
    Pathway,
    Parenting,
    Family,
    Work,
    Faith,
    Culture,
    Identity,
    Health,
    Housing,
    Military,
    Justice,
    Substance,
}

impl Kind {
    /// Every kind, in order of declaration.
    pub const ALL: [Self; 13] = [
        Self::LifeStage,
        Self::Pathway,
        Self::Parenting,
        Self::Family,
        Self::Work,
        Self::Faith,
        Self::Culture,
        Self::Identity,
        Self::Health,
        Self::Housing,
        Self::Military,
        Self::Justice,
        Self::Substance,
    ];

    /// The stable code stored in a database and used as a translation key.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::LifeStage => "life_stage",
            Self::Pathway => "pathway",
            Self::Parenting => "parenting",
            Self::Family => "family",
            Self::Work => "work",
            Self::Faith => "faith",
            Self::Culture => "culture",
            Self::Identity => "identity",
            Self::Health => "health",
            Self::Housing => "housing",
            Self::Military => "military",
            Self::Justice => "justice",
            Self::Substance => "substance",
        }
    }

    /// The kind with this code, or nothing when the code is unknown.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The published value codes of this kind. A program may add its own: a value is free text to this crate.
    #[must_use]
    pub fn values(self) -> &'static [&'static str] {
        VALUES.iter().find(|(kind, _)| *kind == self).map_or(&[], |(_, values)| values)
    }
}

/// The value codes a program starts with. Labels are the application's, in the reader's language.
pub const VALUES: &[(Kind, &[&str])] = &[
    (Kind::LifeStage, &["teen", "student", "young_adult", "midlife", "older_adult", "retired"]),
    (
        Kind::Pathway,
        &[
            "twelve_step",
            "medication",
            "faith_based",
            "harm_reduction",
            "secular_mutual_help",
            "treatment_program",
            "cultural_practice",
            "own_path",
        ],
    ),
    (
        Kind::Parenting,
        &[
            "parent",
            "single_parent",
            "expecting",
            "reunifying",
            "child_welfare",
            "grandparent_raising",
            "child_loss",
        ],
    ),
    (
        Kind::Family,
        &[
            "partner",
            "separated",
            "widowed",
            "caregiver",
            "estranged",
            "rebuilding",
            "family_in_recovery",
            "loved_one_using",
            "loss_to_overdose",
        ],
    ),
    (
        Kind::Work,
        &[
            "looking_for_work",
            "returning_to_work",
            "trades",
            "health_care",
            "first_responder",
            "food_service",
            "office",
            "farm",
            "self_employed",
            "licensed_professional",
            "unable_to_work",
        ],
    ),
    (
        Kind::Faith,
        &["christian", "catholic", "jewish", "muslim", "buddhist", "hindu", "spiritual", "not_religious"],
    ),
    (
        Kind::Culture,
        &[
            "african_american",
            "latino",
            "native_american",
            "asian_american",
            "pacific_islander",
            "middle_eastern",
            "white",
            "immigrant",
            "refugee",
            "rural",
            "deaf_community",
        ],
    ),
    (
        Kind::Identity,
        &["woman", "man", "nonbinary", "transgender", "gay", "lesbian", "bisexual", "queer", "two_spirit"],
    ),
    (
        Kind::Health,
        &[
            "depression",
            "anxiety",
            "trauma",
            "bipolar",
            "psychosis",
            "eating_disorder",
            "chronic_pain",
            "hepatitis_c",
            "hiv",
            "disability",
            "brain_injury",
            "overdose_survivor",
        ],
    ),
    (Kind::Housing, &["unhoused", "shelter", "recovery_residence", "couch_surfing", "first_own_home"]),
    (Kind::Military, &["veteran", "active_duty", "reserve_or_guard", "combat", "military_family"]),
    (Kind::Justice, &["arrest", "jail", "prison", "probation_or_parole", "drug_court", "juvenile"]),
    (
        Kind::Substance,
        &[
            "alcohol",
            "opioids",
            "fentanyl",
            "stimulants",
            "cocaine",
            "methamphetamine",
            "benzodiazepines",
            "cannabis",
            "nicotine",
            "gambling",
            "several",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_read_back_and_agree_with_what_is_stored_as_json() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.code()));
        }
        assert_eq!(Kind::from_code("shoe_size"), None);
    }

    #[test]
    fn every_kind_publishes_distinct_plain_codes_once() {
        let listed: Vec<Kind> = VALUES.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(listed, Kind::ALL);
        for (kind, values) in VALUES {
            assert!(values.len() >= 5, "{} has too few values", kind.code());
            assert_eq!(values.iter().collect::<BTreeSet<_>>().len(), values.len());
            for value in *values {
                assert!(value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{value}");
            }
        }
        assert!(Kind::Pathway.values().contains(&"medication"));
    }
}
