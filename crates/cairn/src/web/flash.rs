//! One sentence on the next page: "saved". The cookie holds the key of the sentence, never the sentence.

use crate::web::Text;

pub(super) const COOKIE: &str = "flash";

#[derive(Debug, Clone)]
pub struct Flash {
    pub kind: &'static str,
    pub text: String,
}

impl Flash {
    /// Only known keys are shown: the cookie is the visitor's to change.
    pub(super) fn from_key(t: &Text, key: &str) -> Option<Flash> {
        let full = format!("flash-{key}");
        let plain = key.len() < 60 && key.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        (plain && t.has(&full)).then(|| Flash { kind: "moss", text: t.get(&full) })
    }
}
