//! The router with its layers, and the loop that serves it.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

use super::{Routes, headers, places};
use crate::app::App;

/// The largest form: a long note in a script of three bytes a letter.
const LARGEST_BODY: usize = 256 * 1024;
/// Longer than any page takes; a hung database is told to the visitor rather than waited for.
const LONGEST_REQUEST: Duration = Duration::from_secs(15);

/// All routes of the house and of its rooms.
pub fn all_routes() -> Routes {
    crate::rooms().into_iter().fold(places::routes(), Routes::merge)
}

pub fn router(app: &App) -> Router {
    all_routes()
        .into_router()
        .fallback(places::nothing_here)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CsrfLayer::new())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            LONGEST_REQUEST,
        ))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(app.clone(), places::draw_problems))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app.clone(), headers::add))
        .with_state(app.clone())
}

/// Serves until the process is asked to stop, then lets running requests end.
pub async fn serve(
    app: App,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router(&app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}
