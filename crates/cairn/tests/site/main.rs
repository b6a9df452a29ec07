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
mod calendar;
mod complaints;
mod consents;
mod contracts;
mod counseling;
mod crises;
mod day_counts;
mod deidentified;
mod demo;
mod disclosures;
mod dose;
mod exchanges;
mod families;
mod feeds;
mod follow_up;
mod groups;
mod hand_overs;
mod import;
mod incidents;
mod intake;
mod keeping;
mod keys;
mod kiosk;
mod legal_demands;
mod matching;
mod messages;
mod mutual_help;
mod notices;
mod offline;
mod on_call;
mod outcomes;
mod outreach;
mod part2;
mod phone;
mod privacy_desk;
mod recovery;
mod relationships;
mod reminders;
mod reviews;
mod safety_plans;
mod session_ratings;
mod sessions;
mod shared_sessions;
mod telephone_support;
mod tiers;
mod today;
mod tools;
mod wellbeing;
