//! The note about a session: what a supporter writes, and the rules it keeps.
//!
//! Its parts are those that programs and payers ask for: start and end, mode and setting, what the supporter did,
//! how the person responded, the next step (Missouri DMH and Wisconsin documentation guides; Virginia DMAS).

use jiff::{SignedDuration, Timestamp};

use super::session::{LONGEST_MINUTES, minutes_between};
use crate::ids::{GoalId, NoteVersionId};
use crate::web::{Refusal, Text};

/// What a supporter does: SAMHSA's four kinds of support, in the words of peer documentation guides.
pub const DEEDS: [&str; 8] = [
    "listening",
    "sharing_story",
    "skills_practice",
    "link",
    "accompany",
    "advocate",
    "plan_review",
    "crisis",
];

/// Time that may be written down but not billed (Virginia DMAS, peer recovery support services).
pub const NON_BILLABLE: [&str; 6] =
    ["transport", "record_keeping", "volunteer", "household", "outreach", "other"];

/// Characters that each of the note's own words may have.
pub const LONGEST_WORDS: usize = 4000;

/// What was saved once; never changed after.
#[derive(Debug, Clone)]
pub struct SavedNote {
    pub id: NoteVersionId,
    pub version: i64,
    pub content: Content,
    pub units: i64,
    /// The code of the rule by which minutes became units.
    pub unit_rule: String,
    pub amendment_reason: Option<String>,
    pub saved_at: Timestamp,
    pub saved_by: String,
    /// The goals it cites, in the participant's words.
    pub goals: Vec<(GoalId, String)>,
}

impl SavedNote {
    /// Which version it is, who saved it and when.
    pub fn signature(&self, t: &Text) -> String {
        let when = t.instant(&self.saved_at);
        let values = [
            ("version", self.version.into()),
            ("name", self.saved_by.as_str().into()),
            ("when", when.into()),
        ];
        t.args("note-saved-by", values)
    }
}

/// What a note says.
#[derive(Debug, Clone)]
pub struct Content {
    pub start: Timestamp,
    pub end: Timestamp,
    pub mode: String,
    pub setting: String,
    /// Of [`DEEDS`].
    pub deeds: Vec<String>,
    pub did: String,
    pub response: String,
    pub next_step: String,
    pub together: bool,
    /// Why it is not billed: a code of [`NON_BILLABLE`], for `other` with words after a colon. None: billable.
    pub not_billed: Option<String>,
}

impl Content {
    pub fn minutes(&self) -> i64 {
        minutes_between(self.start, self.end)
    }

    pub fn not_billed_code(&self) -> Option<&str> {
        self.not_billed.as_deref().map(|reason| reason.split_once(':').map_or(reason, |(code, _)| code))
    }

    pub fn not_billed_words(&self) -> Option<&str> {
        self.not_billed.as_deref().and_then(|reason| reason.split_once(':')).map(|(_, words)| words)
    }

    /// The words of the supporter, for another look at the language.
    pub fn words(&self) -> [(&'static str, &str); 3] {
        [("did", &self.did), ("response", &self.response), ("next_step", &self.next_step)]
    }
}

/// Whether a session may have lasted from `start` to `end`: it ends after it starts, within 12 hours, and not more
/// than a day from now, which is a slip of the pen.
pub fn check_times(start: Timestamp, end: Timestamp, now: Timestamp) -> Result<(), Refusal> {
    if end <= start {
        return Err(Refusal { field: "end", key: "note-end-before-start" });
    }
    if minutes_between(start, end) > LONGEST_MINUTES {
        return Err(Refusal { field: "end", key: "note-too-long" });
    }
    if end.duration_since(now) > SignedDuration::from_hours(24) {
        return Err(Refusal { field: "date", key: "note-in-future" });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn only_times_that_can_be_pass(start in -100_000_i64..100_000, length in -2_000_i64..2_000) {
            let at = |minutes: i64| Timestamp::from_second(1_700_000_000 + 60 * minutes).unwrap();
            let passes = check_times(at(start), at(start + length), at(0)).is_ok();
            prop_assert_eq!(passes, length > 0 && length <= 720 && start + length <= 24 * 60);
        }
    }
}
