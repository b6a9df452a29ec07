//! Which language a visitor reads: what they chose, else what their browser says, else English.

use axum::http::{HeaderMap, header};
use axum::response::Response;

use super::visit::append_cookie;
use crate::web::text::Language;

const COOKIE: &str = "language";

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

pub(crate) fn language_of(headers: &HeaderMap) -> Language {
    let chosen = cookie(headers, COOKIE).and_then(Language::from_code);
    let preferred = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    chosen.or_else(|| preferred.and_then(Language::from_header)).unwrap_or(Language::English)
}

/// Marks a language that came with a person who signed in, so that the next one on a shared device gets their own.
const OF_PERSON: &str = "-own";

/// Whether a language was chosen on this device, with the buttons at the foot of every page.
pub(super) fn was_chosen(headers: &HeaderMap) -> bool {
    cookie(headers, COOKIE).is_some_and(|value| !value.ends_with(OF_PERSON))
}

/// Keeps a choice of language in this browser, or the language of the person who signed in.
pub(crate) fn keep(response: &mut Response, language: Language, chosen: bool) {
    let whose = if chosen { "" } else { OF_PERSON };
    let cookie =
        format!("{COOKIE}={}{whose}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000", language.code());
    append_cookie(response, &cookie);
}
