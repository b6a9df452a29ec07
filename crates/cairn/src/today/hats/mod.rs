//! One file a hat: what it is asked to look at, in order.

mod administrator;
mod auditor;
mod biller;
mod caller;
mod coordinator;
mod crises;
mod evaluator;
mod family;
mod here;
mod leader;
mod looks;
mod messages;
mod participant;
mod privacy;
mod ratings;
mod repairs;
mod supervisor;
mod supporter;

use super::line::{Hat, Section};
use crate::access::{Desk, Role};
use crate::web::{Problem, Text};

/// What a hat is asked to look at: its sections, read at the desk.
type Sections = fn(&mut Desk<'_, '_>, &Text) -> Result<Vec<Section>, Problem>;

/// The hats in the order of urgency: people first, then the house.
const HATS: [(Role, Sections); 12] = [
    (Role::Participant, participant::sections),
    (Role::PeerSupporter, supporter::sections),
    (Role::Coordinator, coordinator::sections),
    (Role::Supervisor, supervisor::sections),
    (Role::Volunteer, caller::sections),
    (Role::Clinician, leader::sections),
    (Role::FamilyMember, family::sections),
    (Role::Biller, biller::sections),
    (Role::Evaluator, evaluator::sections),
    (Role::PrivacyOfficer, privacy::sections),
    (Role::Administrator, administrator::sections),
    (Role::Auditor, auditor::sections),
];

pub fn of_viewer(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Hat>, Problem> {
    let mut hats = Vec::new();
    for (role, sections) in HATS {
        if desk.viewer.is(role) {
            let name = t.code("role", role.code());
            hats.push(Hat { name, sections: sections(desk, t)? });
        }
    }
    Ok(hats)
}
