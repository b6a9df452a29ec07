//! When the next call is due. Pure rules.
//!
//! The calls are counted: "the third of twelve". A call that nobody answers is tried again a few times and then gives way to the
//! next one, so that the weeks go on. The last one stays open until somebody was asked whether to go on.

use jiff::{ToSpan, civil::Date};

pub const OUTCOMES: [&str; 8] =
    ["talked", "later", "no_answer", "message_left", "wrong_number", "asked_to_stop", "moved", "died"];
/// What ends the calls. A return to use is not among them, on purpose.
pub const ENDINGS: [&str; 4] = ["asked_to_stop", "completed", "moved", "died"];
pub const MESSAGE_SAFE: [&str; 3] = ["yes", "no", "unknown"];

/// What a schedule says, and the program's rule for calls that nobody answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    pub every_days: i64,
    /// How many calls are planned.
    pub calls: i64,
    pub retry_days: i64,
    /// How often one call is tried.
    pub tries: i64,
}

/// Which of the calls is due, which try at it, and on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub round: i64,
    pub attempt: i64,
    pub on: Date,
}

/// What came of a call, as far as the schedule cares. What somebody says about themselves is not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Came<'a> {
    /// One of [`OUTCOMES`].
    pub outcome: &'a str,
    /// The day on which they asked to be called instead.
    pub later_on: Option<Date>,
    /// Whether they want to go on after the last call, where they were asked.
    pub go_on: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Call(Due),
    /// One of [`ENDINGS`].
    End(&'static str),
}

impl Rhythm {
    pub fn is_last(&self, due: &Due) -> bool {
        due.round >= self.calls
    }

