//! Signing in with a passkey alone: the device finds the key, nobody types an address, everybody sees the same page.

use askama::Template;
use cairn_db::Error;
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential};

use super::{Asking, ceremony, options, party, store};
use crate::access::Means;
use crate::account::guard::Guard;
use crate::account::safe_path;
use crate::account::sign_in::{Entry, begin};
use crate::ids::PersonId;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

const KIND: &str = "passkey_sign_in";

#[derive(Template)]
#[template(path = "account/passkeys/sign_in.html")]
struct PasskeyPage {
    t: Text,
    shell: Shell,
    f: Form,
    asking: Option<Asking>,
}

pub async fn new(visit: Visit, query: Form) -> Answer {
    let mut form = visit.new_form();
    form.set("next", safe_path(query.value("next")));
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let asking = match party(&visit) {
        Some(party) => {
            let (challenge, state) = party
                .start_discoverable_authentication()
                .map_err(|_| Problem::Defect("a passkey could not be asked for"))?;
            let options = options(&challenge, false)?;
            Some(Asking { options, ceremony: ceremony::begin(&visit, KIND, None, &state).await? })
        }
        None => None,
    };
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("sign-in-title");
    visitor.show_form(&form, PasskeyPage { t, shell, f: form.clone(), asking })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let guard = Guard::of_address(&visit, "a passkey");
    guard.may_try(&visit).await?;
    match proven(&visit, &form).await? {
        Some(person) => {
            let entry = Entry { person, means: Means::Passkey, both_factors: true };
            begin(&visit, entry, &safe_path(form.value("next"))).await
        }
        None => {
            guard.failed(&visit).await?;
            form.wrong("credential", "passkey-does-not-fit");
            draw(visit, form).await
        }
    }
}

/// Whose passkey answered; none when the answer proves nothing or the passkey is nobody's (any more).
async fn proven(visit: &Visit, form: &Form) -> Result<Option<PersonId>, Problem> {
    let state: Option<DiscoverableAuthentication> =
        ceremony::finish(visit, KIND, None, form.value("ceremony")).await?;
    let answer = serde_json::from_str::<PublicKeyCredential>(form.value("credential")).ok();
    let Some((party, (state, answer))) = party(visit).zip(state.zip(answer)) else { return Ok(None) };
    let Ok((person, key)) = party.identify_discoverable_authentication(&answer) else { return Ok(None) };
    let (person, key) = (PersonId::from(person), key.to_vec());
    let known = visit.app.db.read(move |tx| store::all(tx, person)).await.map_err(Problem::from)?;
    let Some((id, mut passkey)) = known.into_iter().find(|(_, passkey)| passkey.cred_id().as_slice() == key)
    else {
        return Ok(None);
    };
    let proof = party.finish_discoverable_authentication_v2(&answer, state, &passkey);
    let Some(proof) = proof.ok().filter(|proof| proof.user_verified()) else { return Ok(None) };
    passkey.update_credential(&proof);
    let now = visit.app.clock.now();
    let written: Result<(), Error> = visit.app.db.write(move |tx| store::used(tx, id, &passkey, now)).await;
    written?;
    Ok(Some(person))
}
