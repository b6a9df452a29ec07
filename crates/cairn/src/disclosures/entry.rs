//! A row of the ledger: something left, to whom, on what ground.

use jiff::Timestamp;

use crate::access::Role;
use crate::ids::{DisclosureId, ParticipantId, PersonId, RecipientId, RowId};

/// How it left. The first three are handed out here, the next three through a secure link;
/// what is looked at in a review left through the portal.
pub const PATHS: [&str; 10] = [
    "page",
    "csv",
    "json",
    "link_page",
    "link_csv",
    "link_json",
    "spoken",
    "written",
    "electronic",
    "portal",
];

/// A row as it is appended.
#[derive(Debug, Clone)]
pub struct NewEntry {
    pub id: DisclosureId,
    pub participant: ParticipantId,
    /// The participant as a person: whose key seals the words.
    pub subject: PersonId,
    pub at: Timestamp,
    pub recipient: Option<RecipientId>,
    pub recipient_name: String,
    pub recipient_address: Option<String>,
    pub description: String,
    pub purpose: String,
    pub categories: Vec<String>,
    pub basis: &'static str,
    pub basis_id: Option<String>,
    pub consent: Option<String>,
    pub scope: Option<String>,
    pub notice_version: String,
    pub labels: Vec<String>,
    pub through_ehr: bool,
    pub path: &'static str,
    pub link: Option<RowId>,
    /// The question and the answer, so that the decision can be made again.
    pub decision: String,
    pub by: PersonId,
    pub acting_as: Role,
}

/// A row as a person reads it.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: DisclosureId,
    pub participant: ParticipantId,
    pub at: Timestamp,
    pub recipient_name: String,
    pub recipient_address: Option<String>,
    pub description: String,
    pub purpose: String,
    pub categories: Vec<String>,
    pub basis: String,
    pub basis_id: Option<String>,
    pub consent: Option<String>,
    pub scope: Option<String>,
    pub notice_version: String,
    pub labels: Vec<String>,
    pub through_ehr: bool,
    pub path: String,
    /// Who disclosed, and under which hat.
    pub by: String,
    pub acting_as: Role,
}

impl Entry {
    /// Whether it left through a secure link.
    pub fn by_link(&self) -> bool {
        self.path.starts_with("link_")
    }
}
