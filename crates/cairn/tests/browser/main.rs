//! What people touch, in Chromium: the demo program, driven through ChromeDriver.
//!
//! Runs when `CAIRN_TEST_BROWSER` is set (script/test sets it and installs Debian's chromium and chromium-driver).
//! With `CAIRN_TEST_AXE` set to the path of axe-core's `axe.min.js`, every page that is walked is checked for
//! accessibility too.
// The processes are ended where the house is dropped.
#![allow(
    clippy::zombie_processes,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod driver;
mod kept;
mod nearby;
mod network;
mod outbox;
mod paper;
mod passkey;
mod phone;
mod walks;

/// One test with its own driver and program: the walks share both, and each begins signed out.
#[tokio::test(flavor = "multi_thread")]
async fn the_site_in_a_browser() {
    if std::env::var_os("CAIRN_TEST_BROWSER").is_none() {
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), "left out: the browser (script/test runs it)");
        return;
    }
    let house = driver::House::open().await;
    walks::all(&house).await;
    let wrong = house.wrong.lock().unwrap();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
