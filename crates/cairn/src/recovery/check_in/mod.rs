//! A check-in: how somebody is right now, in a few taps and a line of their own. Made by the participant, or together with
//! their supporter, also where there is no network.
//!
//! It has no score, no streak and no good or bad answer; everything in it may be left out but not all of it.

mod index;
mod show;
mod store;
mod tier;

use jiff::{SignedDuration, Timestamp};

use crate::access::Tier;
use crate::ids::{PersonId, RowId};
use crate::web::{Form, Refusal};

pub use index::{OWN_TIERS, create, first_choice, index, tiers};
pub use show::show;
pub use store::{Told, add_told, all, last_tier, latest};
pub use tier::update as update_tier;

/// Hungry, angry, lonely, tired: states in which it helps to stop and look after oneself first.
pub const HALT: [&str; 4] = ["hungry", "angry", "lonely", "tired"];

/// Letters in its one line. Whatever they are, the form then fits into two kilobytes.
const LONGEST_WORDS: usize = 140;

/// How long a check-in may wait on a device before it is sent.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24 * 31);

#[derive(Debug, Clone)]
pub struct CheckIn {
    pub id: RowId,
    /// 0 very low … 10 very good.
    pub mood: Option<i64>,
    /// 0 no urge … 10 as strong as can be.
    pub craving: Option<i64>,
    /// Of [`HALT`].
    pub halt: Vec<String>,
    pub words: Option<String>,
    pub tier: Tier,
    pub made_at: Timestamp,
    pub made_by: PersonId,
    pub made_by_name: String,
}

impl CheckIn {
    /// Whether the tier of this code has fewer readers.
    pub fn narrows_to(&self, code: &str) -> bool {
        Tier::from_code(code).is_some_and(|to| to < self.tier)
    }
}

/// A check-in as it was typed.
struct Typed {
    mood: Option<i64>,
    craving: Option<i64>,
    halt: Vec<String>,
    words: Option<String>,
    tier: Option<Tier>,
    /// When it was made, where it waited for a network.
    made_at: Option<Timestamp>,
}

impl Typed {
    fn read(form: &mut Form) -> Typed {
        let mut codes = vec![Tier::Mine.code()];
        codes.extend(Tier::OFFERED_CODES);
        let typed = Typed {
            mood: form.integer("mood", 0..=10),
            craving: form.integer("craving", 0..=10),
            halt: form.choices("halt", &HALT),
            words: form.text("words", LONGEST_WORDS),
            tier: form.choice("tier", &codes).as_deref().and_then(Tier::from_code),
            made_at: form.value("made_at").parse().ok(),
        };
        let nothing =
            typed.mood.or(typed.craving).is_none() && typed.halt.is_empty() && typed.words.is_none();
        if form.is_valid() && nothing {
            form.wrong("words", "check-in-nothing");
        }
        typed
    }
}

/// When it was made: now, or earlier on a device that waited for a network. A device's clock may be wrong: what it says is
/// the future counts as now, and what is older than a month is asked about.
fn made_at(said: Option<Timestamp>, now: Timestamp) -> Result<Timestamp, Refusal> {
    match said {
        Some(said) if said < now && now.duration_since(said) > LONGEST_WAIT => {
            Err(Refusal { field: "words", key: "check-in-too-old" })
        }
        Some(said) => Ok(said.min(now)),
        None => Ok(now),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_is_made_in_the_future_or_more_than_a_month_ago(minutes in -100_000_i64..100_000) {
            let now = Timestamp::from_second(1_700_000_000).unwrap();
            let said = now + SignedDuration::from_mins(minutes);
            match made_at(Some(said), now) {
                Ok(at) => prop_assert!(at <= now && now.duration_since(at) <= LONGEST_WAIT && at <= said),
                Err(_) => prop_assert!(minutes < -31 * 24 * 60),
            }
        }
    }
}
