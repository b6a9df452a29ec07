//! Quarters of the calendar, and which of them are shown. Pure rules.

use jiff::{ToSpan, civil::Date, civil::date};

use super::rating::DAYS;

/// A quarter of a year; `number` is 1 to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    pub year: i16,
    pub number: i8,
}

impl Quarter {
    pub fn of(day: Date) -> Quarter {
        Quarter { year: day.year(), number: (day.month() - 1) / 3 + 1 }
    }

    pub fn before(self) -> Quarter {
        match self.number {
            1 => Quarter { year: self.year.saturating_sub(1), number: 4 },
            number => Quarter { year: self.year, number: number - 1 },
        }
    }

    pub fn first_day(self) -> Date {
        date(self.year, (self.number - 1) * 3 + 1, 1)
    }

    pub fn last_day(self) -> Date {
        self.first_day().saturating_add(3.months()).saturating_sub(1.day())
    }

    /// Whether every session of the quarter can be rated no more: nothing in its means can change.
    pub fn is_closed(self, today: Date) -> bool {
        today > self.last_day().saturating_add((DAYS + 1).days())
    }
}

/// The last four closed quarters, the newest first.
pub fn shown(today: Date) -> [Quarter; 4] {
    let mut newest = Quarter::of(today).before();
    if !newest.is_closed(today) {
        newest = newest.before();
    }
    let second = newest.before();
    let third = second.before();
    [newest, second, third, third.before()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_quarter_is_shown_when_its_last_session_cannot_be_rated_any_more() {
        let first = Quarter { year: 2026, number: 1 };
        assert_eq!((first.first_day(), first.last_day()), (date(2026, 1, 1), date(2026, 3, 31)));
        assert_eq!(shown(date(2026, 4, 15))[0], first.before(), "March 31 can still be rated");
        assert_eq!(shown(date(2026, 4, 16))[0], first);
        assert_eq!(first.before(), Quarter { year: 2025, number: 4 });
    }

    proptest! {
        #[test]
        fn every_day_is_in_its_quarter_and_only_closed_ones_are_shown(days in 0_i64..20_000) {
            let day = date(2000, 1, 1).saturating_add(days.days());
            let own = Quarter::of(day);
            prop_assert!(own.first_day() <= day && day <= own.last_day());
            prop_assert_eq!(own.before().last_day().tomorrow().unwrap(), own.first_day());
            let shown = shown(day);
            prop_assert!(shown.iter().all(|quarter| quarter.is_closed(day)));
            prop_assert!(shown.windows(2).all(|pair| pair[0].before() == pair[1]));
        }
    }
}
