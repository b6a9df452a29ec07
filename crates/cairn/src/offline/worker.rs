//! The service worker: shows the few pages that open without a network. It keeps no page that was drawn for anybody.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::web::{Problem, worker_text};

pub async fn show() -> Result<Response, Problem> {
    let mut response = worker_text().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}
