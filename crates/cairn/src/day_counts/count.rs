//! The rule: what is counted from two kinds of dates.

use jiff::civil::Date;

/// What stands on the person's first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    #[default]
    Nothing,
    Total,
    Since,
    Both,
}

/// Codes of [`Shown`], in the order in which they are offered.
pub const SHOWN: [&str; 4] = ["none", "total", "since", "both"];

impl Shown {
    pub fn code(self) -> &'static str {
        match self {
            Shown::Nothing => "none",
            Shown::Total => "total",
            Shown::Since => "since",
            Shown::Both => "both",
        }
    }

    pub fn from_code(code: &str) -> Option<Shown> {
        [Shown::Nothing, Shown::Total, Shown::Since, Shown::Both].into_iter().find(|one| one.code() == code)
    }

    pub fn total(self) -> bool {
        matches!(self, Shown::Total | Shown::Both)
    }

    pub fn since(self) -> bool {
        matches!(self, Shown::Since | Shown::Both)
    }
}

/// Two counts that stand apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// Days from the day that the person counts from until today. A return does not make it fewer.
    pub total: i64,
    /// Days since the last return; none when there was none in this time.
    pub since: Option<i64>,
}

/// Counts on `today`. A start in the future is 0 days ago, and so is a return; a return before the start is of another
/// time.
pub fn count(began_on: Date, returns: &[Date], today: Date) -> Days {
    let last = returns.iter().copied().filter(|day| *day >= began_on).max();
    Days { total: days(began_on, today), since: last.map(|day| days(day, today)) }
}

/// Whole days from one date to another, never fewer than none.
fn days(from: Date, to: Date) -> i64 {
    (from.duration_until(to).as_hours() / 24).max(0)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_return_stands_beside_the_days_and_takes_none_away() {
        let (began, today) = (date(2025, 3, 2), date(2026, 3, 2));
        assert_eq!(count(began, &[], today), Days { total: 365, since: None });
        let returned = count(began, &[date(2025, 6, 1), date(2026, 2, 20)], today);
        assert_eq!(returned, Days { total: 365, since: Some(10) });
        assert_eq!(count(today, &[], today).total, 0);
        for code in SHOWN {
            assert_eq!(Shown::from_code(code).map(Shown::code), Some(code));
        }
    }

    proptest! {
        #[test]
        fn the_total_never_falls(
            began in -3000_i64..10,
            earlier in prop::collection::vec(-3000_i64..10, 0..6),
            new in -3000_i64..10,
            later in 0_i64..400,
        ) {
            let today = date(2026, 3, 2);
            let day = |at: i64| today.saturating_add(at.days());
            let mut returns: Vec<Date> = earlier.into_iter().map(day).collect();
            let before = count(day(began), &returns, today);
            returns.push(day(new));
            let after = count(day(began), &returns, today);
            prop_assert!(after.total >= before.total, "a return was written down");
            prop_assert!(count(day(began), &returns, day(later)).total >= after.total, "time passed");
            prop_assert!(after.since.is_none_or(|since| since <= after.total), "a return lies within the time");
            prop_assert!(after.since.is_some() || before.since.is_none(), "no return is forgotten");
        }
    }
}
