//! A tablet in a lobby, its cookie and its limits.

use axum::http::HeaderMap;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};

use crate::app::App;
use crate::ids::{RowId, SiteId};
use crate::web::Text;

#[derive(Debug, Clone)]
pub struct Kiosk {
    pub id: RowId,
    pub site: SiteId,
    pub site_name: String,
    pub name: String,
    pub opened_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
    pub link_expires_at: Timestamp,
}

impl Kiosk {
    /// What a tablet becomes, for whoever sets it up.
    pub fn becomes(&self, t: &Text) -> String {
        let values = [("name", self.name.as_str().into()), ("site", self.site_name.as_str().into())];
        t.args("kiosk-set-up-lead", values)
    }
}

/// How long the link works that makes a tablet a kiosk.
pub const LINK: SignedDuration = SignedDuration::from_hours(1);

/// Six digits among a thousand people: whoever tries ten codes finds one in a hundred times. More tries must wait.
pub const MISSES: i64 = 10;
pub const MISSES_WITHIN: SignedDuration = SignedDuration::from_mins(10);

/// Neutral, like every name that stays on a device.
const COOKIE: &str = "lobby";

pub fn token(headers: &HeaderMap) -> Option<String> {
    crate::web::cookie(headers, COOKIE).filter(|token| !token.is_empty()).map(str::to_string)
}

pub fn set_cookie(app: &App, response: &mut Response, token: &str) {
    let secure = if app.config.server.is_https() { "; Secure" } else { "" };
    let cookie =
        format!("{COOKIE}={token}; Path=/kiosk; HttpOnly; SameSite=Strict; Max-Age=34560000{secure}");
    crate::web::append_cookie(response, &cookie);
}
