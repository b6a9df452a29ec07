//! Being written down as there: by the host, by one's own phone, at a kiosk. And the code that a host shows for phones.

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::ids::{MeetingId, PersonId};

/// How somebody came to be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Host,
    Phone,
    Kiosk,
}

impl Source {
    pub fn code(self) -> &'static str {
        match self {
            Source::Host => "host",
            Source::Phone => "phone",
            Source::Kiosk => "kiosk",
        }
    }

    pub fn from_code(code: &str) -> Source {
        match code {
            "phone" => Source::Phone,
            "kiosk" => Source::Kiosk,
            _ => Source::Host,
        }
    }
}

/// Somebody arrives at a meeting now.
#[derive(Debug, Clone, Copy)]
pub struct Arrival {
    pub meeting: MeetingId,
    pub person: PersonId,
    pub source: Source,
    /// Who writes it down: the person themself, unless a host does.
    pub by: PersonId,
}

/// Minutes before the beginning from which a code opens, and after the end until which it does.
const BEFORE: i64 = 30;
const AFTER: i64 = 15;

/// When a meeting is, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub starts_at: Timestamp,
    pub minutes: i64,
}

impl Span {
    fn ends_at(self) -> Timestamp {
        self.starts_at + SignedDuration::from_mins(self.minutes)
    }

    /// Whether somebody can arrive now.
    pub fn is_around(self, now: Timestamp) -> bool {
        now >= self.starts_at - SignedDuration::from_mins(BEFORE)
            && now <= self.ends_at() + SignedDuration::from_mins(AFTER)
    }

    /// The first and the last beginning that a meeting of at most `longest` minutes can have when it is around now.
    pub fn beginnings(now: Timestamp, longest: i64) -> (Timestamp, Timestamp) {
        (now - SignedDuration::from_mins(longest + AFTER), now + SignedDuration::from_mins(BEFORE))
    }

    /// Minutes that somebody is taken to be there who arrives at `at`: from then, or from the beginning, to the end. Who
    /// types the code when it is over was there all along, until the host says otherwise. At least one.
    pub fn minutes_from(self, at: Timestamp) -> i64 {
        if at <= self.starts_at || at >= self.ends_at() {
            return self.minutes.max(1);
        }
        let left = self.ends_at().duration_since(at).as_secs();
        ((left + 30) / 60).clamp(1, self.minutes.max(1))
    }
}

/// Letters and digits that are not taken for one another.
const LETTERS: &[u8] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const LENGTH: usize = 6;

/// The code of a meeting, from its mark.
pub fn code(mark: &str) -> String {
    let digest = Sha256::digest(mark.as_bytes());
    let letter = |byte: &u8| LETTERS.get(usize::from(*byte) % LETTERS.len()).copied().map(char::from);
    digest.iter().take(LENGTH).filter_map(letter).collect()
}

/// A code as somebody types it: spaces, dashes and small letters do not matter.
pub fn typed(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).take(20).collect::<String>().to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + 60 * minutes).unwrap()
    }

    const HOUR: fn() -> Span = || Span { starts_at: at(0), minutes: 60 };

    #[test]
    fn minutes_are_counted_from_the_arrival_to_the_end() {
        let given = [(-20, 60), (0, 60), (1, 59), (20, 40), (59, 1), (60, 60), (70, 60)];
        for (arrived, minutes) in given {
            assert_eq!(HOUR().minutes_from(at(arrived)), minutes, "arrived at minute {arrived}");
        }
    }

    #[test]
    fn a_code_opens_around_the_meeting_only() {
        for (when, opens) in [(-31, false), (-30, true), (30, true), (75, true), (76, false)] {
            assert_eq!(HOUR().is_around(at(when)), opens, "minute {when}");
        }
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let made = code("some mark");
        assert_eq!(made.len(), LENGTH);
        let spaced: String = made.to_lowercase().chars().flat_map(|letter| [letter, ' ', '-']).collect();
        assert_eq!(typed(&spaced), made);
        assert_ne!(code("another mark"), made);
    }

    proptest! {
        #[test]
        fn nobody_is_there_longer_than_the_meeting(minutes in 1_i64..480, arrived in -60_i64..600) {
            let span = Span { starts_at: at(0), minutes };
            let there = span.minutes_from(at(arrived));
            prop_assert!(there >= 1 && there <= minutes);
            if span.is_around(at(arrived)) {
                let (from, to) = Span::beginnings(at(arrived), 480);
                prop_assert!(from <= span.starts_at && span.starts_at <= to);
            }
        }
    }
}