    /// What follows a call that was due and was made today.
    pub fn after(&self, due: Due, came: Came<'_>, today: Date) -> Next {
        let rhythm = self.every_days.max(1).days();
        // The weekday stays, unless the call came so late that the next one would be past already.
        let by_rhythm = match due.on.saturating_add(rhythm) {
            on if on > today => on,
            _ => today.saturating_add(rhythm),
        };
        let next = Due { round: due.round + 1, attempt: 1, on: by_rhythm };
        let same = |on| Due { on, ..due };
        match came.outcome {
            "asked_to_stop" => Next::End("asked_to_stop"),
            "moved" => Next::End("moved"),
            "died" => Next::End("died"),
            "later" => {
                let tomorrow = today.saturating_add(1.day());
                Next::Call(same(came.later_on.filter(|on| *on >= today).unwrap_or(tomorrow)))
            }
            "talked" => match came.go_on.filter(|_| self.is_last(&due)) {
                Some(false) => Next::End("completed"),
                Some(true) => Next::Call(next),
                None if self.is_last(&due) => Next::Call(Due { attempt: 1, ..same(by_rhythm) }),
                None => Next::Call(next),
            },
            _ if due.attempt < self.tries => {
                let on = today.saturating_add(self.retry_days.max(1).days());
                Next::Call(Due { attempt: due.attempt + 1, ..same(on) })
            }
            _ if self.is_last(&due) => Next::Call(Due { attempt: 1, ..same(by_rhythm) }),
            _ => Next::Call(next),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::said::{Answers, USES};
    use super::*;
    use proptest::prelude::*;

    const MONDAY: Date = jiff::civil::date(2026, 3, 2);
    const WEEKLY: Rhythm = Rhythm { every_days: 7, calls: 12, retry_days: 2, tries: 3 };

    fn due(round: i64, attempt: i64) -> Due {
        Due { round, attempt, on: MONDAY }
    }

    fn came(outcome: &str) -> Came<'_> {
        Came { outcome, later_on: None, go_on: None }
    }

    fn next(due: Due, came: Came<'_>, today: &str) -> Option<(i64, i64, String)> {
        match WEEKLY.after(due, came, today.parse().unwrap()) {
            Next::Call(due) => Some((due.round, due.attempt, due.on.to_string())),
            Next::End(_) => None,
        }
    }

    #[test]
    fn twelve_weeks_by_hand() {
        let on = |round, attempt, day: &str| Some((round, attempt, day.to_string()));
        assert_eq!(next(due(1, 1), came("talked"), "2026-03-02"), on(2, 1, "2026-03-09"));
        assert_eq!(
            next(due(1, 1), came("talked"), "2026-03-05"),
            on(2, 1, "2026-03-09"),
            "Mondays stay Mondays"
        );
        assert_eq!(next(due(1, 1), came("talked"), "2026-03-20"), on(2, 1, "2026-03-27"));
        assert_eq!(next(due(3, 1), came("no_answer"), "2026-03-02"), on(3, 2, "2026-03-04"));
        assert_eq!(next(due(3, 3), came("message_left"), "2026-03-06"), on(4, 1, "2026-03-09"));
        let later = Came { later_on: Some("2026-03-03".parse().unwrap()), ..came("later") };
        assert_eq!(next(due(3, 2), later, "2026-03-02"), on(3, 2, "2026-03-03"));
        // The last one: nobody answers, so it stays; they talk, and say no, or yes.
        assert_eq!(next(due(12, 3), came("no_answer"), "2026-03-02"), on(12, 1, "2026-03-09"));
        let answer = |go_on| Came { go_on: Some(go_on), ..came("talked") };
        assert_eq!(next(due(12, 1), answer(true), "2026-03-02"), on(13, 1, "2026-03-09"));
        assert_eq!(WEEKLY.after(due(12, 1), answer(false), MONDAY), Next::End("completed"));
        assert_eq!(
            next(due(11, 1), answer(false), "2026-03-02"),
            on(12, 1, "2026-03-09"),
            "too early to ask"
        );
    }

    fn any_came() -> impl Strategy<Value = (&'static str, Option<i64>, Option<bool>)> {
        (
            proptest::sample::select(OUTCOMES.to_vec()),
            proptest::option::of(-3_i64..40),
            proptest::option::of(proptest::bool::ANY),
        )
    }

    proptest! {
        /// Over every outcome, place in the schedule and rhythm: the calls end when they were asked to stop, when the last one
        /// was talked through and answered with no, by a move and by a death. Nothing else ends them or leaves them without a day.
        #[test]
        fn only_four_things_end_the_calls(
            (outcome, later, go_on) in any_came(), round in 1_i64..20, attempt in 1_i64..6, late in 0_i64..60,
            every_days in 0_i64..40, calls in 1_i64..20, retry_days in 0_i64..9, tries in 0_i64..6,
        ) {
            let rhythm = Rhythm { every_days, calls, retry_days, tries };
            let today = MONDAY.saturating_add(late.days());
            let later_on = later.map(|days| today.saturating_add(days.days()));
            let due = due(round, attempt);
            match rhythm.after(due, Came { outcome, later_on, go_on }, today) {
                Next::End("asked_to_stop") => prop_assert_eq!(outcome, "asked_to_stop"),
                Next::End("moved") => prop_assert_eq!(outcome, "moved"),
                Next::End("died") => prop_assert_eq!(outcome, "died"),
                Next::End("completed") => {
                    prop_assert!(outcome == "talked" && go_on == Some(false) && round >= calls);
                }
                Next::End(other) => prop_assert!(false, "{}", other),
                Next::Call(next) => {
                    prop_assert!(next.on > today || (outcome == "later" && next.on == today));
                    prop_assert!(next.round == round || (next.round == round + 1 && next.attempt == 1));
                }
            }
        }

        /// A return to use changes nothing about the next call, whatever else was said: the schedule does not even know of it,
        /// and it asks for a follow-up.
        #[test]
        fn a_return_to_use_never_ends_or_moves_a_call(
            (outcome, later, go_on) in any_came(), round in 1_i64..20, spoke in proptest::sample::select(USES.to_vec()),
        ) {
            let told = |used: &str| Answers { feeling: None, used: Some(used.to_string()), wants: vec![] };
            let later_on = later.map(|days| MONDAY.saturating_add(days.days()));
            let came = |_: &Answers| Came { outcome, later_on, go_on };
            let with = WEEKLY.after(due(round, 1), came(&told("yes")), MONDAY);
            let without = WEEKLY.after(due(round, 1), came(&told(spoke)), MONDAY);
            prop_assert_eq!(with, without);
            prop_assert!(told("yes").follow_up());
        }
    }
}
