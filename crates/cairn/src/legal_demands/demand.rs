//! A paper that asks for a record, and what was done about it.

use jiff::{Timestamp, civil::Date};

use super::order::Reading;
use crate::ids::{ParticipantId, RowId};

pub const KINDS: [&str; 4] = ["subpoena", "court_order", "warrant", "investigative_demand"];
pub const OUTCOMES: [&str; 4] = ["answered_without_confirming", "quashed", "withdrawn", "disclosed"];

#[derive(Debug, Clone)]
pub struct LegalDemand {
    pub id: RowId,
    pub kind: String,
    pub issuer: String,
    pub reference: String,
    pub words: Option<String>,
    pub participant: Option<ParticipantId>,
    /// None when nobody here is meant, or they were erased since.
    pub name: Option<String>,
    pub received_on: Date,
    pub respond_by: Option<Date>,
    /// The newest reading of a court order.
    pub reading: Option<Reading>,
    pub asked: Vec<Asked>,
    pub holds: Vec<Hold>,
    pub cleared_at: Option<Timestamp>,
    pub closing: Option<Closing>,
}

/// What counsel was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    pub id: RowId,
    pub what: String,
    pub due_on: Date,
    pub advice: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Hold {
    pub id: RowId,
    pub reason: String,
    pub placed_at: Timestamp,
    pub released_at: Option<Timestamp>,
}

#[derive(Debug, Clone)]
pub struct Closing {
    pub outcome: String,
    pub words: String,
    pub closed_at: Timestamp,
}

impl LegalDemand {
    pub fn is_order(&self) -> bool {
        self.kind == "court_order"
    }

    /// Not answered by its day.
    pub fn is_late(&self, today: Date) -> bool {
        self.closing.is_none() && self.respond_by.is_some_and(|by| by < today)
    }

    pub fn is_held(&self) -> bool {
        self.holds.iter().any(|hold| hold.released_at.is_none())
    }
}
