//! Peer exchanges from outside: single cases by name, every case against brute force, and weeks after weeks.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may stop where it fails")]

mod cases;
mod dice;
mod errors;
mod oracle;
mod properties;
mod weeks;
