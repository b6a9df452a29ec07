//! A record that somebody else disclosed to the program: where it came from and what may be done with it (§2.33(b)-(c)).

use jiff::Timestamp;
use jiff::civil::Date;

use crate::ids::RowId;

/// As what the program holds it: a recipient for treatment, payment or operations that is a covered entity; a part 2
/// program that is none; another lawful holder.
pub const HELD_AS: [&str; 3] = ["tpo", "part2_program", "lawful_holder"];

#[derive(Debug, Clone)]
pub struct Received {
    pub id: RowId,
    pub sender_name: String,
    pub sender_address: Option<String>,
    pub received_on: Date,
    /// One of [`HELD_AS`].
    pub held_as: String,
    pub description: String,
    pub content: Option<String>,
    pub categories: Vec<String>,
    /// As they came; never fewer than they were.
    pub labels: Vec<String>,
    pub notice: Option<String>,
    pub scope: Option<String>,
    pub recorded_at: Timestamp,
}
