//! A counseling note.

use jiff::{Timestamp, civil::Date};

use crate::ids::RowId;

/// Written once: a later thought is another note.
#[derive(Debug, Clone)]
pub struct CounselingNote {
    pub id: RowId,
    /// The day of the counseling.
    pub held_on: Date,
    pub words: String,
    pub written_at: Timestamp,
}
