//! Coming back from the organization's sign-in.

use axum::response::Response;
use jiff::Timestamp;
use openidconnect::core::{CoreIdTokenClaims, CoreJwsSigningAlgorithm as Algorithm};
use openidconnect::{
    AccessTokenHash, AuthorizationCode, Nonce, OAuth2TokenResponse, PkceCodeVerifier, TokenResponse,
};

use super::start::cookie;
use super::{Asked, KIND, provider, store};
use crate::access::Means;
use crate::account::passkeys::ceremony;
use crate::account::sign_in::{self, Entry, begin};
use crate::config::Organization;
use crate::ids::{PersonId, RowId};
use crate::web::{Answer, Form, Problem, Visit, append_cookie};

/// Signatures that a key of the provider's alone can make.
const ALGORITHMS: [Algorithm; 9] = [
    Algorithm::RsaSsaPkcs1V15Sha256,
    Algorithm::RsaSsaPkcs1V15Sha384,
    Algorithm::RsaSsaPkcs1V15Sha512,
    Algorithm::RsaSsaPssSha256,
    Algorithm::RsaSsaPssSha384,
    Algorithm::RsaSsaPssSha512,
    Algorithm::EcdsaP256Sha256,
    Algorithm::EcdsaP384Sha384,
    Algorithm::EdDsa,
];

/// What the organization says about somebody.
struct Told {
    issuer: String,
    subject: String,
    /// Only an address that the organization has verified.
    email: Option<String>,
    both_factors: bool,
}

pub async fn come_back(visit: Visit, query: Form) -> Answer {
    let organization = visit.app.config.organization.clone().ok_or(Problem::NotFound)?;
    let token = visit.ceremony.clone().unwrap_or_default();
    let asked: Option<Asked> = ceremony::finish(&visit, KIND, None, &token).await?;
    let mut answer = match asked.filter(|asked| asked.state == query.value("state")) {
        Some(asked) => enter(&visit, &organization, &asked, query.value("code")).await?,
        None => None,
    };
    if answer.is_none() {
        // Whatever was wrong, and whoever it was: the same page.
        let mut form = visit.new_form();
        form.set("next", "/today");
        form.wrong("email", "organization-does-not-fit");
        answer = Some(sign_in::draw(visit.clone(), form).await?);
    }
    let mut response = answer.ok_or(Problem::Defect("an answer was lost"))?;
    append_cookie(&mut response, &cookie(&visit, "", 0));
    Ok(response)
}

async fn enter(
    visit: &Visit,
    organization: &Organization,
    asked: &Asked,
    code: &str,
) -> Result<Option<Response>, Problem> {
    let Some(told) = ask(visit, organization, asked, code).await else { return Ok(None) };
    let both_factors = told.both_factors;
    let (now, id): (_, RowId) = (visit.app.clock.now(), visit.app.chance.id(visit.app.clock.now()));
    let person: Result<Option<PersonId>, cairn_db::Error> = visit
        .app
        .db
        .write(move |tx| store::person(tx, id, (&told.issuer, &told.subject), told.email.as_deref(), now))
        .await;
    let Some(person) = person? else { return Ok(None) };
    let entry = Entry { person, means: Means::Organization, both_factors };
    begin(visit, entry, &asked.next).await.map(Some)
}

/// Trades the code for a token and reads it; none when any part of it does not hold.
async fn ask(visit: &Visit, organization: &Organization, asked: &Asked, code: &str) -> Option<Told> {
    let web = provider::web()?;
    let client = provider::client(&visit.app, organization, &web).await?;
    let tokens = client
        .exchange_code(AuthorizationCode::new(code.to_string()))
        .ok()?
        .set_pkce_verifier(PkceCodeVerifier::new(asked.verifier.clone()))
        .request_async(&web)
        .await
        .ok()?;
    let now = visit.app.clock.now();
    let verifier = client.id_token_verifier().set_allowed_algs(ALGORITHMS).set_time_fn(move || time(now));
    let token = tokens.id_token()?;
    let claims = token.claims(&verifier, &Nonce::new(asked.nonce.clone())).ok()?;
    if let Some(expected) = claims.access_token_hash() {
        let (algorithm, key) = (token.signing_alg().ok()?, token.signing_key(&verifier).ok()?);
        let actual = AccessTokenHash::from_token(tokens.access_token(), algorithm, key).ok()?;
        if actual != *expected {
            return None;
        }
    }
    let verified = claims.email_verified() == Some(true);
    Some(Told {
        issuer: claims.issuer().as_str().to_string(),
        subject: claims.subject().as_str().to_string(),
        email: claims.email().filter(|_| verified).map(|email| email.to_lowercase()),
        both_factors: shows_both(organization, claims),
    })
}

/// Whether the claim that the operator configured says that a second factor was shown.
fn shows_both(organization: &Organization, claims: &CoreIdTokenClaims) -> bool {
    let methods = claims.auth_method_refs().into_iter().flatten();
    let by_method =
        methods.into_iter().any(|method| organization.amr.iter().any(|known| known == method.as_str()));
    let class = claims.auth_context_ref();
    by_method || class.is_some_and(|class| organization.acr.iter().any(|known| known == class.as_str()))
}

fn time(now: Timestamp) -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp(now.as_second(), 0).unwrap_or_default()
}
