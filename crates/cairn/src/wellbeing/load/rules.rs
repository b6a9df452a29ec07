//! What a supporter's last days ask of them, and what might help: pure rules over their own figures.
//!
//! It suggests and nothing more. A figure that is not there is *not known*, which is never the same as fine; and more load
//! never leads to fewer suggestions (both are tested below).

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

/// From which figure on something is suggested. A program sets its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LoadRules {
    /// Hours with people in 7 days. A convention of this program: about five a day leaves room for notes and rest.
    pub week_hours: i64,
    /// Hours with people in 28 days. A convention of this program.
    pub month_hours: i64,
    /// Times in 7 days after which the supporter tapped -1 or -2. A convention of this program.
    pub heavy_taps: i64,
    /// Crises in 28 days in which they stood by. A convention of this program.
    pub crises: i64,
    /// Hours of sleep a night below which rest is suggested. Seven or more is the consensus for adults of the American
    /// Academy of Sleep Medicine and the Sleep Research Society (Watson et al. 2015, doi 10.5665/sleep.4716).
    pub sleep_hours: i64,
    /// Days off in 7 days. One in seven is the least by the Weekly Rest Conventions of the International Labour Organization
    /// (C014 of 1921, C106 of 1957).
    pub days_off: i64,
}

impl Default for LoadRules {
    fn default() -> Self {
        LoadRules { week_hours: 25, month_hours: 90, heavy_taps: 3, crises: 2, sleep_hours: 7, days_off: 1 }
    }
}

/// A stretch of work with people: the day it began on, and its minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub day: Date,
    pub minutes: i64,
}

/// The supporter's own figures. None where nothing was written down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Load {
    /// Minutes with people in the last 7 and 28 days; none when the program has no record of work in the 28.
    pub week_minutes: Option<i64>,
    pub month_minutes: Option<i64>,
    /// Taps of -1 and -2 in the last 7 days; none when nothing was tapped in them.
    pub heavy_taps: Option<i64>,
    /// Crises of the last 28 days in which they stood by, and those whose talk has not taken place. Both are on record.
    pub crises: i64,
    pub open_debriefs: i64,
    /// Hours of sleep a night: the newest check-in of the last 14 days that tells.
    pub sleep_hours: Option<i64>,
    /// Of the last 7 days, those without work with people; none when there is no record of work in 28 days.
    pub days_off: Option<i64>,
}

/// What is looked at, in the order in which the page shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Factor {
    WeekHours,
    MonthHours,
    HeavyTaps,
    Crises,
    Debriefs,
    Sleep,
    DaysOff,
}

/// How a figure stands to its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was written down. Not fine, and not much: not known.
    NotKnown,
    Within,
    Much,
}

/// What might help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suggestion {
    Debrief,
    RestDay,
    MoveSession,
    Talk,
    OnCallCover,
}

/// One factor with its figure and its rule, both whole numbers in the factor's own unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub factor: Factor,
    pub figure: Option<i64>,
    pub rule: i64,
    pub standing: Standing,
}

impl Factor {
    pub fn code(self) -> &'static str {
        match self {
            Factor::WeekHours => "week-hours",
            Factor::MonthHours => "month-hours",
            Factor::HeavyTaps => "heavy-taps",
            Factor::Crises => "crises",
            Factor::Debriefs => "debriefs",
            Factor::Sleep => "sleep",
            Factor::DaysOff => "days-off",
        }
    }

    fn helps(self) -> &'static [Suggestion] {
        match self {
            Factor::WeekHours => &[Suggestion::RestDay, Suggestion::MoveSession],
            Factor::MonthHours => &[Suggestion::MoveSession, Suggestion::Talk],
            Factor::HeavyTaps => &[Suggestion::MoveSession, Suggestion::Talk],
            Factor::Crises => &[Suggestion::Talk, Suggestion::OnCallCover],
            Factor::Debriefs => &[Suggestion::Debrief],
            Factor::Sleep => &[Suggestion::RestDay, Suggestion::OnCallCover],
            Factor::DaysOff => &[Suggestion::RestDay],
        }
    }
}

