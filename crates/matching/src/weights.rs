//! How much each kind of shared experience counts.

use serde::{Deserialize, Serialize};

use crate::Kind;

/// The weight of each kind, 0 (does not count) to 100, and the points of the score kept for free room.
///
/// The defaults put life stage and pathway first and past substance and justice history last: in a pilot study of
/// perceived similarity between peers and the people they support (Tillson 2024), being at the same stage of life and
/// on the same pathway mattered more than a shared drug or prison history. It is one pilot: the order is evidence, the
/// exact figures are a choice, and a program may set its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    pub life_stage: u32,
    pub pathway: u32,
    pub parenting: u32,
    pub family: u32,
    pub work: u32,
    pub faith: u32,
    pub culture: u32,
    pub identity: u32,
    pub health: u32,
    pub housing: u32,
    pub military: u32,
    pub justice: u32,
    pub substance: u32,
    /// Points out of 1000, at most 200, that depend on the supporter's free room instead of likeness. It keeps a
    /// ranking from always naming the same few: of two supporters about equally alike, the freer one comes first.
    pub room: u32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            life_stage: 10,
            pathway: 10,
            parenting: 6,
            identity: 6,
            culture: 6,
            family: 5,
            health: 5,
            military: 5,
            faith: 4,
            work: 4,
            housing: 4,
            justice: 3,
            substance: 3,
            room: 80,
        }
    }
}

/// A weight that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    #[error("{field}: {value} is above {most}; write a whole number from 0 to {most}")]
    TooLarge { field: &'static str, value: u32, most: u32 },
    #[error(
        "life_stage to substance: every kind weighs 0, so nobody would be alike; give at least one, for example \
         life_stage, a weight from 1 to 100"
    )]
    AllZero,
}

impl Weights {
    /// The largest weight of a kind.
    pub const MOST: u32 = 100;
    /// The most points that free room may decide, out of 1000.
    pub const MOST_ROOM: u32 = 200;

    /// The weight of one kind.
    #[must_use]
    pub fn of(&self, kind: Kind) -> u32 {
        match kind {
            Kind::LifeStage => self.life_stage,
            Kind::Pathway => self.pathway,
            Kind::Parenting => self.parenting,
            Kind::Family => self.family,
            Kind::Work => self.work,
            Kind::Faith => self.faith,
            Kind::Culture => self.culture,
            Kind::Identity => self.identity,
            Kind::Health => self.health,
            Kind::Housing => self.housing,
            Kind::Military => self.military,
            Kind::Justice => self.justice,
            Kind::Substance => self.substance,
        }
    }

    /// Accepts the weights, or names the first field that is out of range.
    ///
    /// # Errors
    /// A weight above [`Self::MOST`], room above [`Self::MOST_ROOM`], or nothing that counts.
    pub fn validated(self) -> Result<Self, WeightsError> {
        for kind in Kind::ALL {
            at_most(kind.code(), self.of(kind), Self::MOST)?;
        }
        at_most("room", self.room, Self::MOST_ROOM)?;
        if Kind::ALL.into_iter().all(|kind| self.of(kind) == 0) {
            return Err(WeightsError::AllZero);
        }
        Ok(self)
    }
}

fn at_most(field: &'static str, value: u32, most: u32) -> Result<(), WeightsError> {
    if value > most { Err(WeightsError::TooLarge { field, value, most }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn life_stage_and_pathway_weigh_more_than_anything_else_and_past_use_or_prison_least() {
        let weights = Weights::default();
        let first = [Kind::LifeStage, Kind::Pathway];
        let last = [Kind::Justice, Kind::Substance];
        let middle = Kind::ALL.into_iter().filter(|kind| !first.contains(kind) && !last.contains(kind));
        for kind in middle {
            assert!(first.into_iter().all(|top| weights.of(top) > weights.of(kind)), "{}", kind.code());
            assert!(last.into_iter().all(|low| weights.of(low) < weights.of(kind)), "{}", kind.code());
        }
        assert_eq!(weights.validated(), Ok(weights));
    }

    #[test]
    fn a_weight_out_of_range_is_named() {
        let refused = Weights { faith: 101, ..Weights::default() }.validated().unwrap_err();
        assert_eq!(refused.to_string(), "faith: 101 is above 100; write a whole number from 0 to 100");
        let refused = Weights { room: 201, ..Weights::default() }.validated().unwrap_err();
        assert_eq!(refused.to_string(), "room: 201 is above 200; write a whole number from 0 to 200");
        let nothing: Weights = serde_json::from_str(
            r#"{"life_stage":0,"pathway":0,"parenting":0,"family":0,"work":0,"faith":0,"culture":0,
                "identity":0,"health":0,"housing":0,"military":0,"justice":0,"substance":0}"#,
        )
        .unwrap();
        assert_eq!(nothing.validated(), Err(WeightsError::AllZero));
    }

    #[test]
    fn settings_may_name_some_weights_and_a_misspelled_one_is_refused_by_name() {
        let some: Weights = serde_json::from_str(r#"{"military": 12}"#).unwrap();
        assert_eq!(some, Weights { military: 12, ..Weights::default() });
        let refused = serde_json::from_str::<Weights>(r#"{"militry": 12}"#).unwrap_err().to_string();
        assert!(refused.contains("militry"), "{refused}");
    }
}
