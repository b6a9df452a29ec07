//! Work without a network: in the street, in a jail, in a basement. A supporter takes today's people along, and a participant,
//! a family member and a supporter what is their own; what they write waits on the device, sealed behind a passphrase of its
//! own, and is sent later, in order and once.
//!
//! What waits is an ordinary form with its ordinary key, so it is checked, kept and refused by the very page it would have
//! been sent from (decision 32). This room may never hand a record to a device without writing down that it did, keep
//! anything readable on a device, or take anything from a device that was revoked.

mod along;
mod cookie;
mod index;
mod open;
mod own;
mod pack;
mod revocation;
mod store;
mod taking;
mod wipe;
mod worker;

use jiff::{SignedDuration, Timestamp};

use crate::access::Role;
use crate::ids::RowId;
use crate::web::Routes;

pub use cookie::is_set as is_set_up;
pub use pack::Taken;
pub use wipe::wipe_revoked;

pub fn routes() -> Routes {
    Routes::new()
        .get("/offline", index::index)
        .post("/offline/takings", taking::create)
        .get("/offline/devices", index::all)
        .post("/offline/devices/{id}/revocation", revocation::create)
        .get("/offline/open", open::show)
        .get("/no-network", open::no_network)
        .get("/sw.js", worker::show)
}

/// How long what was taken along may be read on the device: a long day, and the night after it. Words that were written
/// stay until they are sent.
const LEASE: SignedDuration = SignedDuration::from_hours(24);

/// The same for one's own things on one's own phone: as long as a plan holds between two looks at it. Such words are
/// for the hour in which there is no network and nobody near, and nobody knows that hour beforehand.
const OWN_LEASE: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Who takes something along: whoever walks with somebody, and whoever has a plan and tools of their own here.
const HOLDERS: [Role; 3] = [Role::PeerSupporter, Role::Participant, Role::FamilyMember];

/// A phone or tablet that works without a network.
#[derive(Debug, Clone)]
pub struct Device {
    pub id: RowId,
    pub person_name: String,
    pub name: String,
    pub set_up_at: Timestamp,
    pub taken_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
    pub wiped_at: Option<Timestamp>,
}
