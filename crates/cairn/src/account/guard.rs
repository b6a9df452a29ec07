//! Slows guessing down. What is counted is keyed hashes of what is guessed at and of the place the guess came from, so
//! a stranger who fails cannot keep somebody out who sits elsewhere.

use data_encoding::HEXLOWER;
use jiff::SignedDuration;
use sha2::{Digest, Sha256};

use super::store;
use crate::ids::PersonId;
use crate::web::{Problem, Visit};

pub(super) struct Guard {
    account: String,
    place: String,
}

impl Guard {
    /// Over the passphrase of an address as it was typed, known or not.
    pub fn of_address(visit: &Visit, email: &str) -> Guard {
        Guard::new(visit, email)
    }

    /// Over the second step of a person.
    pub fn of_second_step(visit: &Visit, person: PersonId) -> Guard {
        Guard::new(visit, &format!("second step of {person}"))
    }

    fn new(visit: &Visit, what: &str) -> Guard {
        let hashed = |text: &str| {
            let mut hasher = Sha256::new();
            hasher.update(visit.app.pepper);
            hasher.update(text.as_bytes());
            HEXLOWER.encode(&hasher.finalize())
        };
        Guard { account: hashed(what), place: hashed(&visit.place) }
    }

    pub async fn may_try(&self, visit: &Visit) -> Result<(), Problem> {
        let limits = visit.app.config.sign_in.clone();
        let since = visit.app.clock.now() - limits.window;
        let (account, place) = (self.account.clone(), self.place.clone());
        let (for_account, from_place) = visit
            .app
            .db
            .read(move |tx| store::failures(tx, &account, &place, since))
            .await
            .map_err(Problem::from)?;
        let too_many = for_account >= limits.tries_per_account || from_place >= limits.tries_per_place;
        if too_many { Err(Problem::TooMany) } else { Ok(()) }
    }

    /// Whether so many tries failed within a day, wherever they came from, that six digits prove nothing any more.
    pub async fn is_besieged(&self, visit: &Visit) -> Result<bool, Problem> {
        let since = visit.app.clock.now() - SignedDuration::from_hours(24);
        let account = self.account.clone();
        let failed = visit.app.db.read(move |tx| store::failures_anywhere(tx, &account, since)).await;
        Ok(failed.map_err(Problem::from)? >= visit.app.config.sign_in.tries_anywhere)
    }

    pub async fn failed(&self, visit: &Visit) -> Result<(), Problem> {
        let (account, place) = (self.account.clone(), self.place.clone());
        let (now, chance) = (visit.app.clock.now(), visit.app.chance.clone());
        let outcome =
            visit.app.db.write(move |tx| store::add_failure(tx, &chance, &account, &place, now)).await;
        outcome.map_err(Problem::from)
    }
}
