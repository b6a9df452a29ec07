//! Why a request could not be answered, and the page that says so.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// A rule of the field said no: a sentence fit to show, and the form field it belongs to, if one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    pub field: &'static str,
    /// Key of the sentence that says what is wrong and what to do.
    pub key: &'static str,
}

/// Every way a handler can end without a page.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Problem {
    /// It does not exist, or this viewer may not know that it does.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in.
    #[error("sign in first")]
    SignInFirst,
    /// Signed in with a passphrase alone, where a second factor has to be shown before anything opens.
    #[error("second step first")]
    SecondStepFirst,
    /// The act asks for a second factor shown within the last minutes.
    #[error("step up first")]
    StepUpFirst,
    #[error("refused: {}", .0.key)]
    Refused(Refusal),
    /// The request cannot be read: a link cut short, a form from elsewhere.
    #[error("bad request")]
    BadRequest,
    /// Too many tries from here; come back later.
    #[error("too many tries")]
    TooMany,
    #[error(transparent)]
    Database(#[from] cairn_db::Error),
    /// A defect in Cairn.
    #[error("defect: {0}")]
    Defect(&'static str),
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        Problem::Refused(refusal)
    }
}

/// What the error page is about; a layer draws it in the visitor's language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trouble {
    /// The stem of the keys of its title and text.
    pub key: &'static str,
}

impl Problem {
    fn status(&self) -> (StatusCode, &'static str) {
        use cairn_db::Error::{Busy, Unavailable};
        match self {
            Problem::NotFound => (StatusCode::NOT_FOUND, "problem-not-found"),
            Problem::SignInFirst => (StatusCode::UNAUTHORIZED, "problem-sign-in"),
            Problem::SecondStepFirst | Problem::StepUpFirst => {
                (StatusCode::UNAUTHORIZED, "problem-second-step")
            }
            Problem::Refused(refusal) => (StatusCode::CONFLICT, refusal.key),
            Problem::BadRequest => (StatusCode::BAD_REQUEST, "problem-bad-request"),
            Problem::TooMany => (StatusCode::TOO_MANY_REQUESTS, "problem-too-many"),
            Problem::Database(Busy | Unavailable(_)) => {
                (StatusCode::SERVICE_UNAVAILABLE, "problem-unavailable")
            }
            Problem::Database(_) | Problem::Defect(_) => {
                (StatusCode::INTERNAL_SERVER_ERROR, "problem-defect")
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, key) = self.status();
        if status.is_server_error() {
            // Neither variant carries a value that a person gave.
            tracing::error!(problem = %self, "request failed");
        }
        let mut response = status.into_response();
        response.extensions_mut().insert(Trouble { key });
        if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
            let wait = if status == StatusCode::TOO_MANY_REQUESTS { "900" } else { "5" };
            response.headers_mut().insert("retry-after", axum::http::HeaderValue::from_static(wait));
        }
        response
    }
}
