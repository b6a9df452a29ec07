//! The demo: a made-up program with two years behind it, for trying Cairn out, for tests and for measurements.
//!
//! The same seed on the same day gives the same rows. Nobody in it exists, and nothing here may ever write into a
//! program that is not a demo. Rows are written in the order in which things happen in a program: people come, call,
//! enroll, are matched, meet, and are asked how they are. How well somebody does is drawn first and then shows in
//! everything: who stays, who comes to sessions, what they rate and answer.

mod belonging;
mod calendar;
mod calls;
mod cast;
mod consents;
mod contact;
mod contact_words;
mod crises;
mod dice;
mod disclosures;
mod dyads;
mod enrollment;
mod exchanges;
mod factors;
mod families;
mod family_lives;
mod family_matches;
mod follow_up;
mod group_notes;
mod groups;
mod house;
mod insurance;
mod lives;
mod matches;
mod measures;
mod meetings;
mod messages;
mod names;
mod need;
mod notes;
mod openings;
mod phone;
mod plans;
mod privacy;
mod reciprocity;
mod relationships;
mod reminders;
mod rows;
mod seekers;
mod sessions;
mod shared_sessions;
mod supporters;
mod tablets;
mod tools;
mod words;
mod world;

use cairn_db::{Error, Tx};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::ids::Chance;
use crate::program::Settings;

pub use cast::{PERSONAS, Persona, personas};

const ZONE: &str = "America/New_York";
/// Fewer would not fill every room.
const FEWEST: u32 = 20;

/// Which program to make up.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    pub seed: u64,
    /// At least twenty.
    pub participants: u32,
}

/// Writes a whole program into an empty database, with a history that ends at `now`.
pub fn make(tx: &mut Tx<'_>, order: Order, now: Timestamp) -> Result<(), Error> {
    let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
    let participants = order.participants.max(FEWEST);
    let mut w = world::World {
        tx,
        dice: dice::Dice::from_seed(order.seed),
        chance: Chance::from_seed(order.seed),
        today: now.to_zoned_datetime(zone.clone()).date(),
        zone,
        now,
        settings: Settings::default(),
    };
    let w = &mut w;
    let mut names = names::Names::default();
    let program = cast::open_program(w)?;
    let staff = cast::hire(w, &mut names)?;
    let supporters = supporters::join(w, &staff, &mut names, participants)?;
    let mut lives = lives::begin(w, &staff, &mut names, participants)?;
    let mut house = house::House { staff, supporters };
    let calls = calls::take(w, &house, &lives, &mut names)?;
    enrollment::write(w, &house, &lives, &calls)?;
    insurance::write(w, &house, &lives)?;
    matches::write(w, &mut house, &mut lives)?;
    plans::write(w, &house, &mut lives)?;
    sessions::write(w, &mut house, &lives)?;
    measures::write(w, &house, &lives)?;
    let relatives = families::write(w, &house, &mut names, participants)?;
    let rooms = calendar::open_rooms(w, &house.staff.sites, house.staff.administrator)?;
    groups::write(w, &house, &lives, (&relatives, &rooms))?;
    calendar::events(w, &house, &rooms)?;
    calendar::weekly_sessions(w, &mut house, &lives)?;
    group_notes::write(w, &house)?;
    exchanges::write(w)?;
    consents::write(w, &house, &program, &lives)?;
    disclosures::write(w, &house, &lives)?;
    openings::write(w, &house, &lives)?;
    factors::write(w)?;
    need::write(w, &house, &lives)?;
    tablets::write(w, &house, &lives)?;
    phone::write(w, &lives)?;
    reminders::write(w, &house, &lives)?;
    messages::write(w, &house, &lives)?;
    crises::write(w, &house, &lives)?;
    let officer = privacy::Officer { person: house.staff.privacy_officer, program: program.id };
    privacy::write(w, officer, &lives)?;
    privacy::reviews(w, officer, house.staff.auditor, &lives)?;
    privacy::exports(w, officer, house.staff.evaluator)?;
    family_lives::write(w, &house)?;
    family_matches::write(w, &house)?;
    shared_sessions::write(w, &house, &lives)?;
    contact::write(w, &house, &lives)?;
    meetings::write(w, &house)?;
    reciprocity::write(w, &house)?;
    let relative = relatives.first().map(|(person, _)| *person);
    tools::write(w, &house, &lives, relative)?;
    group_notes::of_families(w, &house, relative)?;
    dyads::write(w, &house, &lives)?;
    follow_up::write(w, &house, &lives)
}
