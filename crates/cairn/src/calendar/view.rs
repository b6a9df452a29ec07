//! The three ways to look at the calendar: a day, a week, what comes next.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::web::Text;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    Agenda,
    Day,
    Week,
}

/// Days of the agenda.
const AHEAD: i64 = 14;
/// Lines of a day where several days share a page; the day itself pages.
pub const MOST: i64 = 8;

impl View {
    pub const ALL: [View; 3] = [View::Agenda, View::Day, View::Week];

    pub fn code(self) -> &'static str {
        match self {
            View::Agenda => "agenda",
            View::Day => "day",
            View::Week => "week",
        }
    }

    /// What comes next unless another way was asked for.
    pub fn from_code(code: &str) -> View {
        View::ALL.into_iter().find(|view| view.code() == code).unwrap_or(View::Agenda)
    }

    /// The days that are shown when `on` is asked for. Weeks begin on Monday.
    pub fn days(self, on: Date) -> Vec<Date> {
        let (first, many) = match self {
            View::Agenda => (on, AHEAD),
            View::Day => (on, 1),
            View::Week => (on.saturating_sub(i64::from(on.weekday().to_monday_zero_offset()).days()), 7),
        };
        (0..many).map(|day| first.saturating_add(day.days())).collect()
    }

    /// The day to ask for to see what was before, and what comes after.
    pub fn neighbors(self, on: Date) -> (Date, Date) {
        let step = self.days(on).len() as i64;
        (on.saturating_sub(step.days()), on.saturating_add(step.days()))
    }

    /// What the page says above its lines: `Mon, Mar 2, 2026`, or from when to when.
    pub fn heading(self, t: &Text, on: Date) -> String {
        let days = self.days(on);
        match (days.first(), days.last()) {
            (Some(first), Some(last)) if first != last => {
                t.args("calendar-span", [("from", t.date(first).into()), ("to", t.date(last).into())])
            }
            _ => t.date(&on),
        }
    }
}

/// The instants at which a day begins and ends in a zone.
pub fn bounds(day: Date, zone: &TimeZone) -> (Timestamp, Timestamp) {
    let start = |day: Date| {
        day.to_zoned_datetime(zone.clone()).map(|zoned| zoned.timestamp()).unwrap_or(Timestamp::UNIX_EPOCH)
    };
    (start(day), start(day.tomorrow().unwrap_or(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday_and_its_neighbors_are_weeks() {
        let on: Date = "2026-03-08".parse().unwrap();
        let days = View::Week.days(on);
        assert_eq!((days[0].to_string(), days[6].to_string()), ("2026-03-02".into(), "2026-03-08".into()));
        let (before, after) = View::Week.neighbors(on);
        assert_eq!(View::Week.days(before)[6].tomorrow().unwrap(), days[0]);
        assert_eq!(View::Week.days(after)[0], days[6].tomorrow().unwrap());
        assert_eq!(View::Agenda.days(on).len(), 14);
    }

    #[test]
    fn a_day_on_which_clocks_change_has_23_or_25_hours() {
        let zone = TimeZone::get("America/New_York").unwrap();
        for (day, hours) in [("2026-03-08", 23), ("2026-11-01", 25), ("2026-06-01", 24)] {
            let (from, to) = bounds(day.parse().unwrap(), &zone);
            assert_eq!(to.duration_since(from).as_hours(), hours, "{day}");
        }
    }
}
