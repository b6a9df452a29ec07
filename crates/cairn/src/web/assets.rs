//! Styles and scripts: the files of `assets/`, joined in the order that `ORDER` gives, named by their content.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::web::Problem;

static ASSETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../assets");

struct Joined {
    name: String,
    text: String,
}

static CSS: LazyLock<Joined> = LazyLock::new(|| joined("css", "pages", "css"));
static JS: LazyLock<Joined> = LazyLock::new(|| joined("js", "pages", "js"));
/// Only where work without a network is set up or done.
static OFFLINE: LazyLock<Joined> = LazyLock::new(|| joined("offline", "offline", "js"));

fn joined(folder: &str, name: &str, kind: &str) -> Joined {
    let file = |name: &str| ASSETS.get_file(format!("{folder}/{name}")).and_then(|f| f.contents_utf8());
    let order = file("ORDER").unwrap_or_default();
    let text: String = order.lines().map(str::trim).filter_map(file).collect::<Vec<_>>().join("\n");
    let hash = HEXLOWER.encode(&Sha256::digest(text.as_bytes()));
    Joined { name: format!("{name}.{}.{kind}", hash.get(..12).unwrap_or_default()), text }
}

pub(super) fn css_href() -> String {
    format!("/assets/{}", CSS.name)
}

pub(super) fn js_href() -> String {
    format!("/assets/{}", JS.name)
}

pub(crate) fn offline_js_href() -> String {
    format!("/assets/{}", OFFLINE.name)
}

/// The service worker with the names of what it keeps: the assets, and pages that are about nobody.
pub(crate) fn worker_text() -> String {
    let keep = [css_href(), js_href(), offline_js_href(), "/assets/mark.svg".to_string()];
    let file = |name: &str| ASSETS.get_file(format!("worker/{name}")).and_then(|file| file.contents_utf8());
    let parts = ["worker.js", "push.js"].map(|name| file(name).unwrap_or_default());
    ["const ASSETS = ", &serde_json::json!(keep).to_string(), ";\n", &parts.concat()].concat()
}

/// What kind of file an icon is.
fn icon_kind(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        _ => None,
    }
}

pub(super) async fn show(Path(name): Path<String>) -> Result<Response, Problem> {
    let (text, kind) = if name == CSS.name {
        (CSS.text.clone().into_bytes(), "text/css; charset=utf-8")
    } else if name == JS.name {
        (JS.text.clone().into_bytes(), "text/javascript; charset=utf-8")
    } else if name == OFFLINE.name {
        (OFFLINE.text.clone().into_bytes(), "text/javascript; charset=utf-8")
    } else {
        let kind = icon_kind(&name).ok_or(Problem::NotFound)?;
        let icon = ASSETS.get_file(format!("icons/{name}")).ok_or(Problem::NotFound)?;
        (icon.contents().to_vec(), kind)
    };
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // The name changes with the content, so a browser need never ask again.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Ok(response)
}
