//! The rules a program sets for itself.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub units: UnitRule,
    pub caseload: Caseload,
    pub matching: cairn_matching::Weights,
    pub reviews: Reviews,
    pub calls: Calls,
    pub privacy: Privacy,
}

/// How minutes become billable units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnitRule {
    /// Minutes in a unit. H0038 is billed in units of 15 minutes.
    pub minutes: i64,
    pub rounding: UnitRounding,
    /// Warn above this many units in a day for one participant. New Jersey: 16; none when 0.
    pub daily_limit: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitRounding {
    /// A unit counts once more than half of it was given: 8 of 15 minutes (CMS Claims Processing Manual,
    /// chapter 5, section 20.2, the "8-minute rule").
    MoreThanHalf,
    /// Only whole units count.
    WholeUnits,
    /// Every begun unit counts.
    BegunUnits,
}

/// How many participants a supporter may have at a time. North Carolina Medicaid 2019: 12, later up to 15.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Caseload {
    pub warn_at: u32,
    pub usual: u32,
    /// Above this only with a reason.
    pub most: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reviews {
    /// Days until a plan is looked at again.
    pub plan_days: i64,
    /// Hours within which a note should be sent, and reviewed.
    pub note_hours: i64,
    pub approval_hours: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Calls {
    /// Hours within which a first call should be answered: the same day.
    pub answer_hours: i64,
    /// Days after which benefits are checked again.
    pub benefits_days: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Privacy {
    /// No figure about fewer people than this is shown.
    pub smallest_group: usize,
    /// Who signs a consent of somebody under age, by the law of the program's state.
    pub minor_rule: crate::consents::MinorRule,
}

impl Default for UnitRule {
    fn default() -> Self {
        UnitRule { minutes: 15, rounding: UnitRounding::MoreThanHalf, daily_limit: 16 }
    }
}

impl Default for Caseload {
    fn default() -> Self {
        Caseload { warn_at: 10, usual: 12, most: 15 }
    }
}

impl Default for Reviews {
    fn default() -> Self {
        Reviews { plan_days: 90, note_hours: 24, approval_hours: 72 }
    }
}

impl Default for Calls {
    fn default() -> Self {
        Calls { answer_hours: 8, benefits_days: 30 }
    }
}

impl Default for Privacy {
    fn default() -> Self {
        Privacy { smallest_group: 5, minor_rule: crate::consents::MinorRule::default() }
    }
}

impl UnitRule {
    /// Units for a session of `minutes`; none for a session without length.
    pub fn units(&self, minutes: i64) -> i64 {
        let (minutes, size) = (minutes.max(0), self.minutes.max(1));
        match self.rounding {
            UnitRounding::WholeUnits => minutes / size,
            UnitRounding::BegunUnits => (minutes + size - 1) / size,
            UnitRounding::MoreThanHalf => minutes / size + i64::from(2 * (minutes % size) > size),
        }
    }

    /// The rule in a few characters, kept with each note so that its units can be explained later.
    pub fn code(&self) -> String {
        let rounding = match self.rounding {
            UnitRounding::MoreThanHalf => "more_than_half",
            UnitRounding::WholeUnits => "whole_units",
            UnitRounding::BegunUnits => "begun_units",
        };
        format!("{} {rounding}", self.minutes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rule(rounding: UnitRounding) -> UnitRule {
        UnitRule { minutes: 15, rounding, daily_limit: 16 }
    }

    #[test]
    fn fifty_two_minutes_by_each_rule() {
        assert_eq!(rule(UnitRounding::MoreThanHalf).units(52), 3);
        assert_eq!(rule(UnitRounding::WholeUnits).units(52), 3);
        assert_eq!(rule(UnitRounding::BegunUnits).units(52), 4);
    }

    #[test]
    fn the_eight_minute_table_of_cms() {
        // CMS Claims Processing Manual, chapter 5, 20.2: 8-22 minutes 1 unit, 23-37 2, 38-52 3, 53-67 4.
        let units = rule(UnitRounding::MoreThanHalf);
        for (from, to, expected) in [(0, 7, 0), (8, 22, 1), (23, 37, 2), (38, 52, 3), (53, 67, 4)] {
            for minutes in from..=to {
                assert_eq!(units.units(minutes), expected, "{minutes} minutes");
            }
        }
    }

    proptest! {
        #[test]
        fn more_minutes_never_mean_fewer_units(minutes in 0_i64..1_000, more in 0_i64..100) {
            for rounding in [UnitRounding::MoreThanHalf, UnitRounding::WholeUnits, UnitRounding::BegunUnits] {
                prop_assert!(rule(rounding).units(minutes + more) >= rule(rounding).units(minutes));
            }
        }
    }
}
