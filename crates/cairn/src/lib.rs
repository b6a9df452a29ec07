//! Cairn: software that a peer recovery support program runs on.
//!
//! Modules in reading order: what every request has at hand, the shell around every page, who may see what, and
//! then the rooms, one folder each, in the order in which a person meets them.

pub mod app;
pub mod clock;
pub mod config;
pub mod ids;
pub mod keys;
pub mod sealing;

pub mod web;

pub mod access;
pub mod audit;
pub mod backup;
pub mod break_glass;

pub mod account;
pub mod people;
pub mod program;

pub mod assessments;
pub mod benefits;
pub mod complaints;
pub mod consents;
pub mod contracts;
pub mod counseling;
pub mod deidentified;
pub mod disclosures;
pub mod dose;
pub mod families;
pub mod groups;
pub mod incidents;
pub mod intake;
pub mod keeping;
pub mod kiosk;
pub mod legal_demands;
pub mod matching;
pub mod notices;
pub mod offline;
pub mod outcomes;
pub mod privacy_desk;
pub mod recovery;
pub mod reviews;
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
        break_glass::routes(),
        today::routes(),
        intake::routes(),
        benefits::routes(),
        matching::routes(),
        sessions::routes(),
        recovery::routes(),
        assessments::routes(),
        wellbeing::routes(),
        groups::routes(),
        counseling::routes(),
        families::routes(),
        keeping::routes(),
        outcomes::routes(),
        dose::routes(),
        deidentified::routes(),
        disclosures::routes(),
        consents::routes(),
        privacy_desk::routes(),
        incidents::routes(),
        complaints::routes(),
        legal_demands::routes(),
        contracts::routes(),
        reviews::routes(),
        notices::routes(),
        offline::routes(),
        kiosk::routes(),
    ]
}
