//! Dose: how much support was given. Contacts, minutes, model, mode, setting, days to the first contact and gaps, for one
//! participant and for the program.
//!
//! Nothing is written here. A contact is counted from the side of who received it, out of what other rooms keep: sessions
//! that took place, with the times of the newest version of their note; attendances at group meetings; meetings of
//! families. So dose agrees with note and attendance to the minute, or one of them is wrong. No group and no family is ever
//! named here, support for families never stands on a participant's page, and what is not known is never a zero.

mod contact;
mod cut;
#[allow(clippy::module_inception)] // The noun of the room.
mod dose;
mod family;
mod index;
mod parts;
mod program;
mod show;
mod store;

use crate::web::Routes;

pub use family::FamilyDose;
pub use parts::Table;

pub fn routes() -> Routes {
    Routes::new().get("/participants/{id}/dose", show::show).get("/outcomes/dose", index::index)
}
