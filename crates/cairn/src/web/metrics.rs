//! How many requests, how long, with which outcome: for the operator, without ids or names in any label.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusRecorder};

use super::Problem;
use crate::app::App;

/// Upper bounds of the histogram in seconds.
const SECONDS: [f64; 9] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// A recorder of one application: two in one process (tests) do not share.
pub fn recorder() -> Result<PrometheusRecorder, BuildError> {
    Ok(PrometheusBuilder::new().set_buckets(&SECONDS)?.build_recorder())
}

pub(super) async fn measure(State(app): State<App>, request: Request, next: Next) -> Response {
    let started = std::time::Instant::now();
    // The pattern, never the address: an address has ids in it.
    let route = request.extensions().get::<MatchedPath>().map_or("none", |path| path.as_str()).to_string();
    let method = request.method().as_str().to_string();
    let response = next.run(request).await;
    count(
        &app,
        [("method", method), ("route", route), ("status", response.status().as_u16().to_string())],
        started.elapsed(),
    );
    response
}

fn count(app: &App, labels: [(&'static str, String); 3], took: Duration) {
    metrics::with_local_recorder(&app.metrics, || {
        metrics::counter!("cairn_requests_total", &labels).increment(1);
        let [method, route, _] = labels;
        metrics::histogram!("cairn_request_seconds", &[method, route]).record(took.as_secs_f64());
    });
}

/// Prometheus text, for this machine only: a proxy must not pass it on to the world.
pub(super) async fn show(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let caller: Option<IpAddr> = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let through_proxy = request.headers().contains_key("x-forwarded-for");
    if through_proxy || !caller.is_none_or(|address| address.is_loopback()) {
        return Err(Problem::NotFound);
    }
    let handle = app.metrics.handle();
    handle.run_upkeep();
    Ok(handle.render().into_response())
}
