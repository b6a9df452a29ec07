//! An appointment as its own person's calendar knows it: when, and whether it stands. No place, no other person.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::ids::PersonId;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    pub person: PersonId,
    /// session, group_meeting, family_meeting, shared_session, event: which room it belongs to.
    pub kind: String,
    pub id: Uuid,
    pub starts_at: Timestamp,
    pub minutes: i64,
    pub made_at: Timestamp,
    pub called_off_at: Option<Timestamp>,
    /// How often it was moved, called off or put back on so far.
    pub changes: i64,
    /// When that was last, if ever.
    pub changed_at: Option<Timestamp>,
}

impl Appointment {
    pub fn ends_at(&self) -> Timestamp {
        self.starts_at.checked_add(SignedDuration::from_mins(self.minutes)).unwrap_or(self.starts_at)
    }

    /// When it became what it is now.
    pub fn last_changed_at(&self) -> Timestamp {
        self.changed_at.map_or(self.made_at, |at| at.max(self.made_at))
    }

    pub fn stands(&self) -> bool {
        self.called_off_at.is_none()
    }
}
