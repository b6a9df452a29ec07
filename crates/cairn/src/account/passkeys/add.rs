//! Adding a passkey.

use askama::Template;
use webauthn_rs::prelude::{PasskeyRegistration, RegisterPublicKeyCredential};

use super::{Asking, ceremony, options, party, store};
use crate::account::factors::{changed, may_add};
use crate::account::{second_step, set_cookie, store as account_store};
use crate::audit::Act;
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

const KIND: &str = "passkey_new";

#[derive(Template)]
#[template(path = "account/passkeys/add.html")]
struct AddPage {
    t: Text,
    shell: Shell,
    f: Form,
    /// None where the program has no name that a passkey could belong to.
    asking: Option<Asking>,
}

pub async fn new(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let visit = visit.before_second_step();
    let (visitor, (person, label, known)) = visit
        .clone()
        .read(|desk| {
            may_add(desk)?;
            let (_, email) = account_store::invited(desk.tx, desk.viewer.person)?;
            let known = store::all(desk.tx, desk.viewer.person)?;
            Ok((desk.viewer.person, email.unwrap_or_else(|| desk.viewer.name.clone()), known))
        })
        .await?;
    let asking = match party(&visit) {
        Some(party) => {
            let known = known.iter().map(|(_, passkey)| passkey.cred_id().clone()).collect();
            let (challenge, state) = party
                .start_passkey_registration(person.into(), &label, &label, Some(known))
                .map_err(|_| Problem::Defect("a passkey could not be asked for"))?;
            let options = options(&challenge, true)?;
            let ceremony = ceremony::begin(&visit, KIND, Some(person), &state).await?;
            Some(Asking { options, ceremony })
        }
        None => None,
    };
    let (t, shell) = visitor.shell("passkey-title");
    visitor.show_form(&form, AddPage { t, shell, f: form.clone(), asking })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let name = form.text("name", 60);
    let (_, person) =
        visit.clone().before_second_step().read(|desk| may_add(desk).map(|()| desk.viewer.person)).await?;
    let state: Option<PasskeyRegistration> =
        ceremony::finish(&visit, KIND, Some(person), form.value("ceremony")).await?;
    let answer = serde_json::from_str::<RegisterPublicKeyCredential>(form.value("credential")).ok();
    let made = party(&visit)
        .zip(state.zip(answer))
        .and_then(|(party, (state, answer))| party.finish_passkey_registration(&answer, &state).ok());
    let Some(passkey) = made.filter(|_| form.is_valid()) else {
        form.wrong("credential", "passkey-did-not-work");
        return draw(visit, form).await;
    };
    let name =
        name.unwrap_or_else(|| Text::new(visit.language, jiff::tz::TimeZone::UTC).get("factor-passkey"));
    let outcome = visit.clone().before_second_step().write(move |desk| {
        may_add(desk)?;
        let (id, person, now) = (desk.id(), desk.viewer.person, desk.now);
        let new = store::NewPasskey { id, person, name: &name, passkey: &passkey, now };
        store::add(desk.tx, &new).map_err(|error| match error {
            known if known.violates("factors", "credential_id") => {
                Problem::Refused(Refusal { field: "credential", key: "passkey-did-not-work" })
            }
            other => Problem::from(other),
        })?;
        changed(desk, Act::Created)?;
        second_step::take(desk, "passkey")
    });
    match outcome.await {
        Ok((_, token)) => {
            let mut response = visit.redirect("/devices", "factor-added")?;
            set_cookie(&visit.app, &mut response, &token);
            Ok(response)
        }
        Err(problem) => {
            form.settle(Err(problem))?;
            draw(visit, form).await
        }
    }
}
