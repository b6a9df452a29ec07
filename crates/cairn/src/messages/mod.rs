//! Messages between a participant and the supporter who walks with them.
//!
//! A message is between the two unless the participant lets more people read it. It may never be altered, never say to a
//! stranger that it is here, never promise that somebody reads at night, and never be handed to anybody because of what
//! words are in it: words that sound like danger make the page offer help to the one who wrote them, and that is all.
//! There are no attachments (decision 36).

mod create;
mod help;
mod hours;
mod index;
mod partner;
mod quiet;
mod show;
pub mod store;
mod take;
mod tier;
mod withdrawal;

use jiff::{SignedDuration, Timestamp};

use crate::access::Tier;
use crate::ids::{ParticipantId, PersonId, RowId, SupporterId};
use crate::program::Program;
use crate::web::Routes;

pub use hours::OwnHours;
pub use partner::{Conversation, Partner, Side};
pub use quiet::{Hours, Quiet};
pub use take::forms_to_take;

pub fn routes() -> Routes {
    Routes::new()
        .get("/messages", index::index)
        .post("/messages/help", help::create)
        .get("/messages/hours", hours::edit)
        .post("/messages/hours", hours::update)
        .post("/messages/{id}/withdrawal", withdrawal::create)
        .post("/messages/{id}/tier", tier::update)
        .get("/participants/{id}/messages", show::show)
        .get("/participants/{id}/messages/{supporter}", show::of_supporter)
        .post("/participants/{id}/messages/{supporter}", create::create)
}

/// Characters in a message: what fits on a few screens of a phone.
const LONGEST: usize = 2000;

/// Who may read a message, if its author lets them. A message is no part of the Part 2 record and never leaves.
const TIERS: [Tier; 3] = [Tier::Ours, Tier::Supervised, Tier::Team];
const TIER_CODES: [&str; 3] = ["ours", "supervised", "team"];

/// How long a message may have waited on a device for its own time to be believed.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24 * 31);

#[derive(Debug, Clone)]
pub struct Message {
    pub id: RowId,
    pub words: String,
    pub tier: Tier,
    /// Earlier than `sent_at` where it waited for a network.
    pub written_at: Timestamp,
    pub sent_at: Timestamp,
    pub sent_by: PersonId,
    /// When the other side opened the conversation.
    pub seen_at: Option<Timestamp>,
    pub withdrawn_at: Option<Timestamp>,
}

impl Message {
    /// Whether it waited on a device before it came here.
    pub fn waited(&self) -> bool {
        self.sent_at.duration_since(self.written_at) > SignedDuration::from_mins(2)
    }

    /// It may be taken back by its author while nobody saw it.
    pub fn may_be_withdrawn(&self) -> bool {
        self.seen_at.is_none() && self.withdrawn_at.is_none()
    }

    /// Whether somebody in the conversation may give it this tier: narrower either of the two, wider the participant alone,
    /// and their own words only.
    pub fn may_become(&self, to: Tier, by: PersonId, own_record: bool) -> bool {
        let narrower = to < self.tier;
        TIERS.contains(&to) && to != self.tier && (narrower || (own_record && self.sent_by == by))
    }

    /// The tiers that it may be given, as codes.
    pub fn choices(&self, by: &PersonId, own_record: &bool) -> Vec<&'static str> {
        TIERS.into_iter().filter(|to| self.may_become(*to, *by, *own_record)).map(Tier::code).collect()
    }
}

fn path(id: ParticipantId, supporter: SupporterId) -> String {
    format!("/participants/{id}/messages/{supporter}")
}

/// When it was written: now, or earlier on a device that waited for a network. A device's clock may be wrong: what it says
/// is the future, or longer ago than a month, counts as now.
fn written_at(said: Option<Timestamp>, now: Timestamp) -> Timestamp {
    said.filter(|said| *said <= now && now.duration_since(*said) <= LONGEST_WAIT).unwrap_or(now)
}

/// When somebody is not disturbed: the program's hours, and their own.
pub fn quiet_of(program: &Program, own: &OwnHours) -> Quiet {
    let rules = &program.settings.messages;
    let hours = [Hours::of(rules.quiet_from, rules.quiet_until), own.hours];
    Quiet::new(hours.into_iter().flatten().collect(), own.away)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn message(tier: Tier, by: PersonId) -> Message {
        let at = Timestamp::from_second(1_700_000_000).unwrap();
        Message {
            id: Uuid::nil().into(),
            words: String::new(),
            tier,
            written_at: at,
            sent_at: at,
            sent_by: by,
            seen_at: None,
            withdrawn_at: None,
        }
    }

    #[test]
    fn only_the_participant_lets_more_people_read_and_only_their_own_words() {
        let (ana, sam) = (Uuid::from_u128(1).into(), Uuid::from_u128(2).into());
        assert!(message(Tier::Ours, ana).may_become(Tier::Team, ana, true));
        assert!(!message(Tier::Ours, sam).may_become(Tier::Team, ana, true), "his words are his");
        assert!(!message(Tier::Ours, sam).may_become(Tier::Team, sam, false));
        assert!(message(Tier::Team, ana).may_become(Tier::Ours, sam, false), "either narrows");
        assert!(!message(Tier::Ours, ana).may_become(Tier::Record, ana, true), "it never leaves");
        assert_eq!(message(Tier::Supervised, ana).choices(&ana, &true), ["ours", "team"]);
    }

    proptest! {
        #[test]
        fn nothing_was_written_in_the_future_or_long_ago(minutes in -100_000_i64..100_000) {
            let now = Timestamp::from_second(1_700_000_000).unwrap();
            let at = written_at(Some(now + SignedDuration::from_mins(minutes)), now);
            prop_assert!(at <= now && now.duration_since(at) <= LONGEST_WAIT);
            prop_assert!(at == now || (-31 * 24 * 60..0).contains(&minutes));
        }
    }
}
