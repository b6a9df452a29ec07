//! A worksheet: what somebody wrote with a tool, every saving of it; and a use, which is counted whether or not anything was
//! written.

use cairn_toolkit::Answers;
use jiff::{Timestamp, civil::Date};

use crate::access::Tier;
use crate::ids::{RowId, SessionId};

/// With whom a tool was used.
pub const COMPANY: [&str; 4] = ["alone", "supporter", "family", "group"];

/// A worksheet with its newest version.
#[derive(Debug, Clone)]
pub struct Worksheet {
    pub id: RowId,
    pub tool: String,
    pub tier: Tier,
    /// Number of the newest version, from 1.
    pub version: i64,
    pub saved_at: Timestamp,
}

/// One saving; never changed after.
#[derive(Debug, Clone)]
pub struct Version {
    pub number: i64,
    /// Which version of the tool asked.
    pub definition: u32,
    pub answers: Answers,
    pub saved_at: Timestamp,
    pub saved_by: String,
}

#[derive(Debug, Clone)]
pub struct Use {
    pub id: RowId,
    pub tool: String,
    pub worksheet: Option<RowId>,
    pub tier: Tier,
    pub session: Option<SessionId>,
    /// One of [`COMPANY`].
    pub company: String,
    pub used_on: Date,
    /// 0 not at all … 10 very much; none while nobody said.
    pub helpful: Option<i64>,
    pub recorded_by: String,
}

/// A use as it is written down.
#[derive(Debug, Clone)]
pub struct NewUse<'a> {
    pub id: RowId,
    pub tool: &'a str,
    pub worksheet: Option<RowId>,
    pub tier: Tier,
    pub session: Option<SessionId>,
    pub company: &'a str,
    pub used_on: Date,
}

/// How often and when a tool was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub uses: usize,
    pub last: Option<Date>,
}

impl Count {
    pub fn of(uses: &[Use], tool: &str) -> Count {
        let own = || uses.iter().filter(|one| one.tool == tool);
        Count { uses: own().count(), last: own().map(|one| one.used_on).max() }
    }
}
