//! The rules a program sets for itself.

use serde::{Deserialize, Serialize};

use crate::access::Tier;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub units: UnitRule,
    pub caseload: Caseload,
    pub matching: cairn_matching::Weights,
    pub reviews: Reviews,
    pub calls: Calls,
    pub privacy: Privacy,
    pub retention: Retention,
    pub crises: Crises,
    pub calendar: Calendar,
    pub groups: Groups,
    pub outreach: OutreachRules,
    pub telephone: TelephoneRules,
    pub messages: MessageRules,
    /// From which figures on a supporter's own page suggests rest, a talk or cover.
    pub load: crate::wellbeing::LoadRules,
    pub repair: RepairLines,
}

/// Messages: the hours in which nobody is disturbed, on the program's clocks, and when somebody is told that one waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MessageRules {
    /// Minutes after midnight. The same twice: no quiet hours.
    pub quiet_from: i64,
    pub quiet_until: i64,
    /// Minutes for which a message is unread before its reader is told that something waits.
    pub notice_minutes: i64,
}

impl Default for MessageRules {
    /// Nobody is to be called before 8 in the morning or after 9 at night (47 CFR 64.1200(c)(1)); that rule is about selling,
    /// and its hours are what people are used to.
    fn default() -> Self {
        MessageRules { quiet_from: 21 * 60, quiet_until: 8 * 60, notice_minutes: 15 }
    }
}

/// Whom somebody can call for whom contact with a person is not safe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RepairLines {
    pub hotline_name: String,
    pub hotline: String,
    /// A local advocate, if the program knows one.
    pub advocate_name: Option<String>,
    pub advocate: Option<String>,
}

impl Default for RepairLines {
    /// The hotline of the United States (thehotline.org), day and night.
    fn default() -> Self {
        RepairLines {
            hotline_name: "National Domestic Violence Hotline".to_string(),
            hotline: "1-800-799-7233".to_string(),
            advocate_name: None,
            advocate: None,
        }
    }
}

impl RepairLines {
    /// Name and number of each, the local one first.
    pub fn lines(&self) -> Vec<(String, String)> {
        let local = self.advocate_name.clone().zip(self.advocate.clone());
        let hotline = (self.hotline_name.clone(), self.hotline.clone());
        local.into_iter().chain(Some(hotline)).collect()
    }
}

/// How soon people are looked after once a crisis is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Crises {
    /// Hours until whoever stood by is talked with. Programs ask for 48 to 72.
    pub debrief_hours: i64,
    /// Hours until the person is called.
    pub call_hours: i64,
}

impl Default for Crises {
    fn default() -> Self {
        Crises { debrief_hours: 72, call_hours: 24 }
    }
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
    /// What a new note about a session is, unless its author says otherwise: supervised or record.
    pub note_tier: Tier,
    /// Who signs a consent of somebody under age, by the law of the program's state.
    pub minor_rule: crate::consents::MinorRule,
}

/// What a program asks about its calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Calendar {
    /// Called off or moved with less notice than this many hours is late. A day is what most programs ask for.
    pub late_hours: i64,
}

impl Default for Calendar {
    fn default() -> Self {
        Calendar { late_hours: 24 }
    }
}

/// How long records are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Retention {
    /// Years after the last discharge. 42 CFR Part 2 sets none, HIPAA six for its documentation, states and payers more.
    pub record_years: i64,
}

/// What is asked of groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Groups {
    /// Participants to one facilitator before a meeting is billed to nobody. Virginia Medicaid 10, North Carolina 12.
    pub participants_per_facilitator: i64,
}

impl Default for Groups {
    fn default() -> Self {
        Groups { participants_per_facilitator: 10 }
    }
}

/// How long and how often somebody is tried to be reached, unless an effort says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OutreachRules {
    /// Days after which an effort is over. Programs in emergency departments try for 90.
    pub days: i64,
    pub every_days: i64,
}

/// Telephone recovery support, unless somebody's schedule says otherwise: a call a week for twelve weeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TelephoneRules {
    pub every_days: i64,
    pub calls: i64,
    /// Days after which a call that nobody answered is tried again, and how often.
    pub retry_days: i64,
    pub tries: i64,
    /// Minutes for which a caller who took a call has it alone.
    pub claim_minutes: i64,
}

impl Default for OutreachRules {
    fn default() -> Self {
        OutreachRules { days: 90, every_days: 7 }
    }
}

impl Default for TelephoneRules {
    fn default() -> Self {
        TelephoneRules { every_days: 7, calls: 12, retry_days: 2, tries: 3, claim_minutes: 30 }
    }
}

impl Default for Retention {
    fn default() -> Self {
        Retention { record_years: 7 }
    }
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
        Privacy {
            smallest_group: 5,
            note_tier: Tier::Record,
            minor_rule: crate::consents::MinorRule::default(),
        }
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
