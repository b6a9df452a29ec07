//! A revoked device is wiped by the first answer it gets, whatever it asked for: its browser is told to throw away
//! everything it keeps for this program, and is signed out.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{cookie, store};
use crate::account;
use crate::app::App;
use crate::web::Problem;

/// The layer around every route. Only browsers with a device's cookie cost a look.
pub async fn wipe_revoked(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(token) = cookie::token(request.headers()) else { return next.run(request).await };
    let hash = account::token_hash(token);
    let known = app.db.read(move |tx| store::by_token(tx, &hash)).await;
    match known {
        Ok(Some(known)) if !known.revoked => next.run(request).await,
        // Nobody's device, or one that is gone: what it keeps is nobody's either.
        Ok(known) => match wipe(&app, known).await {
            Ok(response) => response,
            Err(problem) => problem.into_response(),
        },
        Err(error) => Problem::from(error).into_response(),
    }
}

async fn wipe(app: &App, known: Option<store::Known>) -> Result<Response, Problem> {
    if let Some(known) = known {
        let now = app.clock.now();
        app.db.write(move |tx| store::wiped(tx, known.id, now)).await.map_err(Problem::from)?;
    }
    let mut response = StatusCode::GONE.into_response();
    let everything = HeaderValue::from_static("\"cache\", \"cookies\", \"storage\"");
    response.headers_mut().insert("clear-site-data", everything);
    cookie::forget(app, &mut response);
    account::forget_cookie(app, &mut response);
    Ok(response)
}
