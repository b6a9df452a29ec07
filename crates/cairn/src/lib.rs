//! Cairn: software that a peer recovery support program runs on.
//!
//! Modules in reading order: what every request has at hand, the shell around every page, who may see what, and
//! then the rooms, one folder each, in the order in which a person meets them.

pub mod app;
pub mod clock;
pub mod config;
pub mod ids;
pub mod keys;

pub mod web;

pub mod access;
pub mod audit;

pub mod account;
pub mod people;
pub mod program;

pub mod assessments;
pub mod benefits;
pub mod consents;
pub mod families;
pub mod groups;
pub mod intake;
pub mod matching;
pub mod outcomes;
pub mod recovery;
pub mod sessions;
pub mod today;
pub mod wellbeing;

pub mod demo;
pub mod import;

pub mod cli;

use web::Routes;

/// The routes of every room.
fn rooms() -> Vec<Routes> {
    vec![
        account::routes(),
        program::routes(),
        people::routes(),
        audit::routes(),
        today::routes(),
        intake::routes(),
        benefits::routes(),
        matching::routes(),
        sessions::routes(),
        recovery::routes(),
        assessments::routes(),
        wellbeing::routes(),
        groups::routes(),
        families::routes(),
        outcomes::routes(),
        consents::routes(),
    ]
}
