//! What became of a window. Pure rules.

use jiff::civil::Date;

use super::window::{Kind, Window};

/// The reason where there is none known.
const NOT_KNOWN: &str = "no_contact";

/// Why somebody is silent, from when, and until when if they were heard from again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// One of `silence::REASONS`, or `asked_not_to_be_contacted`.
    pub reason: String,
    pub since_on: Date,
    pub ended_on: Option<Date>,
}

impl Silence {
    fn stands_on(&self, day: Date) -> bool {
        self.since_on <= day && self.ended_on.is_none_or(|ended| ended > day)
    }
}

/// What is known of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Days on which a questionnaire or a tiny check-in was answered.
    pub answered: Vec<Date>,
    /// Days on which a questionnaire was declined or could not be asked, with the reason where there is one, or its status.
    pub unanswered: Vec<(Date, String)>,
    /// SUPRT: window, status, day.
    pub suprt: Vec<(String, String, Date)>,
    pub silences: Vec<Silence>,
    /// They asked not to be contacted, and have not said otherwise since.
    pub held: bool,
    pub died_on: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Not open yet.
    Ahead,
    Open,
    /// The day itself is over, and it can still be done.
    Late,
    Done,
    /// Closed without. With the reason.
    Lost(String),
    /// They died before it closed: it is not due.
    Died,
}

impl Standing {
    pub fn code(&self) -> &'static str {
        match self {
            Standing::Ahead => "ahead",
            Standing::Open => "open",
            Standing::Late => "late",
            Standing::Done => "done",
            Standing::Lost(_) => "lost",
            Standing::Died => "died",
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(self, Standing::Open | Standing::Late)
    }

    /// The hue of its badge.
    pub fn hue(&self) -> &'static str {
        match self {
            Standing::Open | Standing::Late => "amber",
            Standing::Done => "moss",
            Standing::Lost(_) => "slate",
            Standing::Ahead | Standing::Died => "",
        }
    }
}

impl Facts {
    fn is_done(&self, window: &Window) -> bool {
        match window.kind {
            Kind::FollowUp => self.answered.iter().any(|day| window.holds(*day)),
            Kind::Suprt | Kind::Closeout => self.suprt.iter().any(|(code, status, day)| {
                code == window.code && status == "completed" && window.holds(*day)
            }),
        }
    }

    /// Why nothing was heard up to a day.
    pub fn silence_on(&self, day: Date) -> Option<&str> {
        let standing = self.silences.iter().filter(|silence| silence.stands_on(day));
        standing.max_by_key(|silence| silence.since_on).map(|silence| silence.reason.as_str())
    }

    fn why_lost(&self, window: &Window) -> String {
        let refused = || match window.kind {
            Kind::FollowUp => {
                let within = self.unanswered.iter().filter(|(day, _)| window.holds(*day));
                within.max_by_key(|(day, _)| *day).map(|(_, status)| status.as_str())
            }
            Kind::Suprt | Kind::Closeout => {
                let within =
                    self.suprt.iter().filter(|(code, _, day)| code == window.code && window.holds(*day));
                within.max_by_key(|(.., day)| *day).map(|(_, status, _)| status.as_str())
            }
        };
        let found = self.silence_on(window.closes).or_else(refused).unwrap_or(NOT_KNOWN);
        if found == "lost_contact" { NOT_KNOWN.to_string() } else { found.to_string() }
    }

    pub fn standing(&self, window: &Window, today: Date) -> Standing {
        if self.is_done(window) {
            Standing::Done
        } else if self.died_on.is_some_and(|died| died <= window.closes) {
            Standing::Died
        } else if today < window.opens {
            Standing::Ahead
        } else if today > window.closes {
            Standing::Lost(self.why_lost(window))
        } else if today > window.due_on {
            Standing::Late
        } else {
            Standing::Open
        }
    }
}

/// Days until a window closes, today included as none.
pub fn days_left(window: &Window, today: Date) -> i64 {
    crate::outcomes::days_between(today, window.closes)
}

#[cfg(test)]
mod tests {
    use super::super::window::Episode;
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    const START: Date = date(2026, 1, 1);

    fn window(code: &str) -> Window {
        let stay = Episode { enrolled_on: START, discharged_on: None, next_on: None };
        stay.windows(date(2027, 12, 31)).into_iter().find(|one| one.code == code).unwrap()
    }

    #[test]
    fn a_window_from_ahead_to_lost() {
        let (thirty, nothing) = (window("day_30"), Facts::default());
        for (day, code) in [
            (date(2026, 1, 16), "ahead"),
            (date(2026, 1, 17), "open"),
            (date(2026, 1, 31), "open"),
            (date(2026, 2, 1), "late"),
            (date(2026, 2, 14), "late"),
            (date(2026, 2, 15), "lost"),
        ] {
            assert_eq!(nothing.standing(&thirty, day).code(), code, "{day}");
        }
        assert_eq!(days_left(&thirty, date(2026, 2, 14)), 0);
    }

    #[test]
    fn an_answer_in_time_is_done_and_one_outside_is_not() {
        let today = date(2026, 6, 1);
        let at = |day| Facts { answered: vec![day], ..Facts::default() };
        assert_eq!(at(date(2026, 2, 14)).standing(&window("day_30"), today), Standing::Done);
        assert_eq!(at(date(2026, 2, 15)).standing(&window("day_30"), today).code(), "lost");
        let form = |status: &str| Facts {
            suprt: vec![("baseline".to_string(), status.to_string(), date(2026, 1, 20))],
            ..Facts::default()
        };
        assert_eq!(form("completed").standing(&window("baseline"), today), Standing::Done);
        let declined = form("declined").standing(&window("baseline"), today);
        assert_eq!(declined, Standing::Lost("declined".to_string()));
        assert_eq!(form("declined").standing(&window("baseline"), date(2026, 1, 25)).code(), "open");
    }

    #[test]
    fn the_reason_is_the_one_that_stood_when_it_closed() {
        let silence =
            |reason: &str, since_on, ended_on| Silence { reason: reason.to_string(), since_on, ended_on };
        let mut facts = Facts {
            silences: vec![
                silence("hospital", date(2026, 1, 20), Some(date(2026, 2, 1))),
                silence("in_custody", date(2026, 2, 3), None),
                silence("moved", date(2026, 3, 1), None),
            ],
            ..Facts::default()
        };
        let today = date(2026, 6, 1);
        assert_eq!(facts.standing(&window("day_30"), today), Standing::Lost("in_custody".to_string()));
        assert_eq!(facts.standing(&window("day_90"), today), Standing::Lost("moved".to_string()));
        facts.died_on = Some(date(2026, 3, 1));
        assert_eq!(facts.standing(&window("day_90"), today), Standing::Died);
        assert_eq!(facts.standing(&window("day_30"), today).code(), "lost", "it had closed before");
    }

    proptest! {
        #[test]
        fn what_is_done_stays_done_and_what_closed_never_opens(answered in 0_i64..500, first in 0_i64..500, later in 0_i64..500) {
            let facts = Facts { answered: vec![START.saturating_add(answered.days())], ..Facts::default() };
            let (first, later) = (first.min(later), first.max(later));
            for code in ["day_30", "day_90", "day_180", "day_365"] {
                let window = window(code);
                let before = facts.standing(&window, START.saturating_add(first.days()));
                let after = facts.standing(&window, START.saturating_add(later.days()));
                if before == Standing::Done || before.code() == "lost" {
                    prop_assert_eq!(before, after);
                }
            }
        }
    }
}
