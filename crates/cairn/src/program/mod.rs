//! The program: its name, its time zone, its sites, and the rules it sets for itself.
//!
//! Rules of the field that differ between payers and programs (units, caseloads, weights, due windows) are settings
//! here, with a default and its source, never constants in a room.

mod edit;
mod message_rules;
mod numbers;
mod repair_lines;
mod rooms;
mod settings;
mod sites;
pub(crate) mod store;

use jiff::tz::TimeZone;

use crate::ids::{ProgramId, RoomId, SiteId};
use crate::web::Routes;

pub use edit::TIME_ZONES;
pub use settings::{Caseload, OutreachRules, RepairLines, Settings, TelephoneRules, UnitRounding, UnitRule};
pub use store::{add, add_room, add_site, current, rooms, sites};

/// The crisis line unless the program chose another number.
pub const DEFAULT_CRISIS_LINE: &str = "988";

/// Where "leave now" leads unless the program chose another place: a page nobody wonders about.
pub const DEFAULT_EXIT_URL: &str = "https://www.weather.gov/";

#[derive(Debug, Clone)]
pub struct Program {
    pub id: ProgramId,
    pub name: String,
    pub discreet_name: String,
    pub zone_name: String,
    pub zone: TimeZone,
    pub language: String,
    pub crisis_line: String,
    pub on_call_phone: Option<String>,
    pub exit_url: String,
    pub settings: Settings,
    /// The privacy officer wrote down that 42 CFR Part 2 does not bind the program.
    pub part2_off: bool,
}

#[derive(Debug, Clone)]
pub struct Site {
    pub id: SiteId,
    pub name: String,
    pub address: Option<String>,
}

/// Where people meet at a site.
#[derive(Debug, Clone)]
pub struct Room {
    pub id: RoomId,
    pub site: SiteId,
    pub site_name: String,
    pub name: String,
    /// The most people at a time.
    pub capacity: i64,
}

impl Room {
    /// As lists of several sites call it.
    pub fn label(&self) -> String {
        [&self.site_name, ": ", &self.name].concat()
    }
}

pub fn routes() -> Routes {
    Routes::new()
        .get("/program", edit::edit)
        .post("/program", edit::update)
        .post("/program/sites", sites::create)
        .post("/program/sites/{id}/closing", sites::close)
        .post("/program/sites/{id}/rooms", rooms::create)
        .post("/program/rooms/{id}/closing", rooms::close)
}
