//! The same axum build answering one page from memory: the reference for `script/bench`.
//!
//!     cargo run --release --example static_page -- PORT FILE
#![allow(clippy::unwrap_used)]

use std::net::SocketAddr;

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use axum_server::accept::NoDelayAcceptor;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let port: u16 = arguments.next().unwrap().parse().unwrap();
    let page: &'static str =
        Box::leak(std::fs::read_to_string(arguments.next().unwrap()).unwrap().into_boxed_str());
    let router = Router::new().route("/", get(move || async move { Html(page) }));
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let server = axum_server::bind(address).acceptor(NoDelayAcceptor::new());
    server.serve(router.into_make_service()).await.unwrap();
}
