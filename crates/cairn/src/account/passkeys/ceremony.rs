//! A ceremony: what was asked of a passkey (or of an organization), kept on the server until the answer comes. It is
//! answered once, within ten minutes, by whoever holds its token.

use data_encoding::BASE64URL_NOPAD;
use jiff::SignedDuration;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::store;
use crate::account::token_hash;
use crate::ids::PersonId;
use crate::web::{Problem, Visit};

const LASTS: SignedDuration = SignedDuration::from_mins(10);

/// Keeps the state; returns the token that names it.
pub(in crate::account) async fn begin(
    visit: &Visit,
    kind: &'static str,
    person: Option<PersonId>,
    state: &impl Serialize,
) -> Result<String, Problem> {
    let state =
        serde_json::to_string(state).map_err(|_| Problem::Defect("a ceremony could not be written down"))?;
    let token = BASE64URL_NOPAD.encode(&visit.app.chance.secret());
    let (hash, now) = (token_hash(&token), visit.app.clock.now());
    visit
        .app
        .db
        .write(move |tx| {
            store::forget_ceremonies(tx, now - LASTS)?;
            store::add_ceremony(
                tx,
                &store::NewCeremony { token_hash: &hash, kind, person, state: &state, now },
            )
        })
        .await
        .map_err(Problem::from)?;
    Ok(token)
}

/// Takes the ceremony's state, for good; none when there is none, it is another person's, or it is too old.
pub(in crate::account) async fn finish<T: DeserializeOwned>(
    visit: &Visit,
    kind: &'static str,
    person: Option<PersonId>,
    token: &str,
) -> Result<Option<T>, Problem> {
    let (hash, since) = (token_hash(token), visit.app.clock.now() - LASTS);
    let taken = visit.app.db.write(move |tx| store::take_ceremony(tx, &hash, kind, since)).await;
    let state = taken.map_err(Problem::from)?.filter(|(whose, _)| *whose == person);
    Ok(state.and_then(|(_, state)| serde_json::from_str(&state).ok()))
}
