//! The head of a participant's record, the same on each of its pages.

use cairn_db::{Error, Tx, params};

use crate::access::{Glass, Record, Role};
use crate::ids::ParticipantId;

pub struct RecordHead {
    pub id: ParticipantId,
    /// What the person goes by.
    pub name: String,
    pub own: bool,
    /// Read in an emergency: until when, and what to close it by.
    pub glass: Option<Glass>,
    acting_as: Role,
}

impl RecordHead {
    pub fn load(tx: &mut Tx<'_>, record: &Record) -> Result<RecordHead, Error> {
        let name = tx.one(
            "SELECT COALESCE(goes_by, name) AS name FROM people WHERE id = $1",
            params![record.person()],
            |row| row.get("name"),
        )?;
        Ok(RecordHead {
            id: record.participant(),
            name,
            own: record.is_own(),
            glass: record.glass(),
            acting_as: record.acting_as(),
        })
    }

    /// Name and address of the pages that this viewer may open, in reading order.
    pub fn pages(&self) -> Vec<(&'static str, String)> {
        let base = format!("/participants/{}", self.id);
        let mut pages = vec![("overview", base.clone())];
        for name in [
            "plan",
            "check-ins",
            "days",
            "safety-plan",
            "messages",
            "tools",
            "relationships",
            "sessions",
            "group-notes",
            "exchanges",
            "supporter",
            "contact",
            "follow-up",
            "locators",
            "progress",
            "assessments",
            "policies",
            "disclosures",
            "privacy",
            "consents",
            "openings",
            "counseling-notes",
        ] {
            let may = match name {
                "policies" | "supporter" | "contact" => self.acting_as != Role::Clinician,
                "follow-up" => matches!(self.acting_as, Role::PeerSupporter | Role::Coordinator),
                "locators" => {
                    matches!(self.acting_as, Role::Participant | Role::PeerSupporter | Role::Coordinator)
                }
                "counseling-notes" => self.acting_as == Role::Clinician && self.glass.is_none(),
                "safety-plan" | "days" => self.own || self.acting_as != Role::Clinician,
                "privacy" => self.own,
                "consents" => matches!(self.acting_as, Role::PeerSupporter | Role::Coordinator),
                "openings" => matches!(self.acting_as, Role::Participant | Role::Coordinator),
                "disclosures" => self.acting_as != Role::PeerSupporter,
                _ => true,
            };
            if may {
                pages.push((name, format!("{base}/{name}")));
            }
        }
        pages
    }
}
