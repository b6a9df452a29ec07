//! How a shared session stands, worked out from its rows and nothing else.

use jiff::Timestamp;

use crate::access::Tier;
use crate::ids::{PersonId, RowId};
use crate::web::Refusal;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Participant,
    Family,
}

impl Side {
    pub const BOTH: [Side; 2] = [Side::Participant, Side::Family];

    pub fn code(self) -> &'static str {
        match self {
            Side::Participant => "participant",
            Side::Family => "family",
        }
    }

    pub fn from_code(code: &str) -> Option<Side> {
        Side::BOTH.into_iter().find(|side| side.code() == code)
    }

    pub fn other(self) -> Side {
        match self {
            Side::Participant => Side::Family,
            Side::Family => Side::Participant,
        }
    }
}

/// What one side agrees to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    pub id: RowId,
    pub side: Side,
    /// What may come up, what may not, and who is there, in their own words.
    pub topics: Option<String>,
    pub not_topics: Option<String>,
    pub there: Option<String>,
    /// Whether anything may be written down, and who may read it at most.
    pub keeps: bool,
    pub tier: Tier,
    pub agreed_at: Timestamp,
    pub agreed_by: PersonId,
    /// The other side has read it.
    pub read: bool,
}

/// Everything that happened, as far as it decides.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Oldest first; the newest of each side counts.
    pub agreements: Vec<Agreement>,
    pub withdrawn: Vec<(Side, Timestamp)>,
    /// The consent stands and names the family member now.
    pub consented: bool,
    pub invited: bool,
    pub held: bool,
}

/// Where it is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The participant waits; nobody else need know.
    Waiting,
    /// Both agreed; this side has yet to read what the other agreed to.
    ToRead(Side),
    Ready,
    Held,
    Withdrawn,
    /// The consent no longer stands.
    Over,
}

impl Phase {
    /// Whether either side can still say something.
    pub fn is_open(self) -> bool {
        matches!(self, Phase::Waiting | Phase::ToRead(_) | Phase::Ready)
    }

    pub fn code(self) -> &'static str {
        match self {
            Phase::Waiting => "waiting",
            Phase::ToRead(_) => "to_read",
            Phase::Ready => "ready",
            Phase::Held => "held",
            Phase::Withdrawn => "withdrawn",
            Phase::Over => "over",
        }
    }
}

impl Standing {
    /// What counts of one side.
    pub fn of(&self, side: Side) -> Option<&Agreement> {
        self.agreements.iter().rev().find(|one| one.side == side)
    }

    pub fn phase(&self) -> Phase {
        if self.held {
            return Phase::Held;
        }
        if !self.withdrawn.is_empty() {
            return Phase::Withdrawn;
        }
        if !self.consented {
            return Phase::Over;
        }
        let (Some(participant), Some(family)) = (self.of(Side::Participant), self.of(Side::Family)) else {
            return Phase::Waiting;
        };
        match (participant.read, family.read) {
            _ if !self.invited => Phase::Waiting,
            (false, _) => Phase::ToRead(Side::Family),
            (true, false) => Phase::ToRead(Side::Participant),
            (true, true) => Phase::Ready,
        }
    }

    /// The phase as the participant and whoever sits with them may know it. A family member who never answered is not told of, not even by a no.
    pub fn phase_before_an_answer(&self) -> Phase {
        let silent = self.of(Side::Family).is_none();
        let own = self.withdrawn.iter().any(|(side, _)| *side == Side::Participant);
        match self.phase() {
            Phase::Withdrawn if silent && !own && self.consented => Phase::Waiting,
            Phase::Withdrawn if silent && !own => Phase::Over,
            phase => phase,
        }
    }

    /// Whether they may meet now: both agreed, both read what the other agreed to, nobody took it back, the consent stands.
    pub fn may_start(&self) -> Result<(), Refusal> {
        let refuse = |key| Err(Refusal { field: "started", key });
        match self.phase_before_an_answer() {
            Phase::Ready => Ok(()),
            Phase::Held => refuse("shared-held-already"),
            Phase::Withdrawn => refuse("shared-withdrawn"),
            Phase::Over => refuse("shared-over"),
            Phase::Waiting => refuse("shared-not-agreed"),
            Phase::ToRead(_) => refuse("shared-not-read"),
        }
    }

    /// Who may read what is kept, at most: only where both let something be kept, and as few as the narrower of the two.
    pub fn kept_for(&self) -> Option<Tier> {
        let (participant, family) = (self.of(Side::Participant)?, self.of(Side::Family)?);
        (participant.keeps && family.keeps).then(|| participant.tier.min(family.tier))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ids::Chance;

    fn agreement(side: Side, keeps: bool, tier: Tier, read: bool) -> Agreement {
        let at = Timestamp::UNIX_EPOCH;
        Agreement {
            id: Chance::from_seed(1).id(at),
            side,
            topics: None,
            not_topics: None,
            there: None,
            keeps,
            tier,
            agreed_at: at,
            agreed_by: Chance::from_seed(2).id(at),
            read,
        }
    }

    prop_compose! {
        fn any_standing()(
            agreements in proptest::collection::vec(
                (any::<bool>(), any::<bool>(), 1_usize..4, any::<bool>()).prop_map(|(family, keeps, tier, read)| {
                    let side = if family { Side::Family } else { Side::Participant };
                    agreement(side, keeps, Tier::ALL[tier], read)
                }),
                0..5,
            ),
            withdrawn in proptest::option::of(any::<bool>()),
            consented in any::<bool>(),
            invited in any::<bool>(),
            held in proptest::bool::weighted(0.1),
        ) -> Standing {
            let side = |family: bool| if family { Side::Family } else { Side::Participant };
            Standing {
                agreements,
                withdrawn: withdrawn.map(|family| (side(family), Timestamp::UNIX_EPOCH)).into_iter().collect(),
                consented,
                invited,
                held,
            }
        }
    }

    proptest! {
        #[test]
        fn nobody_meets_before_both_read_what_both_agreed_to(standing in any_standing()) {
            let read = |side| standing.of(side).is_some_and(|one| one.read);
            let both = Side::BOTH.into_iter().all(read);
            let may = both && standing.consented && standing.invited && standing.withdrawn.is_empty() && !standing.held;
            prop_assert_eq!(standing.may_start().is_ok(), may);
        }

        #[test]
        fn no_more_is_kept_than_both_allow(standing in any_standing()) {
            if let Some(tier) = standing.kept_for() {
                for side in Side::BOTH {
                    let agreed = standing.of(side).unwrap();
                    prop_assert!(agreed.keeps && tier <= agreed.tier);
                }
            }
        }

        #[test]
        fn whether_somebody_was_invited_or_said_no_is_not_told(standing in any_standing()) {
            prop_assume!(standing.of(Side::Family).is_none() && !standing.held);
            let told = standing.phase_before_an_answer();
            let unknown = Standing {
                invited: false,
                withdrawn: standing.withdrawn.iter().filter(|(side, _)| *side == Side::Participant).copied().collect(),
                ..standing.clone()
            };
            prop_assert_eq!(told, unknown.phase_before_an_answer());
        }
    }
}
