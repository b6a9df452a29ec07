//! Who must be told of a breach, and by when. Pure rules, each with its source.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};

/// From this many people on, the Secretary is told together with them (45 CFR 164.408(b)).
const MANY: i64 = 500;
/// Calendar days (45 CFR 164.404(b), 164.406(b), 164.408(c)).
const DAYS: i64 = 60;

/// How many people an incident touched, by the state in which they live.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    states: BTreeMap<String, i64>,
}

impl Reach {
    pub fn add(&mut self, state: &str, people: i64) {
        *self.states.entry(state.to_string()).or_default() += people;
    }

    pub fn total(&self) -> i64 {
        self.states.values().sum()
    }

    /// State and people, by state.
    pub fn states(&self) -> Vec<(String, i64)> {
        self.states.iter().map(|(state, people)| (state.clone(), *people)).collect()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Each person, in writing.
    Individuals,
    /// The Secretary of Health and Human Services.
    Hhs,
    /// Prominent media outlets that serve this state.
    Media(String),
}

impl Notice {
    pub fn code(&self) -> &'static str {
        match self {
            Notice::Individuals => "individuals",
            Notice::Hhs => "hhs",
            Notice::Media(_) => "media",
        }
    }

    /// The state, for the media.
    pub fn state(&self) -> Option<&str> {
        match self {
            Notice::Media(state) => Some(state),
            _ => None,
        }
    }

    pub(super) fn task(&self) -> &'static str {
        match self {
            Notice::Individuals => "incident-task-individuals",
            Notice::Hhs => "incident-task-hhs",
            Notice::Media(_) => "incident-task-media",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    pub notice: Notice,
    /// The last day; "without unreasonable delay" means sooner.
    pub due_on: Date,
    pub source: &'static str,
}

impl Deadline {
    pub fn is_late(&self, today: Date) -> bool {
        self.due_on < today
    }
}

/// The sixtieth day after discovery.
pub fn last_day_to_tell(discovered_on: Date) -> Date {
    discovered_on.saturating_add(DAYS.days())
}

/// The sixtieth day after the end of the calendar year of discovery: March 1, or February 29 in a leap year.
fn after_the_year(discovered_on: Date) -> Date {
    discovered_on.last_of_year().saturating_add(DAYS.days())
}

/// Every notice that a breach of unsecured records asks for. A reach of nobody asks for none.
pub fn deadlines(discovered_on: Date, reach: &Reach) -> Vec<Deadline> {
    if reach.total() == 0 {
        return Vec::new();
    }
    let soon = last_day_to_tell(discovered_on);
    let mut all = vec![Deadline { notice: Notice::Individuals, due_on: soon, source: "45 CFR 164.404(b)" }];
    all.push(if reach.total() >= MANY {
        Deadline { notice: Notice::Hhs, due_on: soon, source: "45 CFR 164.408(b)" }
    } else {
        Deadline { notice: Notice::Hhs, due_on: after_the_year(discovered_on), source: "45 CFR 164.408(c)" }
    });
    for (state, people) in &reach.states {
        if *people > MANY {
            let notice = Notice::Media(state.clone());
            all.push(Deadline { notice, due_on: soon, source: "45 CFR 164.406" });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(states: &[(&str, i64)]) -> Reach {
        let mut reach = Reach::default();
        states.iter().for_each(|(state, people)| reach.add(state, *people));
        reach
    }

    fn due(discovered_on: &str, states: &[(&str, i64)]) -> Vec<String> {
        let day: Date = discovered_on.parse().unwrap();
        let text = |found: Deadline| {
            format!("{}{} {}", found.notice.code(), found.notice.state().unwrap_or_default(), found.due_on)
        };
        deadlines(day, &reach(states)).into_iter().map(text).collect()
    }

    #[test]
    fn row_27_deadlines_at_499_500_and_501_people() {
        let soon = ["individuals 2026-05-01", "hhs 2027-03-01"];
        assert_eq!(due("2026-03-02", &[("VA", 499)]), soon);
        let at_once = ["individuals 2026-05-01", "hhs 2026-05-01"];
        assert_eq!(due("2026-03-02", &[("VA", 500)]), at_once);
        let media = ["individuals 2026-05-01", "hhs 2026-05-01", "mediaVA 2026-05-01"];
        assert_eq!(due("2026-03-02", &[("VA", 501)]), media);
    }

    #[test]
    fn row_27_media_are_told_by_state_and_the_secretary_by_the_sum() {
        // 501 people, but no state has more than 500.
        assert_eq!(
            due("2026-03-02", &[("VA", 500), ("WV", 1)]),
            ["individuals 2026-05-01", "hhs 2026-05-01"]
        );
        assert_eq!(
            due("2026-03-02", &[("VA", 501), ("WV", 501)]),
            ["individuals 2026-05-01", "hhs 2026-05-01", "mediaVA 2026-05-01", "mediaWV 2026-05-01"]
        );
        assert_eq!(
            due("2026-03-02", &[("VA", 250), ("WV", 249)]),
            ["individuals 2026-05-01", "hhs 2027-03-01"]
        );
    }

    #[test]
    fn row_27_years_end_and_leap_years() {
        // Discovered on the last day of a year: both clocks end on the same day.
        assert_eq!(due("2026-12-31", &[("VA", 3)]), ["individuals 2027-03-01", "hhs 2027-03-01"]);
        assert_eq!(due("2027-12-31", &[("VA", 3)]), ["individuals 2028-02-29", "hhs 2028-02-29"]);
        assert_eq!(due("2028-01-01", &[("VA", 3)]), ["individuals 2028-03-01", "hhs 2029-03-01"]);
        assert_eq!(due("2027-01-05", &[("VA", 3)]), ["individuals 2027-03-06", "hhs 2028-02-29"]);
    }

    #[test]
    fn nobody_touched_means_nobody_to_tell() {
        assert!(due("2026-03-02", &[]).is_empty());
    }
}
