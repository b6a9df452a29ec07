//! The head of a participant's record, the same on each of its pages.

use cairn_db::{Error, Tx, params};

use crate::access::{Record, Role};
use crate::ids::ParticipantId;

pub struct RecordHead {
    pub id: ParticipantId,
    /// What the person goes by.
    pub name: String,
    pub own: bool,
    acting_as: Role,
}

impl RecordHead {
    pub fn load(tx: &mut Tx<'_>, record: &Record) -> Result<RecordHead, Error> {
        let name = tx.one(
            "SELECT COALESCE(goes_by, name) AS name FROM people WHERE id = $1",
            params![record.person()],
            |row| row.get("name"),
        )?;
        Ok(RecordHead { id: record.participant(), name, own: record.is_own(), acting_as: record.acting_as() })
    }

    /// Name and address of the pages that this viewer may open, in reading order.
    pub fn pages(&self) -> Vec<(&'static str, String)> {
        let base = format!("/participants/{}", self.id);
        let mut pages = vec![("overview", base.clone())];
        for name in [
            "plan",
            "sessions",
            "supporter",
            "progress",
            "assessments",
            "policies",
            "privacy",
            "consents",
            "openings",
        ] {
            let may = match name {
                "supporter" => self.acting_as != Role::Clinician,
                "privacy" => self.own,
                "consents" => matches!(self.acting_as, Role::PeerSupporter | Role::Coordinator),
                "openings" => matches!(self.acting_as, Role::Participant | Role::Coordinator),
                _ => true,
            };
            if may {
                pages.push((name, format!("{base}/{name}")));
            }
        }
        pages
    }
}
