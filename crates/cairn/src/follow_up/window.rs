//! When somebody is asked again how they are. Pure rules over days: no clock, no time of day, so that a change of the
//! clocks in spring and autumn changes nothing.
//!
//! Follow-ups are 30, 90, 180 and 365 days after an enrollment, whether the person stayed or left. SUPRT asks at a baseline
//! within 30 days of the intake, half a year later (180 days, 30 before to 30 after), every year (30 before to 30 after),
//! and within 30 days of the end; a new enrollment begins anew (SAMHSA, SUPRT, since October 1, 2025).

use jiff::{ToSpan, civil::Date};

/// Which rhythm a window is of. The windows of one kind never overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    FollowUp,
    /// Baseline, reassessment, every year.
    Suprt,
    /// At the end.
    Closeout,
}

/// Code, day after the enrollment, days before and after it in which it can be done.
const FOLLOW_UPS: [(&str, i64, i64, i64); 4] =
    [("day_30", 30, 14, 14), ("day_90", 90, 30, 30), ("day_180", 180, 30, 30), ("day_365", 365, 30, 30)];

const MONTH: i64 = 30;
const HALF_YEAR: i64 = 180;
const YEAR: i64 = 365;

/// The codes of every window, in the order of a stay.
pub const CODES: [&str; 8] =
    ["day_30", "day_90", "day_180", "day_365", "baseline", "reassessment", "annual", "closeout"];
/// Those of SUPRT.
pub const SUPRT: [&str; 4] = ["baseline", "reassessment", "annual", "closeout"];

/// A time in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Episode {
    pub enrolled_on: Date,
    pub discharged_on: Option<Date>,
    /// When the next one began: what is due of this one ends the day before.
    pub next_on: Option<Date>,
}

/// Days, both ends included, in which something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub kind: Kind,
    /// One of [`CODES`].
    pub code: &'static str,
    pub opens: Date,
    /// The day itself; after it, it is late.
    pub due_on: Date,
    pub closes: Date,
}

impl Window {
    pub fn holds(&self, day: Date) -> bool {
        self.opens <= day && day <= self.closes
    }
}

fn after(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

impl Episode {
    /// Every window that opens up to `until`, in the order of their days.
    pub fn windows(&self, until: Date) -> Vec<Window> {
        let start = self.enrolled_on;
        let around = |kind: Kind, code: &'static str, day: i64, before: i64, later: i64| Window {
            kind,
            code,
            opens: after(start, day - before),
            due_on: after(start, day),
            closes: after(start, day + later),
        };
        let mut all: Vec<Window> = FOLLOW_UPS
            .into_iter()
            .map(|(code, day, before, later)| around(Kind::FollowUp, code, day, before, later))
            .collect();
        let baseline = Window { due_on: after(start, MONTH), ..around(Kind::Suprt, "baseline", 0, 0, MONTH) };
        all.push(baseline);
        // Whoever left before it opened is asked at the end instead.
        let here = |window: &Window| self.discharged_on.is_none_or(|left| window.opens <= left);
        let half = around(Kind::Suprt, "reassessment", HALF_YEAR, MONTH, MONTH);
        let years = (1_i64..200).map(|year| around(Kind::Suprt, "annual", year * YEAR, MONTH, MONTH));
        all.extend(
            std::iter::once(half).chain(years).take_while(|window| window.opens <= until && here(window)),
        );
        all.extend(self.discharged_on.map(|left| Window {
            kind: Kind::Closeout,
            code: "closeout",
            opens: left,
            due_on: after(left, MONTH),
            closes: after(left, MONTH),
        }));
        let last = self.next_on.map_or(Date::MAX, |next| next.yesterday().unwrap_or(next));
        all.retain(|window| window.opens <= until && window.opens <= last);
        for window in &mut all {
            window.closes = window.closes.min(last);
            window.due_on = window.due_on.min(last);
        }
        all.sort_by_key(|window| (window.opens, window.kind));
        all
    }
}

