//! The cohort: everybody who asked for help in a period, and how far each came.

use jiff::civil::Date;

use super::days_between;

/// Days without any contact after which somebody counts as no longer here. The program's own definition, after the
/// follow-up points of the field (contact at 30, 90 and 180 days).
pub const QUIET_DAYS: i64 = 30;

/// One person who asked for help: a first call, or an enrollment without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Why the call was closed, if it was.
    pub closing: Option<String>,
    pub stay: Option<Stay>,
}

/// One enrollment and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    pub enrolled_on: Date,
    /// Reason and day.
    pub discharge: Option<(String, Date)>,
    /// Had a supporter during this enrollment: a match, or a session held.
    pub matched: bool,
    /// Has a supporter now.
    pub match_open: bool,
    /// Had at least one session that took place.
    pub met: bool,
    /// Day of the last contact: a session held or a group meeting attended; the day of enrollment before any.
    pub last_contact: Date,
}

impl Stay {
    /// Days from enrollment to leaving (`true`) or to today (`false`).
    ///
    /// Whoever was discharged, or had no contact for [`QUIET_DAYS`], left on the day after the last contact. A pause that
    /// ended with another contact is no leaving. Everyone else is still here, and seen up to today.
    pub fn followed(&self, today: Date) -> (u32, bool) {
        let gone = self.discharge.is_some() || days_between(self.last_contact, today) > QUIET_DAYS;
        let days = if gone {
            days_between(self.enrolled_on, self.last_contact) + 1
        } else {
            days_between(self.enrolled_on, today)
        };
        (u32::try_from(days.max(0)).unwrap_or(u32::MAX), gone)
    }

    pub fn is_here(&self, today: Date) -> bool {
        !self.followed(today).1
    }
}

#[cfg(test)]
pub mod sample {
    use super::*;
    use jiff::ToSpan;

    /// Enrolled on a day, with the last contact so many days later.
    pub fn stay(enrolled_on: Date, last: i64) -> Stay {
        Stay {
            enrolled_on,
            discharge: None,
            matched: true,
            match_open: true,
            met: true,
            last_contact: enrolled_on.saturating_add(last.days()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sample::stay;
    use super::*;
    use jiff::civil::date;

    const START: Date = date(2026, 1, 1);

    #[test]
    fn thirty_days_without_contact_are_a_pause_and_thirty_one_are_leaving() {
        // Last contact on day 90, April 1.
        assert_eq!(stay(START, 90).followed(date(2026, 5, 1)), (120, false));
        assert_eq!(stay(START, 90).followed(date(2026, 5, 2)), (91, true), "here on day 90, gone on day 91");
    }

    #[test]
    fn a_discharge_ends_the_stay_at_the_last_contact() {
        let mut left = stay(START, 40);
        left.discharge = Some(("goals_met".to_string(), date(2026, 2, 12)));
        assert_eq!(left.followed(date(2026, 2, 13)), (41, true));
    }

    #[test]
    fn who_enrolled_and_was_never_met_is_here_for_thirty_days() {
        assert!(stay(START, 0).is_here(date(2026, 1, 31)));
        assert_eq!(stay(START, 0).followed(date(2026, 2, 1)), (1, true));
    }
}
