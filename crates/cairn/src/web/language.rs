//! Which language a visitor reads: what they chose, else what their browser says, else English.

use axum::http::{HeaderMap, header};

use crate::web::text::Language;

pub(super) const COOKIE: &str = "language";

/// The value of a cookie.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
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
