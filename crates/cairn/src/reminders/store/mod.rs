//! Every statement on reminders: appointments, choices, contacts, and what was sent.

pub mod appointments;
pub mod check_ups;
pub mod choices;
pub mod contacts;
pub mod sent;
