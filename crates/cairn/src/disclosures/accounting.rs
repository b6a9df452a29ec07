//! What a person may ask about their disclosures, and by when they must have it.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::Entry;

/// What can be asked for.
pub const REQUEST_KINDS: [&str; 2] = ["accounting", "intermediary"];

/// Days to answer a request for an accounting (45 CFR 164.528(c)(1)(i)), and the one extension (ii).
const ACCOUNTING_DAYS: i64 = 60;
const EXTENSION_DAYS: i64 = 30;
/// Days to answer a request for an intermediary's list (42 CFR 2.24(a)).
const INTERMEDIARY_DAYS: i64 = 30;
/// Years that an accounting reaches back (42 CFR 2.25(a), 2.24(a)).
const YEARS: i64 = 3;

/// The first day that an accounting made `today` has to tell about.
pub fn first_day(today: Date) -> Date {
    today.saturating_sub(YEARS.years())
}

/// The last day on which a request of that kind is answered in time.
pub fn due_on(kind: &str, asked_on: Date, extended: bool) -> Date {
    let days = match kind {
        "intermediary" => INTERMEDIARY_DAYS,
        _ if extended => ACCOUNTING_DAYS + EXTENSION_DAYS,
        _ => ACCOUNTING_DAYS,
    };
    asked_on.saturating_add(days.days())
}

/// Whether an accounting asked for today is free: the first within twelve months is (45 CFR 164.528(c)(2)).
pub fn is_free(asked_on: Date, earlier: &[Date]) -> bool {
    let year_before = asked_on.saturating_sub(1.year());
    !earlier.iter().any(|day| *day > year_before && *day <= asked_on)
}

/// Disclosures to one recipient for one purpose, told together: the first, how many, the last
/// (45 CFR 164.528(b)(3)).
#[derive(Debug, PartialEq, Eq)]
pub struct Series {
    pub recipient: String,
    pub purpose: String,
    pub first: Timestamp,
    pub many: i64,
    pub last: Timestamp,
}

/// The series among some disclosures, in the order in which they began. One disclosure is no series.
pub fn series(entries: &[Entry]) -> Vec<Series> {
    let mut found: Vec<Series> = Vec::new();
    for entry in entries {
        let same =
            found.iter_mut().find(|s| s.recipient == entry.recipient_name && s.purpose == entry.purpose);
        match same {
            Some(series) => {
                series.many += 1;
                series.first = series.first.min(entry.at);
                series.last = series.last.max(entry.at);
            }
            None => found.push(Series {
                recipient: entry.recipient_name.clone(),
                purpose: entry.purpose.clone(),
                first: entry.at,
                many: 1,
                last: entry.at,
            }),
        }
    }
    found.retain(|series| series.many > 1);
    found.sort_by_key(|series| series.first);
    found
}

/// A request as it stands.
#[derive(Debug, Clone)]
pub struct Request {
    pub id: crate::ids::RowId,
    pub participant: crate::ids::ParticipantId,
    pub kind: String,
    pub asked_at: Timestamp,
    pub asked_on: Date,
    pub due_on: Date,
    pub extended: bool,
    pub answered_at: Option<Timestamp>,
    pub free: bool,
}

impl Request {
    pub fn is_open(&self) -> bool {
        self.answered_at.is_none()
    }

    pub fn is_late(&self, today: &Date) -> bool {
        self.is_open() && *today > self.due_on
    }

    /// Only an accounting, once, and before it is due.
    pub fn may_extend(&self, today: &Date) -> bool {
        self.is_open() && !self.extended && self.kind == "accounting" && *today <= self.due_on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn row_11_three_years_back_and_not_a_day_more() {
        assert_eq!(first_day(day("2026-03-02")), day("2023-03-02"));
        // A leap day has no like three years earlier.
        assert_eq!(first_day(day("2028-02-29")), day("2025-02-28"));
    }

    #[test]
    fn row_12_an_intermediary_has_thirty_days() {
        assert_eq!(due_on("intermediary", day("2026-03-02"), false), day("2026-04-01"));
        assert_eq!(due_on("intermediary", day("2026-03-02"), true), day("2026-04-01"), "never extended");
    }

    #[test]
    fn row_11_an_accounting_has_sixty_days_and_one_extension_of_thirty() {
        assert_eq!(due_on("accounting", day("2026-01-01"), false), day("2026-03-02"));
        assert_eq!(due_on("accounting", day("2026-01-01"), true), day("2026-04-01"));
    }

    #[test]
    fn the_first_in_twelve_months_is_free() {
        let asked = day("2026-03-02");
        assert!(is_free(asked, &[]));
        assert!(is_free(asked, &[day("2025-03-02")]), "a year later to the day");
        assert!(!is_free(asked, &[day("2025-03-03")]));
    }
}
