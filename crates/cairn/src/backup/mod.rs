//! Copies of the whole program in one encrypted file, and starting again from one.
//!
//! A backup is taken while the program runs, from one consistent state of the database, row by row in the same form
//! from both databases: what SQLite wrote can be restored into PostgreSQL and the other way round, and an older
//! version's backup is brought up to date while it is restored. What is sealed stays sealed in it, and the key file
//! goes along, so the whole is encrypted with age (age-encryption.org) to the program's backup identity. Without that
//! identity nobody opens a backup: keep a copy of it away from the machine.
//!
//! A backup may never be half there: it is written beside its name and gets its name when it is on the disk. It may
//! never be half restored: everything goes in within one transaction, after which every row is counted against what
//! the file promises, and the audit log is verified against the signed head that travels in the file.

mod identity;
mod lines;
mod restore;
mod write;

use std::io;

pub use identity::{Identity, identity};
pub use restore::{Opened, Restored, open, restore};
pub use write::{Written, write};

/// Told how many rows are done, now and then.
pub type Progress = std::sync::Arc<dyn Fn(u64) + Send + Sync>;

/// Rows between two reports of progress.
const STEP: u64 = 5_000;

/// Why a backup was not written or not restored. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("{0}")]
    File(#[from] io::Error),
    #[error(transparent)]
    Database(#[from] cairn_db::Error),
    #[error("this is not a backup of Cairn, or it was cut short or changed: {0}. Use another copy")]
    Damaged(String),
    #[error(
        "none of the identities opens this backup: say --identity with the file that was kept for this program"
    )]
    WrongIdentity,
    #[error("{0}")]
    Identity(String),
    #[error(
        "the backup comes from a newer version of Cairn ({0}): restore it with that version or a newer one"
    )]
    Newer(String),
    #[error(
        "there is a program in this database already: a backup is restored into an empty folder or database"
    )]
    NotEmpty,
    #[error("the folder has other keys than the backup ({0}): restore into an empty folder (CAIRN_DATA)")]
    OtherKeys(String),
}

fn damaged(reason: impl std::fmt::Display) -> Failure {
    Failure::Damaged(reason.to_string())
}
