//! Tests of the site as people meet it: one binary, folders like the addresses, on SQLite and on PostgreSQL.
//!
//! Each test gets a database of its own with a named cast (see `cast.rs`). With `CAIRN_TEST_POSTGRES` set to the
//! address of a PostgreSQL server that may create databases, every test runs there; without, on SQLite files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod cast;
mod guards;
mod names;
mod visitor;

mod account;
mod assessments;
mod audit;
mod benefits;
mod break_glass;
mod complaints;
mod consents;
mod contracts;
mod counseling;
mod deidentified;
mod demo;
mod disclosures;
mod dose;
mod families;
mod groups;
mod import;
mod incidents;
mod intake;
mod keeping;
mod keys;
mod kiosk;
mod legal_demands;
mod matching;
mod notices;
mod offline;
mod outcomes;
mod part2;
mod privacy_desk;
mod recovery;
mod reviews;
mod sessions;
mod tiers;
mod today;
