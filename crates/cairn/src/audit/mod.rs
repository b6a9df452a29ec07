//! Who did what to what, when, under which hat, and why; and the proof that none of it was altered or removed.
//!
//! An entry is written in the same transaction as the act, so there is no act without one and no entry without an
//! act. Entries carry ids and codes, never words that somebody said; a reason that had to be given is sealed.
//!
//! Entries are numbered without gaps and are the leaves of a Merkle tree (crates/proof). Its signed heads leave the
//! database ([`keep`]): with one of them in hand, `cairn audit verify` names the first entry that was altered, removed
//! or moved, and sees an end that was cut off or an older copy that was put back. docs/operating/audit.md has the
//! formats.
//!
//! The tables only grow; the database refuses everything else. Nothing in here may ever change an entry, and no
//! entry may carry what a person said.

mod act;
mod append;
mod earlier;
mod entry;
mod head;
mod heads;
mod index;
mod keep;
mod key;
mod openings;
mod prove;
mod store;
pub mod verify;
mod why;

use cairn_db::{Error, Tx};
use jiff::Timestamp;

use crate::access::Role;
use crate::ids::{AuditEntryId, ParticipantId, PersonId};
use crate::web::Routes;

pub use act::Act;
pub use earlier::take_over;
pub use head::head;
pub use heads::{HeadFile, folders as head_folders, known as known_heads, put as put_head};
pub use keep::{Keeper, compare, keep};
pub use key::{signer, verifier};
pub use prove::{about, proof_of};
pub use why::{Because, Why};

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

/// Puts down an entry, with the usual purpose of the role. It gets its number and its place in the tree as the last
/// thing before the commit (see [`append`]).
pub fn write(tx: &mut Tx<'_>, stamp: Stamp, entry: Entry) -> Result<(), Error> {
    let why = if stamp.actor.is_none() { Why::Program } else { Why::of(entry.acting_as) };
    write_why(tx, stamp, entry, why.into())
}

/// Puts down an entry with a purpose of its own.
pub fn write_why(tx: &mut Tx<'_>, stamp: Stamp, entry: Entry, because: Because) -> Result<(), Error> {
    let row = entry::NewRow::new(stamp, entry, because)?;
    tx.before_commit(move |tx| append::append(tx, row));
    Ok(())
}

pub fn routes() -> Routes {
    Routes::new()
        .get("/participants/{id}/openings", openings::index)
        .get("/audit", index::index)
        .get("/audit/head", index::head)
}
