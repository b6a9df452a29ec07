//! Showing the second factor.

use axum::response::{IntoResponse, Redirect};
use webauthn_rs::prelude::AuthenticationResult;

use super::show::draw;
use super::take;
use crate::access::{Desk, Means, Viewer};
use crate::account::factors::{app, codes, store};
use crate::account::guard::Guard;
use crate::account::passkeys;
use crate::account::{passphrase, resume, safe_path, set_cookie, store as account_store};
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// What was shown, with the slow part of checking it done.
enum Shown {
    App(String),
    /// The set it should belong to, and its hash; none when the person has no codes.
    Recovery(Option<(RowId, String)>),
    Passphrase(bool),
    DemoButton,
    /// What a passkey proved, if it did.
    Passkey(Option<Box<AuthenticationResult>>),
    Nothing,
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let (_, viewer) = visit.clone().before_second_step().read(|desk| Ok(desk.viewer.clone())).await?;
    let guard = Guard::of_second_step(&visit, viewer.person);
    guard.may_try(&visit).await?;
    let shown = match read(&visit, &form, &viewer).await? {
        Shown::App(_) if guard.is_besieged(&visit).await? => Shown::Nothing,
        shown => shown,
    };
    // While the token is the one that the form arrived with.
    let unsent = resume::unsent(&visit, &form, viewer.person).await?;
    let outcome = visit.clone().before_second_step().write(move |desk| {
        let factor =
            check(desk, &shown)?.ok_or(Refusal { field: "code", key: "second-step-does-not-fit" })?;
        take(desk, factor)
    });
    match outcome.await {
        Ok((_, token)) => {
            let mut entered = Redirect::to(&safe_path(form.value("next"))).into_response();
            set_cookie(&visit.app, &mut entered, &token);
            resume::show(visit.with_token(token), entered, unsent).await
        }
        Err(problem @ Problem::Refused(_)) => {
            guard.failed(&visit).await?;
            form.settle(Err(problem))?;
            draw(visit, form).await
        }
        Err(problem) => Err(problem),
    }
}

async fn read(visit: &Visit, form: &Form, viewer: &Viewer) -> Result<Shown, Problem> {
    let typed = form.value("code");
    if !form.value("credential").is_empty() {
        return Ok(Shown::Passkey(passkeys::shown(visit, form, viewer.person).await?.map(Box::new)));
    }
    if form.checked("demo") && viewer.strength.means == Means::DemoLink {
        return Ok(Shown::DemoButton);
    }
    // Only where there is no second factor and none is needed does the passphrase count once more.
    if !viewer.strength.has_factor && !viewer.is_staff() {
        let (person, typed) = (viewer.person, form.value("passphrase").chars().take(passphrase::LONGEST + 1));
        let typed: String = typed.collect();
        let hash = visit.app.db.read(move |tx| account_store::own_hash(tx, person)).await;
        return Ok(Shown::Passphrase(
            passphrase::fits(&visit.app, typed, hash.map_err(Problem::from)?).await?,
        ));
    }
    match app::digits(typed) {
        Some(code) => Ok(Shown::App(code)),
        None if typed.trim().is_empty() => Ok(Shown::Nothing),
        None => Ok(Shown::Recovery(codes::hash_of(visit, viewer.person, typed).await?)),
    }
}

/// The factor that was shown; none when it does not fit, or was shown before.
fn check(desk: &mut Desk<'_, '_>, shown: &Shown) -> Result<Option<&'static str>, Problem> {
    let person = desk.viewer.person;
    let (fits, factor) = match shown {
        Shown::App(code) => (app::take(desk, person, code)?, "app"),
        Shown::Recovery(Some((set, hash))) => {
            (store::take_code(desk.tx, *set, hash, desk.now)?, "recovery_code")
        }
        Shown::Passkey(Some(proof)) => (passkeys::take(desk, proof)?, "passkey"),
        Shown::Recovery(None) | Shown::Passkey(None) | Shown::Nothing => (false, ""),
        Shown::Passphrase(fits) => (*fits, "passphrase"),
        Shown::DemoButton => (desk.viewer.strength.means == Means::DemoLink, "demo_link"),
    };
    Ok(fits.then_some(factor))
}
