//! The door: what is not a page of the house leaves only through it.
//!
//! A layer around every route ([`only_through_the_door`]) withholds an answer whose bytes are neither a page nor one of
//! the house's own neutral answers, unless it carries the mark of an [`Egress`]. An `Egress` can be made in six ways
//! only: with a [`Permit`] (to somebody outside), with a person's own opened record (a copy for themselves: §2.23 for a
//! participant), with what a supporter keeps about themselves, with records that their supporter takes along to work
//! without a network, for a person's own calendar that holds the address of their feed now, or from figures and proofs
//! that are about nobody. A new way out therefore does not work until somebody has said which of the six it is.

use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Permit;
use crate::access::RecordOf;
use crate::feeds::Subscribed;
use crate::offline::Taken;
use crate::web::Problem;
use crate::wellbeing::Own;

/// The form in which something leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Page,
    Csv,
    Json,
    Text,
    /// iCalendar (RFC 5545).
    Calendar,
    /// What a browser needs to put the site on a home screen (W3C Web Application Manifest).
    Manifest,
}

impl Shape {
    pub fn content_type(self) -> &'static str {
        match self {
            Shape::Page => "text/html; charset=utf-8",
            Shape::Csv => "text/csv; charset=utf-8; header=present",
            Shape::Json => "application/json",
            Shape::Text => "text/plain; charset=utf-8",
            Shape::Calendar => "text/calendar; charset=utf-8",
            Shape::Manifest => "application/manifest+json",
        }
    }

    /// A file name that tells a stranger nothing.
    fn file_name(self) -> &'static str {
        match self {
            Shape::Page | Shape::Manifest => "",
            Shape::Csv => "pages.csv",
            Shape::Json => "pages.json",
            Shape::Text => "pages.txt",
            Shape::Calendar => "calendar.ics",
        }
    }
}

/// Put on an answer by [`Egress`] alone.
#[derive(Debug, Clone, Copy)]
pub struct Passed(());

/// Bytes on their way out.
pub struct Egress {
    shape: Shape,
    body: Vec<u8>,
    name: String,
}

impl Egress {
    /// To somebody outside, under a permit.
    pub fn permitted(_permit: &Permit, shape: Shape, body: Vec<u8>) -> Egress {
        Egress::new(shape, body)
    }

    /// To the person themselves whose record it is.
    pub fn to_self(record: &RecordOf, shape: Shape, body: Vec<u8>) -> Result<Egress, Problem> {
        if record.is_own() { Ok(Egress::new(shape, body)) } else { Err(Problem::NotFound) }
    }

    /// To a supporter, of what is theirs alone: their own room and the hours of their record. No participant is in it.
    pub fn to_supporter(_own: &Own, shape: Shape, body: Vec<u8>) -> Egress {
        Egress::new(shape, body)
    }

    /// To the device on which whoever opened these records works without a network.
    pub fn taken_along(_taken: &Taken, shape: Shape, body: Vec<u8>) -> Egress {
        Egress::new(shape, body)
    }

    /// To a person's own calendar, which came by the address of their feed: times and one word.
    pub fn to_own_calendar(_subscribed: &Subscribed, shape: Shape, body: Vec<u8>) -> Egress {
        Egress::new(shape, body)
    }

    /// Figures, proofs, definitions: nothing that a person said, did or is.
    pub fn about_nobody(shape: Shape, body: Vec<u8>) -> Egress {
        Egress::new(shape, body)
    }

    fn new(shape: Shape, body: Vec<u8>) -> Egress {
        Egress { shape, body, name: shape.file_name().to_string() }
    }

    /// Under another file name. It too must tell a stranger nothing.
    pub fn called(mut self, name: &str) -> Egress {
        self.name = name.to_string();
        self
    }
}

impl IntoResponse for Egress {
    fn into_response(self) -> Response {
        let mut response = self.body.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.shape.content_type()));
        if !self.name.is_empty()
            && let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", self.name))
        {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
        response.extensions_mut().insert(Passed(()));
        response
    }
}

/// The house's own answers that are not pages: they know no person.
const NEUTRAL: [&str; 6] = ["/assets/", "/sw.js", "/healthz", "/readyz", "/metrics", "/receipts/"];

/// Withholds bytes that did not come through the door.
pub async fn only_through_the_door(request: Request, next: Next) -> Response {
    let neutral = NEUTRAL.iter().any(|path| request.uri().path().starts_with(path));
    let response = next.run(request).await;
    if neutral || is_harmless(&response) || response.extensions().get::<Passed>().is_some() {
        return response;
    }
    Problem::Defect("bytes were about to leave without a permit").into_response()
}

/// A page, a redirect, or an answer without a body.
fn is_harmless(response: &Response) -> bool {
    if !response.status().is_success() {
        return true;
    }
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/html"));
    is_page && !response.headers().contains_key(header::CONTENT_DISPOSITION)
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::StatusCode;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    async fn answer(path: &str) -> StatusCode {
        let router: Router = Router::new()
            .route("/page", get(|| async { axum::response::Html("<p>a page</p>") }))
            .route("/leak", get(|| async { "id,name\n1,Ana\n" }))
            .route(
                "/file",
                get(|| async {
                    ([(header::CONTENT_DISPOSITION, "attachment")], axum::response::Html("<p>"))
                }),
            )
            .route("/figures", get(|| async { Egress::about_nobody(Shape::Csv, b"n\n5\n".to_vec()) }))
            .route("/healthz", get(|| async { "ok" }))
            .layer(axum::middleware::from_fn(only_through_the_door));
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        router.oneshot(request).await.unwrap().status()
    }

    #[tokio::test]
    async fn row_06_bytes_without_a_permit_are_withheld() {
        for (path, status) in [
            ("/page", StatusCode::OK),
            ("/figures", StatusCode::OK),
            ("/healthz", StatusCode::OK),
            ("/leak", StatusCode::INTERNAL_SERVER_ERROR),
            ("/file", StatusCode::INTERNAL_SERVER_ERROR),
        ] {
            assert_eq!(answer(path).await, status, "{path}");
        }
    }
}
