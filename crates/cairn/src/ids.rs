//! One type per kind of id, and where new ids and secrets come from.
//!
//! Ids are UUIDv7: they sort by the time they were made. A [`Chance`] with a seed gives the same ids and secrets
//! each time, which is how the demo program is the same for the same seed.

use std::sync::{Arc, Mutex};

use cairn_db::{FromValue, Value};
use jiff::Timestamp;
use rand::{Rng, SeedableRng, rngs::StdRng};
use uuid::{Builder, Uuid};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl From<Uuid> for $name { fn from(id: Uuid) -> Self { $name(id) } }
        impl From<$name> for Uuid { fn from(id: $name) -> Uuid { id.0 } }
        impl From<$name> for Value { fn from(id: $name) -> Value { Value::from(id.0) } }
        impl FromValue for $name {
            fn from_value(value: Value) -> Result<Self, String> { Uuid::from_value(value).map($name) }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.hyphenated().fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> { Uuid::parse_str(text).map($name) }
        }
    )*};
}

ids! {
    ProgramId; PersonId; SiteId; RoleId; InvitationId; SignInId; ParticipantId; SupporterId; AuditEntryId;
    FirstCallId; NextStepId; EnrollmentId; IntakeId; AgreementId; PolicyId; VerificationId; OfferId; MatchId;
    ProposalId; OverrideId; SessionId; NoteId; NoteVersionId; SubmissionId; GoalId; StepId; AssessmentId;
    GroupId; MeetingId; FamilyId; FamilyMemberId; FamilyMeetingId; ImportId; FactorId; ConsentId; SignatureId;
    DisclosureId; RecipientId; RoomId; SeriesId; EventId;
    /// For rows that nothing refers to by a type of its own.
    RowId;
}

/// Where ids, tokens and chance come from.
#[derive(Clone)]
pub struct Chance(Arc<Mutex<State>>);

struct State {
    random: StdRng,
    last: u128,
}

impl Chance {
    /// Unpredictable: seeded by the operating system.
    pub fn from_system() -> Result<Chance, getrandom::Error> {
        let mut seed = [0_u8; 32];
        getrandom::fill(&mut seed)?;
        Ok(Chance::new(StdRng::from_seed(seed)))
    }

    /// The same sequence for the same seed. For the demo and for tests only.
    pub fn from_seed(seed: u64) -> Chance {
        Chance::new(StdRng::seed_from_u64(seed))
    }

    fn new(random: StdRng) -> Chance {
        Chance(Arc::new(Mutex::new(State { random, last: 0 })))
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// A new id made at `now`, greater than every id this source gave out for the same or an earlier instant.
    pub fn id<T: From<Uuid>>(&self, now: Timestamp) -> T {
        let mut state = self.state();
        let mut tail = [0_u8; 10];
        state.random.fill_bytes(&mut tail);
        let made = Builder::from_unix_timestamp_millis(now.as_millisecond().max(0) as u64, &tail).into_uuid();
        let same_instant = made.as_u128() >> 80 == state.last >> 80;
        let number =
            if same_instant && made.as_u128() <= state.last { state.last + 1 } else { made.as_u128() };
        state.last = number;
        T::from(Uuid::from_u128(number))
    }

    /// 32 bytes for a token or salt.
    pub fn secret(&self) -> [u8; 32] {
        let mut bytes = [0_u8; 32];
        self.state().random.fill_bytes(&mut bytes);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_instant_are_in_the_order_they_were_made() {
        let chance = Chance::from_seed(1);
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        let ids: Vec<PersonId> = (0..5_000).map(|_| chance.id(now)).collect();
        assert!(ids.is_sorted(), "a later id must be greater");
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn the_same_seed_gives_the_same_ids() {
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        let one: PersonId = Chance::from_seed(7).id(now);
        let two: PersonId = Chance::from_seed(7).id(now);
        let other: PersonId = Chance::from_seed(8).id(now);
        assert_eq!(one, two);
        assert_ne!(one, other);
    }
}
