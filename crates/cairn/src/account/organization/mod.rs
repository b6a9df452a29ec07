//! Signing in at the organization (OpenID Connect), for organizations that have a sign-in of their own.
//!
//! For people who work here and are written down already: an address that the organization has verified leads to the
//! person, once; from then on the two names that never change (issuer and subject) do. Nobody is made up, participants do
//! not come in this way, and every return that leads to nobody gets the same answer. It counts as both factors only when
//! the configured claim says so; otherwise the second step follows here.

mod come_back;
mod provider;
mod start;
mod store;

use serde::{Deserialize, Serialize};

pub(super) use come_back::come_back;
pub(super) use start::start;

/// The kind of ceremony, and the name of the cookie that binds it to this browser.
const KIND: &str = "organization";
pub(super) const COOKIE: &str = "ceremony";

/// What the answer must fit.
#[derive(Serialize, Deserialize)]
struct Asked {
    state: String,
    nonce: String,
    verifier: String,
    next: String,
}