/// The times of one person in the program, each with its own key, as episodes. `stays` is in the order in which they began.
pub fn episodes<K: Copy>(stays: &[(K, Date, Option<Date>)]) -> Vec<(K, Episode)> {
    let next = stays.iter().skip(1).map(|(_, on, _)| Some(*on)).chain(std::iter::once(None));
    let both = stays.iter().zip(next);
    both.map(|((key, enrolled_on, discharged_on), next_on)| {
        (*key, Episode { enrolled_on: *enrolled_on, discharged_on: *discharged_on, next_on })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn found(episode: Episode, until: Date) -> Vec<(&'static str, String, String)> {
        let windows = episode.windows(until);
        windows.iter().map(|one| (one.code, one.opens.to_string(), one.closes.to_string())).collect()
    }

    #[test]
    fn a_year_by_hand() {
        let stay = Episode { enrolled_on: date(2026, 1, 1), discharged_on: None, next_on: None };
        let expected = [
            ("baseline", "2026-01-01", "2026-01-31"),
            ("day_30", "2026-01-17", "2026-02-14"),
            ("day_90", "2026-03-02", "2026-05-01"),
            ("day_180", "2026-05-31", "2026-07-30"),
            ("reassessment", "2026-05-31", "2026-07-30"),
            ("day_365", "2026-12-02", "2027-01-31"),
            ("annual", "2026-12-02", "2027-01-31"),
        ];
        let expected = expected.map(|(code, opens, closes)| (code, opens.to_string(), closes.to_string()));
        assert_eq!(found(stay, date(2026, 12, 31)), expected);
    }

    #[test]
    fn who_left_is_asked_at_the_end_and_followed_all_the_same() {
        let left = Episode {
            enrolled_on: date(2026, 1, 1),
            discharged_on: Some(date(2026, 3, 10)),
            next_on: Some(date(2026, 6, 15)),
        };
        let codes: Vec<_> =
            found(left, date(2027, 12, 31)).into_iter().map(|(code, _, closes)| (code, closes)).collect();
        let expected = [
            ("baseline", "2026-01-31"),
            ("day_30", "2026-02-14"),
            ("day_90", "2026-05-01"),
            ("closeout", "2026-04-09"),
            ("day_180", "2026-06-14"),
        ];
        assert_eq!(codes, expected.map(|(code, closes)| (code, closes.to_string())));
    }

    proptest! {
        #[test]
        fn a_day_is_in_at_most_one_window_of_a_kind(
            gaps in proptest::collection::vec((0_i64..900, proptest::option::of(0_i64..900)), 1..5), day in 0_i64..4_000,
        ) {
            let mut on = date(2020, 1, 1);
            let mut stays = Vec::new();
            for (gap, stay) in gaps {
                let left = after(on, stay.unwrap_or(gap).min(gap));
                stays.push((stays.len(), on, Some(left)));
                on = after(on, gap + 1);
            }
            let until = after(date(2020, 1, 1), 5_000);
            let all: Vec<Window> =
                episodes(&stays).into_iter().flat_map(|(_, episode)| episode.windows(until)).collect();
            let day = after(date(2020, 1, 1), day);
            for kind in [Kind::FollowUp, Kind::Suprt, Kind::Closeout] {
                let holding = all.iter().filter(|window| window.kind == kind && window.holds(day)).count();
                prop_assert!(holding <= 1, "{kind:?} on {day}: {holding}");
            }
            prop_assert!(all.iter().all(|one| one.opens <= one.due_on && one.due_on <= one.closes));
        }

        #[test]
        fn clocks_that_change_and_the_hour_of_the_day_change_no_window(start in 0_i64..3_000, second in 0_i64..86_400) {
            let zone = jiff::tz::TimeZone::get("America/New_York").unwrap();
            let enrolled_on = after(date(2020, 1, 1), start);
            let at = enrolled_on.to_zoned_datetime(zone.clone()).unwrap().timestamp();
            let next = enrolled_on.tomorrow().unwrap().to_zoned_datetime(zone.clone()).unwrap().timestamp();
            // Some instant of that day, which has 23, 24 or 25 hours.
            let length = next.as_second() - at.as_second();
            let later = jiff::Timestamp::from_second(at.as_second() + second.min(length - 1)).unwrap();
            let seen = later.to_zoned_datetime(zone).date();
            prop_assert_eq!(seen, enrolled_on);
            let stay = |enrolled_on| Episode { enrolled_on, discharged_on: None, next_on: None };
            let until = after(enrolled_on, 400);
            prop_assert_eq!(stay(seen).windows(until), stay(enrolled_on).windows(until));
            for window in stay(seen).windows(until) {
                let days = window.opens.duration_until(window.closes).as_hours() / 24;
                prop_assert!([28, 30, 60].contains(&days), "{window:?}");
            }
        }
    }
}
