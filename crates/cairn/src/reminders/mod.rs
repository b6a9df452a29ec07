//! Reminders of appointments and notices that something new is waiting, by e-mail, text message or push, as each person
//! chooses for themselves.
//!
//! A message says that there is an appointment and when, or that something waits to be looked at. It may never say with whom, where, or what for, and nothing that
//! tells a stranger what the program is. Nothing is queued with words in it: who is still to be reminded of what is asked
//! anew at each sending (42 CFR 2.31(c)), and so is whether the channel is covered by an agreement in force
//! (2.12(c)(4)). Staff see that reminders are on, and nothing more; who coordinates, supervises or keeps the machine also
//! sees how many of all went out.

mod appointment;
mod check_ups;
mod choice;
mod choose;
mod code;
mod contact;
mod health;
mod index;
mod message;
mod neutral;
mod push_contact;
pub(crate) mod send;
pub mod store;
mod unread;
mod work;

use crate::access::{Desk, Role, Seat};
use crate::contracts::{Channel, channel_open};
use crate::web::{Problem, Routes};

pub use appointment::Appointment;
pub use choice::{Choice, Lead};
pub use contact::Contact;
pub use health::READERS as HEALTH_READERS;
pub use index::with_form as page_with;
pub use neutral::telling;
pub use send::Sender;
pub use work::{Rounds, Sum, hat, remind, run_once};

pub fn routes() -> Routes {
    Routes::new()
        .get("/reminders", index::index)
        .post("/reminders", choose::update)
        .post("/reminders/contacts", contact::create)
        .post("/reminders/contacts/{id}/code", code::create)
        .post("/reminders/contacts/{id}/verification", code::verify)
        .post("/reminders/contacts/{id}/removal", contact::destroy)
        .post("/reminders/push", push_contact::create)
        .get("/reminders/health", health::show)
        .post("/reminders/test", health::create)
}

/// The hats under which somebody has appointments of their own.
pub const HATS: [Role; 4] = [Role::Participant, Role::FamilyMember, Role::PeerSupporter, Role::Clinician];

/// The channels that reminders use, in the order of the page.
pub const CHANNELS: [Channel; 3] = [Channel::Mail, Channel::Sms, Channel::Push];

/// Who has appointments of their own looks after their own reminders.
fn own(desk: &Desk<'_, '_>) -> Result<Seat, Problem> {
    desk.seat(&HATS)
}

/// Channels that are set up here and covered by an agreement today.
fn usable(desk: &mut Desk<'_, '_>, sender: &Sender) -> Vec<Channel> {
    let today = desk.today();
    let set_up = CHANNELS.into_iter().filter(|channel| sender.is_set_up(*channel));
    set_up.filter(|channel| channel_open(desk.tx, *channel, today).is_ok()).collect()
}
