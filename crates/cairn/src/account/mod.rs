//! How people come in, stay in and go out: set-up, invitations, passphrases, sign-ins.
//!
//! A login is a `SignIn` here; a session is what a participant and a supporter have. Tokens are kept as hashes, so
//! that a copy of the database signs nobody in. No answer tells whether an address is known.
//!
//! [`sign_in::begin`] is the only way from proof of identity to a sign-in. How strong a sign-in is belongs to the
//! viewer ([`crate::access::Strength`]): for people who work here, and for everybody who set a second factor up, nothing
//! opens before it was shown. `Visit` refuses at the desk ([`Problem::SecondStepFirst`]), so no room has to ask.
//!
//! For the other rooms. What leaves the program, breaks glass or touches keys begins its work with
//!
//! ```text
//! desk.require_step_up()?;   // → SteppedUp, or Problem::StepUpFirst
//! ```
//!
//! in `visit.read`, `visit.write` or `visit.submit`. Whoever showed a second factor in the last ten minutes goes on;
//! everybody else is led to `/second-step` and back. A form comes back with everything that was typed and a button that
//! sends it. A participant without a second factor types the passphrase again. Links of `cairn demo` count as both
//! factors, fresh for their first ten minutes; after that a button on `/second-step` stands for the code. In tests the cast
//! is fresh when `stage.visit_as` returns; after moving the clock, `visitor.step_up().await` makes it fresh again.

mod browser;
mod devices;
mod factors;
mod guard;
mod join;
mod link;
mod new_passphrase;
mod organization;
mod passkeys;
mod passphrase;
mod resume;
mod second_step;
mod set_up;
mod sign_in;
mod store;

use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use axum::response::Response;
use cairn_db::{Error, Tx};
use data_encoding::HEXLOWER;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use std::net::SocketAddr;

use crate::access::Viewer;
use crate::app::App;
use crate::config::SignInLimits;
use crate::ids::SignInId;
use crate::web::{Problem, Routes, Visit};

pub use factors::reset_all as reset_factors;
pub use link::{LinkKind, invite};
pub use resume::{second_step_first, sign_in_again};
pub use set_up::link as set_up_link;
pub use store::sign_out_everywhere;

pub fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", sign_in::new)
        .post("/sign-in", sign_in::create)
        .post("/sign-in/keep", sign_in::keep)
        .post("/sign-out", sign_in::destroy)
        .get("/sign-in/passkey", passkeys::sign_in_page)
        .post("/sign-in/passkey", passkeys::sign_in)
        .get("/sign-in/organization", organization::start)
        .get("/sign-in/organization/return", organization::come_back)
        .get("/second-step", second_step::show)
        .post("/second-step", second_step::create)
        .get("/devices", devices::index)
        .post("/devices/sign-out", devices::destroy_all)
        .post("/devices/{id}/sign-out", devices::destroy)
        .get("/devices/app/new", factors::app::new)
        .post("/devices/app", factors::app::create)
        .get("/devices/passkey/new", passkeys::new)
        .post("/devices/passkey", passkeys::create)
        .get("/devices/recovery-codes", factors::codes::show)
        .post("/devices/recovery-codes", factors::codes::create)
        .post("/devices/factors/{id}/name", factors::rename)
        .post("/devices/factors/{id}/removal", factors::remove)
        .post("/people/{id}/factor-reset", factors::reset::of_staff)
        .post("/participants/{id}/factor-reset", factors::reset::of_participant)
        .get("/passphrase", new_passphrase::edit)
        .post("/passphrase", new_passphrase::update)
        .get("/set-up/{token}", set_up::new)
        .post("/set-up/{token}", set_up::create)
        .get("/join/{token}", join::new)
        .post("/join/{token}", join::create)
        .get("/enter/{token}", join::enter)
}

pub(crate) fn token_hash(token: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}

/// Who holds this sign-in token now, and when they were last seen; none when it ended, idled out or never was.
pub fn viewer(
    tx: &mut Tx<'_>,
    token: &str,
    now: Timestamp,
    limits: &SignInLimits,
) -> Result<Option<(Viewer, Timestamp)>, Error> {
    store::viewer(tx, &token_hash(token), now - limits.idle, now - limits.longest)
}

/// Remembers that a person was here, at most once a minute.
pub fn keep_alive(app: &App, id: &SignInId, seen_at: Timestamp) {
    let now = app.clock.now();
    if now.duration_since(seen_at) < SignedDuration::from_mins(1) {
        return;
    }
    let (app, id) = (app.clone(), *id);
    tokio::spawn(async move {
        let outcome: Result<(), Error> = app.db.write(move |tx| store::seen(tx, id, now)).await;
        if let Err(error) = outcome {
            tracing::warn!(%error, "could not note the last visit");
        }
    });
}

/// Ends the sign-in of a visit, if there is one.
pub async fn sign_out_now(visit: &Visit) -> Result<(), Problem> {
    let Some(token) = visit.token.clone() else {
        return Ok(());
    };
    let (now, chance) = (visit.app.clock.now(), visit.app.chance.clone());
    visit.app.db.write(move |tx| store::sign_out(tx, &token_hash(&token), now, &chance)).await?;
    Ok(())
}

/// The cookie that binds a sign-in at the organization to the browser that began it.
pub const CEREMONY_COOKIE: &str = organization::COOKIE;

/// With https the browser itself enforces that the cookie came from this host and travels encrypted.
pub fn cookie_name(app: &App) -> &'static str {
    if app.config.server.is_https() { "__Host-visit" } else { "visit" }
}

fn set_cookie(app: &App, response: &mut Response, token: &str) {
    let secure = if app.config.server.is_https() { "; Secure" } else { "" };
    let longest = app.config.sign_in.longest.as_secs();
    let cookie =
        format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={longest}{secure}", cookie_name(app));
    crate::web::append_cookie(response, &cookie);
}

pub fn forget_cookie(app: &App, response: &mut Response) {
    let secure = if app.config.server.is_https() { "; Secure" } else { "" };
    let cookie = format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}", cookie_name(app));
    crate::web::append_cookie(response, &cookie);
}

/// Where a request comes from, for slowing down guessing; never stored in clear.
pub fn place_of(app: &App, parts: &Parts) -> String {
    let forwarded = parts.headers.get("x-forwarded-for").and_then(|v| v.to_str().ok());
    if let Some(chain) = forwarded.filter(|_| app.config.server.trust_proxy) {
        return chain.rsplit(',').next().unwrap_or_default().trim().to_string();
    }
    let socket = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    socket.map(|ConnectInfo(address)| address.ip().to_string()).unwrap_or_default()
}

/// A path on this server, for going on after a sign-in. Anything else leads to Today.
pub fn safe_path(path: &str) -> String {
    let own = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    let plain = path.chars().all(|c| c.is_ascii_alphanumeric() || "/-_.?=&".contains(c));
    if own && plain { path.to_string() } else { "/today".to_string() }
}

#[cfg(test)]
mod tests {
    use super::safe_path;

    #[test]
    fn going_on_never_leads_elsewhere() {
        for evil in ["//evil.example", "https://evil.example", "/\\evil.example", "/x\r\nSet-Cookie: a=b", ""]
        {
            assert_eq!(safe_path(evil), "/today", "{evil:?}");
        }
        assert_eq!(safe_path("/first-calls?page=2"), "/first-calls?page=2");
    }
}