impl Suggestion {
    pub fn code(self) -> &'static str {
        match self {
            Suggestion::Debrief => "debrief",
            Suggestion::RestDay => "rest-day",
            Suggestion::MoveSession => "move-session",
            Suggestion::Talk => "talk",
            Suggestion::OnCallCover => "on-call-cover",
        }
    }
}

impl Look {
    /// Much at `rule` and above.
    fn up(factor: Factor, figure: Option<i64>, rule: i64) -> Look {
        Look::of(factor, figure, rule, |figure| figure >= rule)
    }

    /// Much below `rule`.
    fn down(factor: Factor, figure: Option<i64>, rule: i64) -> Look {
        Look::of(factor, figure, rule, |figure| figure < rule)
    }

    fn of(factor: Factor, figure: Option<i64>, rule: i64, is_much: impl Fn(i64) -> bool) -> Look {
        let standing = match figure {
            None => Standing::NotKnown,
            Some(figure) if is_much(figure) => Standing::Much,
            Some(_) => Standing::Within,
        };
        Look { factor, figure, rule, standing }
    }
}

impl Load {
    /// The part of the figures that comes from work with people. Days are those of the program's clock, `today` the last.
    pub fn of_work(work: &[Stretch], today: Date) -> Load {
        let within = |days: i64| {
            let first = today.saturating_sub((days - 1).days());
            work.iter().filter(move |one| one.day >= first && one.day <= today)
        };
        if within(28).next().is_none() {
            return Load::default();
        }
        let worked: BTreeSet<Date> = within(7).map(|one| one.day).collect();
        Load {
            week_minutes: Some(within(7).map(|one| one.minutes.max(0)).sum()),
            month_minutes: Some(within(28).map(|one| one.minutes.max(0)).sum()),
            days_off: Some(7 - worked.len() as i64),
            ..Load::default()
        }
    }

    /// Every factor, known or not.
    pub fn looks(&self, rules: &LoadRules) -> Vec<Look> {
        let hours = |minutes: Option<i64>| minutes.map(|minutes| minutes / 60);
        vec![
            Look::up(Factor::WeekHours, hours(self.week_minutes), rules.week_hours),
            Look::up(Factor::MonthHours, hours(self.month_minutes), rules.month_hours),
            Look::up(Factor::HeavyTaps, self.heavy_taps, rules.heavy_taps),
            Look::up(Factor::Crises, Some(self.crises), rules.crises),
            Look::up(Factor::Debriefs, Some(self.open_debriefs), 1),
            Look::down(Factor::Sleep, self.sleep_hours, rules.sleep_hours),
            Look::down(Factor::DaysOff, self.days_off, rules.days_off),
        ]
    }

