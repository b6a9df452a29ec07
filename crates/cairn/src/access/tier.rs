//! Who reads what somebody says: chosen before it is written, and shown with it.

use cairn_db::{FromValue, Value};

use super::Role;
use crate::web::Refusal;

/// From the fewest readers to the most. Everything a person says carries one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Whoever wrote it.
    Mine,
    /// The participant and their supporter.
    Ours,
    /// And that supporter's supervisor.
    Supervised,
    /// And those who coordinate, and who leads a therapy group that the participant attends.
    Team,
    /// The same readers; it is part of the record in the sense of 42 CFR 2.11 and may leave with a consent.
    Record,
    /// The least that a payer needs: dates, codes, units. No words.
    Payer,
}

impl Tier {
    pub const ALL: [Tier; 6] =
        [Tier::Mine, Tier::Ours, Tier::Supervised, Tier::Team, Tier::Record, Tier::Payer];

    /// What goals and answers can be. `mine` is for words that are told nobody yet, `payer` for what is billed.
    pub const OFFERED: [Tier; 4] = [Tier::Ours, Tier::Supervised, Tier::Team, Tier::Record];
    pub const OFFERED_CODES: [&str; 4] = ["ours", "supervised", "team", "record"];

    /// Those that somebody under this hat reads themselves: nobody sets what they cannot see.
    pub fn offered_to(hat: Role) -> Vec<Tier> {
        Tier::OFFERED.into_iter().filter(|tier| tier.is_read_by(hat)).collect()
    }

    pub fn code(self) -> &'static str {
        match self {
            Tier::Mine => "mine",
            Tier::Ours => "ours",
            Tier::Supervised => "supervised",
            Tier::Team => "team",
            Tier::Record => "record",
            Tier::Payer => "payer",
        }
    }

    pub fn from_code(code: &str) -> Option<Tier> {
        Tier::ALL.into_iter().find(|tier| tier.code() == code)
    }

    /// Whether somebody who opened the record under this hat reads it. Whoever wrote it always does.
    pub fn is_read_by(self, hat: Role) -> bool {
        let narrowest = match hat {
            Role::Participant | Role::PeerSupporter => Tier::Ours,
            Role::Supervisor => Tier::Supervised,
            Role::Coordinator | Role::Clinician => Tier::Team,
            Role::Biller => Tier::Payer,
            _ => return false,
        };
        self >= narrowest
    }

    /// Whether it may leave the program at all, if a consent or another ground lets it: to a payer only what a payer
    /// needs, to everybody else the record.
    pub fn may_leave(self, for_payment: bool) -> bool {
        match self {
            Tier::Payer => true,
            Tier::Record => !for_payment,
            _ => false,
        }
    }

    /// Whether it may become `to`: narrower at any time, by either of the two whose words they are; wider only by the one
    /// who wrote it.
    pub fn change(self, to: Tier, by_author: bool) -> Result<(), Refusal> {
        if to > self && !by_author {
            return Err(Refusal { field: "tier", key: "tier-wider-by-author" });
        }
        Ok(())
    }
}

impl From<Tier> for Value {
    fn from(tier: Tier) -> Value {
        Value::from(tier.code())
    }
}

impl FromValue for Tier {
    fn from_value(value: Value) -> Result<Self, String> {
        Tier::from_code(&String::from_value(value)?).ok_or_else(|| "not a tier".to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wider_tier_has_every_reader_of_a_narrower_one() {
        for hat in Role::ALL {
            let reads: Vec<bool> = Tier::ALL.iter().map(|tier| tier.is_read_by(hat)).collect();
            assert!(reads.is_sorted(), "{hat:?}: {reads:?}");
        }
        assert!(!Tier::Ours.is_read_by(Role::Supervisor), "what is between two stays between two");
        for hat in [Role::Administrator, Role::Evaluator, Role::PrivacyOfficer, Role::FamilyMember] {
            assert!(!Tier::Payer.is_read_by(hat), "{hat:?}");
        }
    }

    #[test]
    fn only_the_record_leaves_and_to_a_payer_only_what_a_payer_needs() {
        let leaves = |for_payment| Tier::ALL.into_iter().filter(move |tier| tier.may_leave(for_payment));
        assert_eq!(leaves(false).collect::<Vec<_>>(), [Tier::Record, Tier::Payer]);
        assert_eq!(leaves(true).collect::<Vec<_>>(), [Tier::Payer]);
    }

    #[test]
    fn only_the_author_widens() {
        for from in Tier::ALL {
            for to in Tier::ALL {
                assert!(from.change(to, true).is_ok());
                assert_eq!(from.change(to, false).is_ok(), to <= from, "{from:?} to {to:?}");
            }
        }
    }
}
