//! Why people came no further, step by step. Each person who was lost is counted once, at the step where it happened.

use super::cohort::{Arrival, Stay};
use jiff::civil::Date;

/// Why a call did not lead to an enrollment: the closing reasons of first calls, and those still open.
pub const OF_CALLS: [&str; 6] =
    ["referred_elsewhere", "declined", "could_not_reach", "information_only", "still_open", "not_recorded"];

/// Why a stay went no further: the discharge reasons, and what is true of those who were not discharged.
pub const OF_STAYS: [&str; 10] = [
    "goals_met",
    "moved",
    "lost_contact",
    "transferred",
    "asked_to_end",
    "died",
    "other",
    "still_waiting",
    "match_ended",
    "no_contact",
];

/// The steps of the way in, each needing the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Called,
    Enrolled,
    Matched,
    Met,
    Here,
}

impl Stage {
    pub const ALL: [Stage; 5] = [Stage::Called, Stage::Enrolled, Stage::Matched, Stage::Met, Stage::Here];

    pub fn code(self) -> &'static str {
        match self {
            Stage::Called => "called",
            Stage::Enrolled => "enrolled",
            Stage::Matched => "matched",
            Stage::Met => "met",
            Stage::Here => "here",
        }
    }
}

impl Arrival {
    /// The furthest step reached, and why not the next; no reason for those who came all the way.
    pub fn furthest(&self, today: Date) -> (Stage, Option<&'static str>) {
        let Some(stay) = &self.stay else {
            return (Stage::Called, Some(self.why_not_enrolled()));
        };
        let stage = match (stay.matched, stay.met, stay.is_here(today)) {
            (false, ..) => Stage::Enrolled,
            (true, false, _) => Stage::Matched,
            (true, true, false) => Stage::Met,
            (true, true, true) => return (Stage::Here, None),
        };
        (stage, Some(stay.why(stage)))
    }

    fn why_not_enrolled(&self) -> &'static str {
        let Some(reason) = &self.closing else {
            return "still_open";
        };
        OF_CALLS.into_iter().find(|code| code == reason).unwrap_or("not_recorded")
    }
}

impl Stay {
    fn why(&self, stage: Stage) -> &'static str {
        match (&self.discharge, stage) {
            (Some((reason, _)), _) => OF_STAYS.into_iter().find(|code| code == reason).unwrap_or("other"),
            (None, Stage::Met) => "no_contact",
            (None, Stage::Matched) if !self.match_open => "match_ended",
            (None, _) => "still_waiting",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cohort::sample::stay;
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_person_is_lost_once_with_a_reason() {
        let today = date(2026, 3, 1);
        let call = |reason: Option<&str>| Arrival { closing: reason.map(str::to_string), stay: None };
        assert_eq!(call(None).furthest(today), (Stage::Called, Some("still_open")));
        assert_eq!(call(Some("declined")).furthest(today), (Stage::Called, Some("declined")));
        assert_eq!(call(Some("enrolled")).furthest(today), (Stage::Called, Some("not_recorded")));
        let mut here = stay(date(2026, 2, 1), 20);
        let at = |stay: &Stay| Arrival { closing: None, stay: Some(stay.clone()) }.furthest(today);
        assert_eq!(at(&here), (Stage::Here, None));
        here.met = false;
        assert_eq!(at(&here), (Stage::Matched, Some("still_waiting")));
        here.match_open = false;
        assert_eq!(at(&here), (Stage::Matched, Some("match_ended")));
        here.discharge = Some(("moved".to_string(), today));
        assert_eq!(at(&here), (Stage::Matched, Some("moved")));
        assert_eq!(at(&stay(date(2025, 11, 1), 10)), (Stage::Met, Some("no_contact")));
    }
}