    /// What might help, each once. None is no all-clear: what is not known is not looked at.
    pub fn suggestions(&self, rules: &LoadRules) -> BTreeSet<Suggestion> {
        let much = self.looks(rules).into_iter().filter(|look| look.standing == Standing::Much);
        much.flat_map(|look| look.factor.helps().iter().copied()).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn stretch(on: &str, minutes: i64) -> Stretch {
        Stretch { day: day(on), minutes }
    }

    #[test]
    fn work_is_counted_in_seven_and_twenty_eight_days() {
        let work = [
            stretch("2026-03-01", 600),
            stretch("2026-03-03", 60),
            stretch("2026-03-25", 90),
            stretch("2026-03-30", 30),
            stretch("2026-03-31", 600),
        ];
        let load = Load::of_work(&work, day("2026-03-30"));
        assert_eq!(
            (load.week_minutes, load.month_minutes),
            (Some(120), Some(180)),
            "28 days begin on March 3"
        );
        assert_eq!(load.days_off, Some(5));
        let every: Vec<Stretch> = (24..=30).map(|on| stretch(&format!("2026-03-{on}"), 30)).collect();
        let load = Load::of_work(&every, day("2026-03-30"));
        assert_eq!(load.suggestions(&LoadRules::default()), BTreeSet::from([Suggestion::RestDay]));
    }

    #[test]
    fn what_is_not_written_down_is_not_known_and_never_fine() {
        let looks = Load::of_work(&[], day("2026-03-30")).looks(&LoadRules::default());
        for factor in
            [Factor::WeekHours, Factor::MonthHours, Factor::HeavyTaps, Factor::Sleep, Factor::DaysOff]
        {
            let look = looks.iter().find(|look| look.factor == factor).unwrap();
            assert_eq!(look.standing, Standing::NotKnown, "{factor:?}");
        }
    }

    #[test]
    fn each_rule_is_met_at_its_figure() {
        let rules = LoadRules::default();
        let with = |load: Load| load.suggestions(&rules).into_iter().collect::<Vec<_>>();
        assert!(with(Load { week_minutes: Some(25 * 60 - 1), ..Load::default() }).is_empty());
        let full = with(Load { week_minutes: Some(25 * 60), ..Load::default() });
        assert_eq!(full, [Suggestion::RestDay, Suggestion::MoveSession]);
        assert!(with(Load { sleep_hours: Some(7), ..Load::default() }).is_empty());
        let tired = with(Load { sleep_hours: Some(6), ..Load::default() });
        assert_eq!(tired, [Suggestion::RestDay, Suggestion::OnCallCover]);
        assert_eq!(with(Load { open_debriefs: 1, ..Load::default() }), [Suggestion::Debrief]);
    }

    fn loads() -> impl Strategy<Value = Load> {
        let some = |most: i64| proptest::option::of(0..most);
        (some(4000), some(12_000), some(12), 0_i64..8, 0_i64..4, some(12), some(8)).prop_map(
            |(week_minutes, month_minutes, heavy_taps, crises, open_debriefs, sleep_hours, days_off)| Load {
                week_minutes,
                month_minutes,
                heavy_taps,
                crises,
                open_debriefs,
                sleep_hours,
                days_off,
            },
        )
    }

    proptest! {
        #[test]
        fn more_load_never_leads_to_fewer_suggestions(load in loads(), more in 0_i64..2000, few in 0_i64..5) {
            let up = |figure: Option<i64>, by: i64| figure.map(|figure| figure + by);
            let heavier = Load {
                week_minutes: up(load.week_minutes, more),
                month_minutes: up(load.month_minutes, more),
                heavy_taps: up(load.heavy_taps, few),
                crises: load.crises + few,
                open_debriefs: load.open_debriefs + few,
                sleep_hours: up(load.sleep_hours, -few),
                days_off: up(load.days_off, -few),
            };
            let rules = LoadRules::default();
            prop_assert!(heavier.suggestions(&rules).is_superset(&load.suggestions(&rules)));
        }

        #[test]
        fn more_work_is_more_load(minutes in proptest::collection::vec((0_i64..40, 0_i64..600), 1..30), on in 0_i64..28) {
            let today = day("2026-03-30");
            let mut work: Vec<Stretch> = minutes
                .into_iter()
                .map(|(ago, minutes)| Stretch { day: today.saturating_sub(ago.days()), minutes })
                .collect();
            work.push(Stretch { day: today, minutes: 10 });
            let before = Load::of_work(&work, today);
            work.push(Stretch { day: today.saturating_sub(on.days()), minutes: 45 });
            let after = Load::of_work(&work, today);
            prop_assert!(after.week_minutes >= before.week_minutes && after.days_off <= before.days_off);
            let rules = LoadRules::default();
            prop_assert!(after.suggestions(&rules).is_superset(&before.suggestions(&rules)));
        }
    }
}
