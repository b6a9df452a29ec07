//! How a device is known again: a token in a cookie of its own, which outlives sign-ins and signs nobody in.

use axum::http::HeaderMap;
use axum::response::Response;

use crate::app::App;

/// Neutral, like every name that stays on a device.
const NAME: &str = "kept";
/// The longest that browsers keep a cookie.
const DAYS: i64 = 400;

pub fn token(headers: &HeaderMap) -> Option<&str> {
    crate::web::cookie(headers, NAME).filter(|token| !token.is_empty())
}

/// Whether this browser keeps words that nobody may throw away by leaving in a hurry.
pub fn is_set(headers: &HeaderMap) -> bool {
    token(headers).is_some()
}

pub fn set(app: &App, response: &mut Response, token: &str) {
    put(app, response, token, DAYS * 24 * 60 * 60);
}

pub fn forget(app: &App, response: &mut Response) {
    put(app, response, "", 0);
}

fn put(app: &App, response: &mut Response, token: &str, seconds: i64) {
    let secure = if app.config.server.is_https() { "; Secure" } else { "" };
    let cookie = format!("{NAME}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    crate::web::append_cookie(response, &cookie);
}
