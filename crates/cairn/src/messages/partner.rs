//! The two sides of a conversation, and who else may look.

use super::store;
use crate::access::{Desk, Record, Role};
use crate::ids::{PersonId, SupporterId};
use crate::web::Problem;

/// A supporter who walks with the participant, or did.
#[derive(Debug, Clone)]
pub struct Partner {
    pub supporter: SupporterId,
    pub person: PersonId,
    pub supervisor: Option<PersonId>,
    pub name: String,
    /// The two are matched now.
    pub stands: bool,
}

/// Where the viewer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Participant,
    Supporter,
    /// Reads what they were let read, and writes nothing.
    Reader,
}

/// Proof that the viewer opened this conversation: its participant's record was opened, and they are one of its two sides
/// or somebody who may look.
#[derive(Debug, Clone)]
pub struct Conversation {
    record: Record,
    pub with: Partner,
    pub side: Side,
    viewer: PersonId,
    /// There are words in it that the viewer may read.
    holds: bool,
}

impl Conversation {
    /// The conversations in a record that the viewer may open: those that still go on first, then the newest. Whoever is
    /// not one of the two finds a conversation only when there are words in it for them.
    pub fn all(desk: &mut Desk<'_, '_>, record: &Record) -> Result<Vec<Conversation>, Problem> {
        let viewer = desk.viewer.person;
        let mut found = Vec::new();
        for with in store::partners(desk.tx, record)? {
            let side = match record.acting_as() {
                Role::Participant => Side::Participant,
                Role::PeerSupporter if with.person == viewer && with.stands => Side::Supporter,
                Role::Supervisor if with.supervisor == Some(viewer) => Side::Reader,
                Role::Coordinator | Role::Clinician => Side::Reader,
                _ => continue,
            };
            let mut talk = Conversation { record: *record, with, side, viewer, holds: false };
            talk.holds = store::has_any(desk.tx, &talk)?;
            // A participant finds an ended one without words too: what they were writing just then is not lost.
            if talk.is_listed() || side == Side::Participant {
                found.push(talk);
            }
        }
        Ok(found)
    }

    /// One of them.
    pub fn open(
        desk: &mut Desk<'_, '_>,
        record: &Record,
        with: SupporterId,
    ) -> Result<Conversation, Problem> {
        let all = Conversation::all(desk, record)?;
        all.into_iter().find(|talk| talk.with.supporter == with).ok_or(Problem::NotFound)
    }

    pub fn record(&self) -> &Record {
        &self.record
    }

    pub fn viewer(&self) -> PersonId {
        self.viewer
    }

    /// Whether the viewer is one of the two.
    pub fn is_ours(&self) -> bool {
        self.side != Side::Reader
    }

    /// Whether a list names it: there is something to read, or to write.
    pub fn is_listed(&self) -> bool {
        self.holds || self.writes()
    }

    /// Whether the viewer can write in it now.
    pub fn writes(&self) -> bool {
        self.is_ours() && self.with.stands
    }

    /// Who sees what the viewer writes.
    pub fn other(&self) -> PersonId {
        match self.side {
            Side::Participant => self.with.person,
            _ => self.record.person(),
        }
    }

    pub fn path(&self) -> String {
        super::path(self.record.participant(), self.with.supporter)
    }
}
