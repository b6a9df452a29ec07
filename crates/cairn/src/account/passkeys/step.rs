//! A passkey as the second step.

use webauthn_rs::prelude::{AuthenticationResult, PasskeyAuthentication, PublicKeyCredential};

use super::{Asking, ceremony, options, party, store};
use crate::access::Desk;
use crate::ids::PersonId;
use crate::web::{Form, Problem, Visit};

const KIND: &str = "passkey_step";

/// What asks the browser for one of the person's passkeys; none when they have none, or none could work here.
pub(in crate::account) async fn ask(visit: &Visit, person: PersonId) -> Result<Option<Asking>, Problem> {
    let Some(party) = party(visit) else { return Ok(None) };
    let known = visit.app.db.read(move |tx| store::all(tx, person)).await.map_err(Problem::from)?;
    let known: Vec<_> = known.into_iter().map(|(_, passkey)| passkey).collect();
    if known.is_empty() {
        return Ok(None);
    }
    let (challenge, state) = party
        .start_passkey_authentication(&known)
        .map_err(|_| Problem::Defect("a passkey could not be asked for"))?;
    let options = options(&challenge, false)?;
    let ceremony = ceremony::begin(visit, KIND, Some(person), &state).await?;
    Ok(Some(Asking { options, ceremony }))
}

/// What the browser's answer proves; none when it proves nothing.
pub(in crate::account) async fn shown(
    visit: &Visit,
    form: &Form,
    person: PersonId,
) -> Result<Option<AuthenticationResult>, Problem> {
    let state: Option<PasskeyAuthentication> =
        ceremony::finish(visit, KIND, Some(person), form.value("ceremony")).await?;
    let answer = serde_json::from_str::<PublicKeyCredential>(form.value("credential")).ok();
    Ok(party(visit)
        .zip(state.zip(answer))
        .and_then(|(party, (state, answer))| party.finish_passkey_authentication(&answer, &state).ok())
        .filter(AuthenticationResult::user_verified))
}

/// Takes a proof if its passkey is still the person's.
pub(in crate::account) fn take(
    desk: &mut Desk<'_, '_>,
    proof: &AuthenticationResult,
) -> Result<bool, Problem> {
    let (person, now) = (desk.viewer.person, desk.now);
    for (id, mut passkey) in store::all(desk.tx, person)? {
        if passkey.update_credential(proof).is_some() {
            store::used(desk.tx, id, &passkey, now)?;
            return Ok(true);
        }
    }
    Ok(false)
}
