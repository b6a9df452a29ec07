//! How the site looks on somebody's home screen: a name and an icon that tell a stranger nothing, chosen on that phone.
//!
//! The choice is kept by the browser and nowhere else, so that it says nothing about anybody in the database, and another
//! phone may have another. It stands in the address of the manifest, which browsers ask for without cookies.

use axum::http::HeaderMap;
use axum::response::Response;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::language::cookie;
use super::text::{Language, Text};
use super::visit::append_cookie;

const COOKIE: &str = "look";

/// What it can be called, in each language by the key `look-name-…`.
pub const LOOK_NAMES: [&str; 6] = ["notes", "trail", "garden", "daybook", "path", "weather"];
/// What can stand on it, drawn in `assets/icons`.
pub const LOOK_ICONS: [&str; 6] = ["leaf", "sun", "hill", "wave", "page", "cup"];

/// Colors of the window around it: the paper of a page, and the sky at its head.
const PAPER: &str = "#f5efe4";
const SKY: &str = "#f5dfcb";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub name: &'static str,
    pub icon: &'static str,
}

impl Default for Look {
    fn default() -> Look {
        Look { name: "notes", icon: "leaf" }
    }
}

fn known(codes: &[&'static str], code: &str) -> Option<&'static str> {
    codes.iter().copied().find(|one| *one == code)
}

impl Look {
    pub fn of(name: &str, icon: &str) -> Option<Look> {
        Some(Look { name: known(&LOOK_NAMES, name)?, icon: known(&LOOK_ICONS, icon)? })
    }

    pub(super) fn from_headers(headers: &HeaderMap) -> Look {
        let chosen = cookie(headers, COOKIE).and_then(|value| value.split_once('-'));
        chosen.and_then(|(name, icon)| Look::of(name, icon)).unwrap_or_default()
    }

    /// Keeps the choice in this browser.
    pub fn keep(self, response: &mut Response) {
        let Look { name, icon } = self;
        let cookie = format!("{COOKIE}={name}-{icon}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000");
        append_cookie(response, &cookie);
    }

    /// `notes-leaf-en`: the choice in the address of its manifest.
    pub fn code(self, language: Language) -> String {
        format!("{}-{}-{}", self.name, self.icon, language.code())
    }

    pub fn from_code(code: &str) -> Option<(Look, Language)> {
        let (name, rest) = code.split_once('-')?;
        let (icon, language) = rest.split_once('-')?;
        let language = Language::ALL.into_iter().find(|one| one.code() == language)?;
        Some((Look::of(name, icon)?, language))
    }

    pub fn called(self, t: &Text) -> String {
        t.code("look-name", self.name)
    }

    /// Where the icon of this many pixels is.
    pub fn icon_href(self, size: &str) -> String {
        format!("/assets/{}-{size}.png", self.icon)
    }

    /// The manifest (W3C Web Application Manifest) in a language. Two looks are one application: choosing another changes
    /// what is there.
    pub fn manifest(self, language: Language) -> Value {
        let name = self.called(&Text::new(language, TimeZone::UTC));
        let icon = |size: &str, sizes: &str, purpose: &str| json!({ "src": self.icon_href(size), "sizes": sizes, "type": "image/png", "purpose": purpose });
        json!({
            "id": "/today",
            "start_url": "/today",
            "scope": "/",
            "name": name,
            "short_name": name,
            "lang": language.code(),
            "dir": "ltr",
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": SKY,
            "icons": [
                icon("192", "192x192", "any"),
                icon("512", "512x512", "any"),
                icon("mask", "512x512", "maskable"),
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_look_has_an_address_and_nothing_else_has() {
        for name in LOOK_NAMES {
            for icon in LOOK_ICONS {
                for language in Language::ALL {
                    let look = Look::of(name, icon).unwrap();
                    assert_eq!(Look::from_code(&look.code(language)), Some((look, language)));
                }
            }
        }
        for wrong in ["", "notes", "notes-leaf", "notes-leaf-de", "recovery-leaf-en", "notes-stone-en"] {
            assert_eq!(Look::from_code(wrong), None, "{wrong}");
        }
    }
}
