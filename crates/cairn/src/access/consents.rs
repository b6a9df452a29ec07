//! Who may see a participant's consents: narrower than the record in one way, wider in another.

use super::{Desk, Record, Role};
use crate::audit::{self, Act};
use crate::ids::{ParticipantId, PersonId};
use crate::web::Problem;

/// Proof that the viewer opened this participant's consents: the participant, their supporter, a coordinator; and the
/// privacy officer, who sees the consents and not the record.
#[derive(Debug, Clone, Copy)]
pub struct ConsentFile {
    participant: ParticipantId,
    person: PersonId,
    acting_as: Role,
    record: Option<Record>,
}

impl ConsentFile {
    pub fn participant(&self) -> ParticipantId {
        self.participant
    }

    /// The participant as a person.
    pub fn person(&self) -> PersonId {
        self.person
    }

    pub fn acting_as(&self) -> Role {
        self.acting_as
    }

    pub fn is_own(&self) -> bool {
        self.acting_as == Role::Participant
    }

    /// The opened record; none for the privacy officer.
    pub fn record(&self) -> Option<&Record> {
        self.record.as_ref()
    }
}

impl Desk<'_, '_> {
    /// Opens a participant's consents, which is written down like the opening of a record. A supervisor, a group
    /// leader, a biller, a family member and everybody else find nothing.
    pub fn open_consents(&mut self, id: ParticipantId) -> Result<ConsentFile, Problem> {
        match self.open_record(id) {
            Ok(record) => {
                let hat = match record.acting_as() {
                    hat @ (Role::Participant | Role::PeerSupporter | Role::Coordinator) => Some(hat),
                    _ => self.viewer.is(Role::Coordinator).then_some(Role::Coordinator),
                };
                if let Some(acting_as) = hat {
                    let person = record.person();
                    return Ok(ConsentFile { participant: id, person, acting_as, record: Some(record) });
                }
                self.open_facts(id)
            }
            Err(Problem::NotFound) => self.open_facts(id),
            Err(problem) => Err(problem),
        }
    }

    fn open_facts(&mut self, id: ParticipantId) -> Result<ConsentFile, Problem> {
        let acting_as = self.seat(&[Role::PrivacyOfficer])?.role();
        let person = super::store::person_of(self.tx, id)?.ok_or(Problem::NotFound)?;
        let file = ConsentFile { participant: id, person, acting_as, record: None };
        self.enter_consents(&file, Act::Opened, "consents", None)?;
        Ok(file)
    }

    /// Writes down an act on a consent.
    pub fn enter_consents(
        &mut self,
        file: &ConsentFile,
        act: Act,
        kind: &'static str,
        id: Option<String>,
    ) -> Result<(), Problem> {
        let participant = Some(file.participant);
        self.write_entry(audit::Entry { act, kind, id, participant, acting_as: file.acting_as })
    }
}
