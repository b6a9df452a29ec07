//! Going to the organization's sign-in. A link, not a form: the content policy lets forms lead nowhere else.

use axum::response::{IntoResponse, Redirect};
use data_encoding::BASE64URL_NOPAD;
use openidconnect::core::CoreAuthenticationFlow;
use openidconnect::{CsrfToken, Nonce, PkceCodeChallenge, PkceCodeVerifier, Scope};

use super::{Asked, COOKIE, KIND, provider};
use crate::account::passkeys::ceremony;
use crate::account::safe_path;
use crate::web::{Answer, Form, Problem, Visit, append_cookie};

pub async fn start(visit: Visit, query: Form) -> Answer {
    let organization = visit.app.config.organization.clone().ok_or(Problem::NotFound)?;
    let web = provider::web().ok_or(Problem::Defect("the web client could not be made"))?;
    let Some(client) = provider::client(&visit.app, &organization, &web).await else {
        return visit.redirect("/sign-in", "organization-away");
    };
    let secret = || BASE64URL_NOPAD.encode(&visit.app.chance.secret());
    let asked =
        Asked { state: secret(), nonce: secret(), verifier: secret(), next: safe_path(query.value("next")) };
    let (state, nonce) = (asked.state.clone(), asked.nonce.clone());
    let challenge =
        PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(asked.verifier.clone()));
    let (address, ..) = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(state),
            move || Nonce::new(nonce),
        )
        .add_scope(Scope::new("email".to_string()))
        .set_pkce_challenge(challenge)
        .url();
    let token = ceremony::begin(&visit, KIND, None, &asked).await?;
    let mut response = Redirect::to(address.as_str()).into_response();
    append_cookie(&mut response, &cookie(&visit, &token, 600));
    Ok(response)
}

/// `Lax`: the way back comes from another site.
pub(super) fn cookie(visit: &Visit, token: &str, seconds: u32) -> String {
    let secure = if visit.app.config.server.is_https() { "; Secure" } else { "" };
    format!("{COOKIE}={token}; Path=/sign-in/organization; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}
