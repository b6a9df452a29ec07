//! Called off or moved late: with less notice than the program asks for. Counted, so that a program can plan with it; never a
//! word against anybody.

use jiff::{SignedDuration, Timestamp};

/// Whether `now` is less than so many hours before the start. With 0 hours nothing is late.
pub fn is_late(starts_at: Timestamp, now: Timestamp, hours: i64) -> bool {
    hours > 0 && starts_at.duration_since(now) < SignedDuration::from_hours(hours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_before_is_in_time_and_a_minute_later_is_not() {
        let starts: Timestamp = "2026-03-03T18:00:00Z".parse().unwrap();
        assert!(!is_late(starts, "2026-03-02T18:00:00Z".parse().unwrap(), 24));
        assert!(is_late(starts, "2026-03-02T18:01:00Z".parse().unwrap(), 24));
        assert!(is_late(starts, "2026-03-03T19:00:00Z".parse().unwrap(), 24), "after the start");
        assert!(!is_late(starts, "2026-03-03T19:00:00Z".parse().unwrap(), 0), "no rule");
    }

    proptest! {
        #[test]
        fn what_is_late_stays_late(start in 0_i64..1_000_000, now in 0_i64..1_000_000, more in 0_i64..100_000, hours in 0_i64..200) {
            let at = |seconds: i64| Timestamp::from_second(1_700_000_000 + seconds).unwrap();
            if is_late(at(start), at(now), hours) {
                prop_assert!(is_late(at(start), at(now + more), hours));
                prop_assert!(is_late(at(start), at(now), hours + 1));
            }
        }
    }
}
