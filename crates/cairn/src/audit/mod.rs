//! Who did what to what, when, and under which hat.
//!
//! An entry is written in the same transaction as the act, so there is no act without one and no entry without an
//! act. Entries carry ids and codes, never words that somebody said. The table only grows; the database refuses
//! everything else.

mod index;
mod store;

use cairn_db::{Error, Tx};
use jiff::Timestamp;

use crate::access::Role;
use crate::ids::{AuditEntryId, ParticipantId, PersonId};
use crate::web::Routes;

pub use store::Opening;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Opened,
    Created,
    Changed,
    Removed,
    Answered,
    Submitted,
    Returned,
    Approved,
    Ended,
    SignedIn,
    SignedOut,
    /// Showed a second factor, or the passphrase once more.
    SteppedUp,
    Exported,
    Imported,
}

impl Act {
    pub fn code(self) -> &'static str {
        match self {
            Act::Opened => "opened",
            Act::Created => "created",
            Act::Changed => "changed",
            Act::Removed => "removed",
            Act::Answered => "answered",
            Act::Submitted => "submitted",
            Act::Returned => "returned",
            Act::Approved => "approved",
            Act::Ended => "ended",
            Act::SignedIn => "signed_in",
            Act::SignedOut => "signed_out",
            Act::SteppedUp => "stepped_up",
            Act::Exported => "exported",
            Act::Imported => "imported",
        }
    }
}

pub struct Entry {
    pub act: Act,
    /// The kind of thing, by its glossary word: `record`, `note`, `offer`.
    pub kind: &'static str,
    pub id: Option<String>,
    pub participant: Option<ParticipantId>,
    pub acting_as: Role,
}

/// Id, time and author of an entry. No actor: the program itself (a command, the demo).
pub struct Stamp {
    pub id: AuditEntryId,
    pub at: Timestamp,
    pub actor: Option<PersonId>,
}

/// Appends an entry within the running transaction.
pub fn write(tx: &mut Tx<'_>, stamp: Stamp, entry: Entry) -> Result<(), Error> {
    store::append(tx, stamp, entry)
}

pub fn routes() -> Routes {
    Routes::new().get("/participants/{id}/openings", index::of_participant).get("/audit", index::of_program)
}
