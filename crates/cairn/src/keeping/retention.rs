//! Until when a record is kept.
//!
//! 42 CFR Part 2 sets no period of its own; HIPAA asks for six years of its documentation (45 CFR 164.316(b)(2)(i),
//! 164.530(j)), and Medicaid, state and grant rules are often longer, longest for people who were minors. So the years are a
//! setting of the program ([`crate::program::Settings`]), with seven as a start.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, civil::Date};

use crate::access::Desk;

/// The years of the program, and what day it is there.
#[derive(Debug, Clone)]
pub struct Period {
    pub years: i64,
    pub today: Date,
    zone: TimeZone,
}

impl Period {
    pub fn of(desk: &Desk<'_, '_>) -> Period {
        let years = desk.program.settings.retention.record_years;
        Period { years, today: desk.today(), zone: desk.program.zone.clone() }
    }

    /// The day of an instant.
    pub fn day(&self, at: Timestamp) -> Date {
        at.to_zoned_datetime(self.zone.clone()).date()
    }
}

/// The first day on which the record may go: `years` after the last discharge, or after the support of a family ended, and
/// for somebody who was a minor then, as many years after they came of age at 18.
pub fn keep_until(discharged_on: Date, born_on: Option<Date>, years: i64) -> Date {
    let of_age = born_on.map(|born| born.saturating_add(18.years()));
    let begins = of_age.map_or(discharged_on, |of_age| of_age.max(discharged_on));
    begins.saturating_add(years.clamp(0, 200).years())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn adults_are_kept_from_their_discharge() {
        assert_eq!(keep_until(date(2020, 2, 29), None, 7), date(2027, 2, 28));
        assert_eq!(keep_until(date(2020, 3, 1), Some(date(1980, 1, 1)), 6), date(2026, 3, 1));
    }

    #[test]
    fn minors_are_kept_from_the_day_they_come_of_age() {
        assert_eq!(keep_until(date(2020, 3, 1), Some(date(2005, 6, 15)), 7), date(2030, 6, 15));
    }
}
