//! The router with its layers, and the loop that serves it.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum_server::Handle;
use axum_server::accept::NoDelayAcceptor;
use hyper_util::rt::TokioTimer;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

use super::{Routes, headers, metrics, places};
use crate::app::App;

/// The largest form: a long note in a script of three bytes a letter.
pub(super) const LARGEST_BODY: usize = 256 * 1024;
/// Longer than any page takes; a hung database is told to the visitor rather than waited for.
const LONGEST_REQUEST: Duration = Duration::from_secs(15);
/// A client that does not get its request line and headers out by then is let go, as is one that stays idle.
const LONGEST_HEADERS: Duration = Duration::from_secs(30);
/// How long running requests may take after the process was asked to stop.
const LONGEST_GOODBYE: Duration = Duration::from_secs(10);

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
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, LONGEST_REQUEST))
        .layer(CatchPanicLayer::new())
        .layer(axum::middleware::from_fn(crate::disclosures::only_through_the_door))
        .layer(from_fn_with_state(app.clone(), places::draw_problems))
        .layer(from_fn_with_state(app.clone(), crate::offline::wipe_revoked))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app.clone(), headers::add))
        .layer(from_fn_with_state(app.clone(), metrics::measure))
        .with_state(app.clone())
}

/// Serves until `stop` ends, then lets running requests end.
pub async fn serve(
    app: App,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let handle = Handle::new();
    let stopping = handle.clone();
    tokio::spawn(async move {
        stop.await;
        stopping.graceful_shutdown(Some(LONGEST_GOODBYE));
    });
    let mut server =
        axum_server::from_tcp(listener.into_std()?)?.acceptor(NoDelayAcceptor::new()).handle(handle);
    server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(LONGEST_HEADERS);
    server.http_builder().http2().timer(TokioTimer::new()).keep_alive_interval(LONGEST_HEADERS);
    server.serve(router(&app).into_make_service_with_connect_info::<SocketAddr>()).await
}
