//! Hours in which nobody is disturbed, across midnight and across the days on which clocks change.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

/// From one time of day until another; past midnight when it ends earlier than it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    pub from: Time,
    pub until: Time,
}

impl Hours {
    /// From minutes after midnight. None when both are the same, or no time of a day: no quiet hours.
    pub fn of(from: i64, until: i64) -> Option<Hours> {
        let (from, until) = (time_of(from)?, time_of(until)?);
        (from != until).then_some(Hours { from, until })
    }

    fn has(&self, time: Time) -> bool {
        if self.from < self.until {
            self.from <= time && time < self.until
        } else {
            self.from <= time || time < self.until
        }
    }
}

/// The time of day that is this many minutes after midnight.
pub fn time_of(minutes: i64) -> Option<Time> {
    let (hour, minute) = (i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?);
    Time::new(hour, minute, 0, 0).ok()
}

/// Whole minutes after midnight.
pub fn minutes_of(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

/// When somebody is not disturbed: any of these hours, and whole days away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quiet {
    hours: Vec<Hours>,
    /// First and last day.
    away: Option<(Date, Date)>,
}

impl Quiet {
    pub fn new(hours: Vec<Hours>, away: Option<(Date, Date)>) -> Quiet {
        Quiet { hours, away }
    }

    /// The last day away, if somebody is away at this instant.
    pub fn away_until(&self, at: Timestamp, zone: &TimeZone) -> Option<Date> {
        let today = at.to_zoned_datetime(zone.clone()).date();
        self.away.filter(|(from, until)| *from <= today && today <= *until).map(|(_, until)| until)
    }

    pub fn is_quiet(&self, at: Timestamp, zone: &TimeZone) -> bool {
        let time = at.to_zoned_datetime(zone.clone()).time();
        self.hours.iter().any(|hours| hours.has(time)) || self.away_until(at, zone).is_some()
    }

    /// The first instant from `at` on that is not quiet: `at` itself when it is not. None when there is no such hour.
    ///
    /// It can only be an end of some hours, a midnight after days away, or a change of the clocks, so those are looked
    /// through. A time that the clocks skip is taken before and after the gap, one that they show twice both times.
    pub fn opens_at(&self, at: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        if !self.is_quiet(at, zone) {
            return Some(at);
        }
        let today = at.to_zoned_datetime(zone.clone()).date();
        let mut times: Vec<Time> = self.hours.iter().map(|hours| hours.until).collect();
        times.push(Time::midnight());
        let mut candidates: Vec<Timestamp> =
            zone.following(at).take(4).map(|transition| transition.timestamp()).collect();
        let starts = [Some(today), self.away.map(|(_, until)| until)];
        for day in starts.into_iter().flatten().flat_map(three_days) {
            for time in &times {
                let local = day.to_datetime(*time);
                candidates.extend(zone.to_ambiguous_timestamp(local).earlier().ok());
                candidates.extend(zone.to_ambiguous_timestamp(local).later().ok());
            }
        }
        candidates.into_iter().filter(|candidate| *candidate > at && !self.is_quiet(*candidate, zone)).min()
    }

    /// Whether there is an hour in which somebody is reached, on a day like any other.
    pub fn leaves_an_hour(&self) -> bool {
        (0..24 * 60).filter_map(time_of).any(|time| !self.hours.iter().any(|hours| hours.has(time)))
    }
}

