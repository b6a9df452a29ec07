//! What can be answered, and until when. Pure rules.

use jiff::{SignedDuration, Timestamp};

/// The three questions, in the order in which they are asked; also the columns of the table.
pub const ITEMS: [&str; 3] = ["heard", "wanted", "honest"];

/// The answers: 1 not at all … 5 fully.
pub const LOWEST: i64 = 1;
pub const HIGHEST: i64 = 5;

/// Days after a session in which it can be rated. A quarter's means are shown only when these days are over for its last
/// session, so nothing in a mean that was shown can change.
pub const DAYS: i64 = 14;

/// One answer sheet; each answer from [`LOWEST`] to [`HIGHEST`], or not said.
pub type Answers = [Option<i64>; 3];

/// Whether a session that began at `held` can be rated at `now`; `next` is when the next one with the same supporter was
/// held. The answer belongs to this session, and after another one nobody could tell the two apart.
pub fn is_open(held: Timestamp, next: Option<Timestamp>, now: Timestamp) -> bool {
    let within = now.duration_since(held) <= SignedDuration::from_hours(24 * DAYS);
    within && now >= held && next.is_none_or(|next| next > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(days: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * days)
    }

    #[test]
    fn a_session_is_rated_for_two_weeks_and_until_the_next_one() {
        assert!(is_open(day(0), None, day(0)) && is_open(day(0), None, day(14)));
        assert!(!is_open(day(0), None, day(15)) && !is_open(day(1), None, day(0)));
        assert!(!is_open(day(0), Some(day(7)), day(7)), "the next session closes it");
        assert!(is_open(day(0), Some(day(7)), day(6)));
    }
}
