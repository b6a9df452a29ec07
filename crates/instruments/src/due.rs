use jiff::{ToSpan, civil::Date};

use crate::Error;

/// When an instrument is asked: at named days after the start, or at a steady rhythm.
///
/// A window is named by its day: 0 is the start, 90 the assessment at 90 days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    rhythm: Rhythm,
    tolerance: Tolerance,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Rhythm {
    /// Ascending days after the start.
    Windows(Vec<u32>),
    /// Days 0, n, 2n, ...
    Every(u32),
}

/// How many days before and after its day a window is open. An assessment outside it does not speak for that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tolerance {
    pub opens_before: u32,
    pub closes_after: u32,
}

impl Default for Tolerance {
    /// 7 days before to 14 days after: a convention of this program, to be set by each site.
    fn default() -> Self {
        Self { opens_before: 7, closes_after: 14 }
    }
}

impl Schedule {
    /// A participant's: intake, then 30, 90, 180 and 365 days, with the usual tolerance.
    pub fn participant() -> Self {
        Self { rhythm: Rhythm::Windows(vec![0, 30, 90, 180, 365]), tolerance: Tolerance::default() }
    }

    /// A peer supporter's own: every 91 days (quarterly), with the usual tolerance.
    pub fn supporter() -> Self {
        Self { rhythm: Rhythm::Every(91), tolerance: Tolerance::default() }
    }

    /// Windows at the given days after the start.
    ///
    /// # Errors
    /// [`Error::Schedule`] when there are none, they do not ascend, or two are open on the same day.
    pub fn windows(days: &[u32], tolerance: Tolerance) -> Result<Self, Error> {
        if days.is_empty() {
            return Err(Error::Schedule { reason: "name at least one window, such as 0 for intake".into() });
        }
        days.iter().zip(days.iter().skip(1)).try_for_each(|(first, next)| apart(*first, *next, tolerance))?;
        Ok(Self { rhythm: Rhythm::Windows(days.to_vec()), tolerance })
    }

    /// A window at the start and then every `days` days.
    ///
    /// # Errors
    /// [`Error::Schedule`] when two neighboring windows would be open on the same day.
    pub fn every(days: u32, tolerance: Tolerance) -> Result<Self, Error> {
        apart(0, days, tolerance)?;
        Ok(Self { rhythm: Rhythm::Every(days), tolerance })
    }

    /// The windows up to `today`; of a rhythm also the one that follows.
    fn until(&self, started: Date, today: Date) -> Vec<u32> {
        match &self.rhythm {
            Rhythm::Windows(days) => days.clone(),
            Rhythm::Every(step) => {
                let passed = started.duration_until(today).as_hours().max(0) / 24;
                let opening =
                    u32::try_from(passed).unwrap_or(u32::MAX).saturating_add(self.tolerance.opens_before);
                let last = opening / (*step).max(1) + 1;
                (0..=last).map(|count| count.saturating_mul(*step)).collect()
            }
        }
    }
}

fn apart(first: u32, next: u32, tolerance: Tolerance) -> Result<(), Error> {
    let closes = u64::from(first) + u64::from(tolerance.closes_after);
    if closes < u64::from(next).saturating_sub(u64::from(tolerance.opens_before)) {
        return Ok(());
    }
    Err(Error::Schedule {
        reason: format!(
            "windows {first} and {next} are open on the same days; \
             put them further apart or shorten the time before ({}) and after ({})",
            tolerance.opens_before, tolerance.closes_after
        ),
    })
}

/// One assessment that is, was or will be asked. `opens` and `closes` are both inside the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Days after the start; names the window.
    pub window: u32,
    pub opens: Date,
    pub due_on: Date,
    pub closes: Date,
    pub state: State,
    /// The first day that an assessment was filed for this window.
    pub done_on: Option<Date>,
}