fn three_days(day: Date) -> [Date; 3] {
    let next = day.tomorrow().unwrap_or(day);
    [day, next, next.tomorrow().unwrap_or(next)]
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use proptest::prelude::*;

    use super::*;

    fn new_york() -> TimeZone {
        TimeZone::get("America/New_York").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn nights() -> Quiet {
        Quiet::new(Hours::of(21 * 60, 8 * 60).into_iter().collect(), None)
    }

    #[test]
    fn a_night_ends_in_the_morning_whichever_side_of_midnight_it_is() {
        let zone = new_york();
        for (asked, opens) in [
            // 23:00 and 02:00 on New York's clocks lead to 08:00, 12:00 stays itself.
            ("2026-03-03T04:00:00Z", "2026-03-03T13:00:00Z"),
            ("2026-03-03T07:00:00Z", "2026-03-03T13:00:00Z"),
            ("2026-03-03T17:00:00Z", "2026-03-03T17:00:00Z"),
            ("2026-03-03T13:00:00Z", "2026-03-03T13:00:00Z"),
        ] {
            assert_eq!(nights().opens_at(at(asked), &zone), Some(at(opens)), "{asked}");
        }
    }

    #[test]
    fn the_clocks_change_and_eight_is_eight() {
        let zone = new_york();
        // 8 March 2026 has 23 hours, 1 November 25.
        assert_eq!(nights().opens_at(at("2026-03-08T04:00:00Z"), &zone), Some(at("2026-03-08T12:00:00Z")));
        assert_eq!(nights().opens_at(at("2026-11-01T03:00:00Z"), &zone), Some(at("2026-11-01T13:00:00Z")));
        // An end that the clocks skip: half past two does not exist, three o'clock comes instead.
        let gap = Quiet::new(Hours::of(0, 150).into_iter().collect(), None);
        assert_eq!(gap.opens_at(at("2026-03-08T06:00:00Z"), &zone), Some(at("2026-03-08T07:00:00Z")));
    }

    #[test]
    fn days_away_end_with_the_night_after_them() {
        let (first, last) = ("2026-03-03".parse().unwrap(), "2026-03-10".parse().unwrap());
        let away = Quiet { away: Some((first, last)), ..nights() };
        let zone = new_york();
        let back = Some(at("2026-03-11T12:00:00Z"));
        for asked in ["2026-03-03T04:00:00Z", "2026-03-05T17:00:00Z", "2026-03-11T07:00:00Z"] {
            assert_eq!(away.opens_at(at(asked), &zone), back, "{asked}");
        }
        assert_eq!(away.away_until(at("2026-03-05T17:00:00Z"), &zone), Some(last));
    }

    #[test]
    fn no_hours_at_all_is_always_open_and_all_hours_is_never() {
        let zone = new_york();
        let noon = at("2026-03-03T17:00:00Z");
        assert_eq!(Hours::of(480, 480), None);
        assert_eq!(Hours::of(480, 5000), None);
        assert_eq!(Quiet::default().opens_at(noon, &zone), Some(noon));
        let both = [Hours::of(480, 1260), Hours::of(1260, 480)];
        let never = Quiet::new(both.into_iter().flatten().collect(), None);
        assert!(!never.leaves_an_hour() && nights().leaves_an_hour());
        assert_eq!(never.opens_at(noon, &zone), None);
    }

    proptest! {
        #[test]
        fn everything_before_the_opening_is_quiet_and_the_opening_is_not(
            spring: bool,
            minute in 0_i64..4320,
            one in (0_i64..1440, 0_i64..1440),
            other in (0_i64..1440, 0_i64..1440),
        ) {
            let zone = new_york();
            let start = at(if spring { "2026-03-06T12:00:00Z" } else { "2026-10-30T12:00:00Z" });
            let asked = start + SignedDuration::from_mins(minute);
            let hours = [Hours::of(one.0, one.1), Hours::of(other.0, other.1)];
            let quiet = Quiet::new(hours.into_iter().flatten().collect(), None);
            match quiet.opens_at(asked, &zone) {
                Some(opens) => {
                    prop_assert!(opens >= asked && !quiet.is_quiet(opens, &zone));
                    let mut between = asked;
                    while between < opens {
                        prop_assert!(quiet.is_quiet(between, &zone), "{between} is open before {opens}");
                        between += SignedDuration::from_mins(1);
                    }
                }
                None => prop_assert!(!quiet.leaves_an_hour()),
            }
        }

        #[test]
        fn minutes_and_times_are_the_same(minutes in 0_i64..1440) {
            prop_assert_eq!(time_of(minutes).map(minutes_of), Some(minutes));
        }
    }
}
