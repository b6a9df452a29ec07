//! Spans of days.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, civil::Date};

use crate::web::Form;

/// From the first to the last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: Date,
    pub to: Date,
}

impl Period {
    /// The twelve months that end today.
    pub fn last_year(today: Date) -> Period {
        Period { from: today.saturating_sub(1.year()), to: today }
    }

    /// The instants at which the first day begins and the last is over.
    pub fn instants(self, zone: &TimeZone) -> (Timestamp, Timestamp) {
        (start_of(self.from, zone), start_of(self.to.tomorrow().unwrap_or(self.to), zone))
    }
}

/// What a page's filter asks for: `from` and `to`.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    from: Option<Date>,
    to: Option<Date>,
    valid: bool,
}

impl Asked {
    /// Reads the filter, and writes beside it what is wrong.
    pub fn read(form: &mut Form) -> Asked {
        let (from, to) = (form.date("from"), form.date("to"));
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            form.wrong("to", "outcomes-period-order");
        }
        Asked { from, to, valid: form.is_valid() }
    }

    /// The period asked for, and the last twelve months for what was not said or is wrong.
    pub fn period(self, today: Date) -> Period {
        let usual = Period::last_year(today);
        let asked = Period { from: self.from.unwrap_or(usual.from), to: self.to.unwrap_or(usual.to) };
        if self.valid && asked.from <= asked.to { asked } else { usual }
    }

    /// Shows the period that was taken where none was asked for.
    pub fn fill(self, form: &mut Form, period: Period) {
        if self.from.is_none() && self.to.is_none() {
            form.set("from", period.from);
            form.set("to", period.to);
        }
    }
}

/// The instant at which a day begins in a time zone.
pub fn start_of(day: Date, zone: &TimeZone) -> Timestamp {
    day.to_zoned_datetime(zone.clone()).map(|zoned| zoned.timestamp()).unwrap_or_default()
}

/// Days from one date to another, negative when the other is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_begins_at_midnight_of_the_program() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let (from, to) = Period { from: date(2026, 3, 7), to: date(2026, 3, 8) }.instants(&zone);
        assert_eq!(
            (from.to_string(), to.to_string()),
            ("2026-03-07T05:00:00Z".into(), "2026-03-09T04:00:00Z".into())
        );
        assert_eq!(days_between(date(2026, 2, 27), date(2026, 3, 2)), 3);
        assert_eq!(Period::last_year(date(2028, 2, 29)).from, date(2027, 2, 28));
    }
}