impl Due {
    /// Whether it was done while the window was open. Only those belong in a figure about that day.
    pub fn in_window(&self) -> bool {
        self.done_on.is_some_and(|day| (self.opens..=self.closes).contains(&day))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Not open yet.
    Upcoming,
    /// From the opening to the due day.
    Open,
    /// After the due day, while the window is still open.
    Overdue,
    /// Closed without an assessment. It stays missing: no later one takes its place.
    Missed,
    Done,
}

/// Every window of `schedule` for someone who started on `started`, in order of time.
///
/// `done` holds the window and day of each assessment on file. A rhythm has no end: its windows are given up to the
/// first upcoming one.
pub fn due(started: Date, done: &[(u32, Date)], today: Date, schedule: &Schedule) -> Vec<Due> {
    let windows = schedule.until(started, today).into_iter();
    windows.map(|window| one(started, window, done, (today, schedule.tolerance))).collect()
}

/// The window that an assessment taken on `day` belongs to, if any is open then.
pub fn window_on(started: Date, day: Date, schedule: &Schedule) -> Option<u32> {
    let all = due(started, &[], day, schedule);
    all.iter().find(|due| (due.opens..=due.closes).contains(&day)).map(|due| due.window)
}

fn one(started: Date, window: u32, done: &[(u32, Date)], (today, tolerance): (Date, Tolerance)) -> Due {
    // A date past the year 9999 stops there: it is upcoming either way.
    let due_on = later(started, window);
    let opens = due_on.saturating_sub(i64::from(tolerance.opens_before).min(MOST_DAYS).days());
    let closes = later(due_on, tolerance.closes_after);
    let done_on = done.iter().filter(|(of, _)| *of == window).map(|(_, day)| *day).min();
    let state = if done_on.is_some() {
        State::Done
    } else if today < opens {
        State::Upcoming
    } else if today <= due_on {
        State::Open
    } else if today <= closes {
        State::Overdue
    } else {
        State::Missed
    };
    Due { window, opens, due_on, closes, state, done_on }
}

/// More days than any two dates are apart, and within what a span of days can hold.
const MOST_DAYS: i64 = 7_304_000;

fn later(day: Date, days: u32) -> Date {
    day.saturating_add(i64::from(days).min(MOST_DAYS).days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const START: Date = date(2026, 1, 1);

    fn states(today: Date, done: &[(u32, Date)]) -> Vec<State> {
        due(START, done, today, &Schedule::participant()).iter().map(|due| due.state).collect()
    }

    #[test]
    fn dates_by_hand_over_a_year() {
        let all = due(START, &[], START, &Schedule::participant());
        let days: Vec<_> = all.iter().map(|due| due.due_on.to_string()).collect();
        assert_eq!(days, ["2026-01-01", "2026-01-31", "2026-04-01", "2026-06-30", "2027-01-01"]);
        assert_eq!((all[1].opens, all[1].closes), (date(2026, 1, 24), date(2026, 2, 14)));
    }

    #[test]
    fn a_window_opens_falls_due_and_closes() {
        use State::{Missed, Open, Overdue, Upcoming};
        let second = |today: Date| states(today, &[(0, START)])[1];
        assert_eq!(second(date(2026, 1, 23)), Upcoming);
        assert_eq!(second(date(2026, 1, 24)), Open);
        assert_eq!(second(date(2026, 1, 31)), Open);
        assert_eq!(second(date(2026, 2, 1)), Overdue);
        assert_eq!(second(date(2026, 2, 14)), Overdue);
        assert_eq!(second(date(2026, 2, 15)), Missed);
    }

    #[test]
    fn a_late_assessment_is_done_but_not_in_the_window() {
        let done = [(30, date(2026, 3, 1)), (90, date(2026, 4, 3))];
        let all = due(START, &done, date(2026, 4, 5), &Schedule::participant());
        assert_eq!((all[1].state, all[1].in_window()), (State::Done, false));
        assert_eq!((all[2].state, all[2].in_window()), (State::Done, true));
        assert_eq!(window_on(START, date(2026, 3, 1), &Schedule::participant()), None);
        assert_eq!(window_on(START, date(2026, 4, 3), &Schedule::participant()), Some(90));
    }

    #[test]
    fn a_supporter_is_asked_every_quarter_for_as_long_as_they_serve() {
        let all =
            due(START, &[(0, START), (91, date(2026, 4, 2))], date(2026, 12, 20), &Schedule::supporter());
        let seen: Vec<_> = all.iter().map(|due| (due.window, due.state)).collect();
        let expected = [
            (0, State::Done),
            (91, State::Done),
            (182, State::Missed),
            (273, State::Missed),
            (364, State::Upcoming),
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn windows_that_overlap_are_refused_with_their_names() {
        let wide = Tolerance { opens_before: 20, closes_after: 20 };
        let message = Schedule::windows(&[0, 30, 90], wide).unwrap_err().to_string();
        assert!(message.contains("windows 0 and 30"), "{message}");
        assert!(Schedule::windows(&[], wide).is_err());
        assert!(Schedule::windows(&[90, 30], Tolerance::default()).is_err());
        assert!(Schedule::every(0, Tolerance { opens_before: 0, closes_after: 0 }).is_err());
        let usual = Schedule::windows(&[0, 30, 90, 180, 365], Tolerance::default());
        assert_eq!(usual.unwrap(), Schedule::participant());
        assert_eq!(Schedule::every(91, Tolerance::default()).unwrap(), Schedule::supporter());
    }

    proptest! {
        #[test]
        fn at_most_one_window_is_open_and_dates_ascend(offset in -800_i64..4000, quarterly: bool) {
            let schedule = if quarterly { Schedule::supporter() } else { Schedule::participant() };
            let today = START.saturating_add(offset.days());
            let all = due(START, &[], today, &schedule);
            let open = all.iter().filter(|due| matches!(due.state, State::Open | State::Overdue));
            let open: Vec<_> = open.map(|due| due.window).collect();
            prop_assert!(open.len() <= 1);
            prop_assert_eq!(window_on(START, today, &schedule), open.first().copied());
            prop_assert!(all.windows(2).all(|pair| pair[0].closes < pair[1].opens));
            prop_assert!(!quarterly || all.last().unwrap().state == State::Upcoming);
        }

        #[test]
        fn the_ends_of_the_calendar_do_not_break_it(first in 0_i64..40, last in 0_i64..40, step in 1_u32..) {
            let tolerance = Tolerance { opens_before: 0, closes_after: 0 };
            let schedule = Schedule::every(step.max(2), tolerance).unwrap();
            let all = due(Date::MIN.saturating_add(first.days()), &[], Date::MAX.saturating_sub(last.days()),
                &Schedule::windows(&[0, step], tolerance).unwrap());
            prop_assert_eq!(all.len(), 2);
            let near = Date::MAX.saturating_sub(last.days());
            prop_assert!(!due(near, &[], Date::MAX, &schedule).is_empty());
        }
    }
}
