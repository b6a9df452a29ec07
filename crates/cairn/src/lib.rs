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
pub mod calendar;
pub mod complaints;
pub mod consents;
pub mod contracts;
pub mod counseling;
pub mod crises;
pub mod day_counts;
pub mod deidentified;
pub mod disclosures;
pub mod dose;
pub mod exchanges;
pub mod families;
pub mod family_matching;
pub mod family_members;
pub mod feeds;
pub mod follow_up;
pub mod groups;
pub mod hand_overs;
pub mod incidents;
pub mod instruments;
pub mod intake;
pub mod keeping;
pub mod kiosk;
pub mod legal_demands;
pub mod matching;
pub mod messages;
pub mod mutual_help;
pub mod notices;
pub mod offline;
pub mod on_call;
pub mod outcomes;
pub mod outreach;
pub mod phone;
pub mod privacy_desk;
pub mod recovery;
pub mod relationships;
pub mod reminders;
pub mod reviews;
pub mod safety_plans;
pub mod session_ratings;
pub mod sessions;
pub mod shared_sessions;
pub mod telephone_support;
pub mod today;
pub mod tools;
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
        hand_overs::routes(),
        sessions::routes(),
        session_ratings::routes(),
        outreach::routes(),
        telephone_support::routes(),
        follow_up::routes(),
        recovery::routes(),
        day_counts::routes(),
        phone::routes(),
        assessments::routes(),
        instruments::routes(),
        wellbeing::routes(),
        groups::routes(),
        calendar::routes(),
        exchanges::routes(),
        counseling::routes(),
        families::routes(),
        family_matching::routes(),
        shared_sessions::routes(),
        relationships::routes(),
        family_members::routes(),
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
        reminders::routes(),
        feeds::routes(),
        on_call::routes(),
        safety_plans::routes(),
        messages::routes(),
        tools::routes(),
        crises::routes(),
        mutual_help::routes(),
    ]
}
