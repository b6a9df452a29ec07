//! A viewer at work: who, when, in which program, on which transaction.

use cairn_db::Tx;
use jiff::{Timestamp, civil::Date};

use super::{Coverage, Record, Role, Seat, SteppedUp, Viewer, store};
use crate::audit::{self, Act, Because, Why};
use crate::ids::{Chance, ParticipantId, SessionId};
use crate::program::Program;
use crate::web::Problem;

pub struct Desk<'a, 'tx> {
    pub tx: &'a mut Tx<'tx>,
    pub viewer: &'a Viewer,
    pub program: &'a Program,
    pub now: Timestamp,
    pub chance: &'a Chance,
    /// Audit entries written at this desk. A change that leaves none is refused (see `Visit::write`).
    pub(crate) entries: usize,
}

/// What was done, to what kind of thing, and which.
pub struct Deed {
    pub act: Act,
    pub kind: &'static str,
    pub id: Option<String>,
}

impl Desk<'_, '_> {
    /// A new id.
    pub fn id<T: From<uuid::Uuid>>(&self) -> T {
        self.chance.id(self.now)
    }

    /// Today in the program's time zone.
    pub fn today(&self) -> Date {
        self.now.to_zoned_datetime(self.program.zone.clone()).date()
    }

    /// Proof that the viewer holds one of these roles, the first that fits; otherwise there is nothing here.
    pub fn seat(&self, roles: &[Role]) -> Result<Seat, Problem> {
        let role = roles.iter().copied().find(|role| self.viewer.is(*role)).ok_or(Problem::NotFound)?;
        Ok(Seat { role, person: self.viewer.person })
    }

    /// Proof that the viewer showed within the last ten minutes that it is them. For what leaves the program, breaks
    /// glass or touches keys. Otherwise the answer leads to the second step and from there back: to the page, or with
    /// what was typed to the button that sends it (nothing is lost).
    pub fn require_step_up(&self) -> Result<SteppedUp, Problem> {
        if self.viewer.strength.is_fresh(self.viewer.is_staff(), self.now) {
            Ok(SteppedUp { person: self.viewer.person })
        } else {
            Err(Problem::StepUpFirst)
        }
    }

    /// Opens a participant's record: the participant, their supporter, that supporter's supervisor, the leader of
    /// a therapy group they attend, a coordinator. The opening is written into the audit log, where the
    /// participant can read it, in this transaction. Everyone else gets "not found".
    pub fn open_record(&mut self, id: ParticipantId) -> Result<Record, Problem> {
        let (person, acting_as) = store::relation(self.tx, self.viewer, id)?.ok_or(Problem::NotFound)?;
        let record = Record { participant: id, person, acting_as };
        self.enter(&record, Act::Opened, "record", None)?;
        Ok(record)
    }

    /// Opens one session of a participant: the participant, the supporter of this session, that supporter's
    /// supervisor, a coordinator. The participant can read that it was opened. Everyone else gets "not found".
    pub fn open_session(&mut self, id: SessionId) -> Result<Record, Problem> {
        let (participant, person, acting_as) =
            store::session_relation(self.tx, self.viewer, id)?.ok_or(Problem::NotFound)?;
        let record = Record { participant, person, acting_as };
        self.enter(&record, Act::Opened, "session", Some(id.to_string()))?;
        Ok(record)
    }

    /// Opens only the insurance part: billers, and whoever may open the record.
    pub fn open_coverage(&mut self, id: ParticipantId) -> Result<Coverage, Problem> {
        let acting_as = if self.viewer.is(Role::Biller) && store::participant_exists(self.tx, id)? {
            Role::Biller
        } else {
            store::relation(self.tx, self.viewer, id)?.ok_or(Problem::NotFound)?.1
        };
        let entry =
            audit::Entry { act: Act::Opened, kind: "coverage", id: None, participant: Some(id), acting_as };
        self.write_entry(entry)?;
        Ok(Coverage { participant: id })
    }

    /// Writes down an act on something in an opened record.
    pub fn enter(
        &mut self,
        record: &Record,
        act: Act,
        kind: &'static str,
        id: Option<String>,
    ) -> Result<(), Problem> {
        let participant = Some(record.participant);
        self.write_entry(audit::Entry { act, kind, id, participant, acting_as: record.acting_as })
    }

    /// Writes down an act on something in an opened record that was done for another purpose than the role's usual one.
    pub fn enter_why(&mut self, record: &Record, deed: Deed, because: Because) -> Result<(), Problem> {
        let Deed { act, kind, id } = deed;
        let participant = Some(record.participant);
        self.write_because(audit::Entry { act, kind, id, participant, acting_as: record.acting_as }, because)
    }

    /// Writes down an act on something that belongs to no participant (a first call, a site, a role).
    pub fn enter_seated(
        &mut self,
        seat: &Seat,
        act: Act,
        kind: &'static str,
        id: String,
    ) -> Result<(), Problem> {
        let entry = audit::Entry { act, kind, id: Some(id), participant: None, acting_as: seat.role };
        self.write_entry(entry)
    }

    /// Writes down an act of staff on a participant whose record stays closed (an offer made, an import).
    pub fn enter_about(
        &mut self,
        seat: &Seat,
        participant: ParticipantId,
        act: Act,
        kind: &'static str,
    ) -> Result<(), Problem> {
        let participant = Some(participant);
        self.write_entry(audit::Entry { act, kind, id: None, participant, acting_as: seat.role })
    }

    /// Writes down what a person does with what is their own (passphrase, devices, own measures).
    pub fn enter_own(&mut self, act: Act, kind: &'static str) -> Result<(), Problem> {
        let acting_as = self.viewer.roles.first().copied().unwrap_or(Role::FamilyMember);
        let participant = self.viewer.participant.filter(|_| acting_as == Role::Participant);
        let entry = audit::Entry { act, kind, id: None, participant, acting_as };
        self.write_because(entry, Why::Own.into())
    }

    /// Whether there is such a participant.
    pub fn knows_participant(&mut self, id: ParticipantId) -> Result<bool, Problem> {
        Ok(store::participant_exists(self.tx, id)?)
    }

    pub(super) fn write_entry(&mut self, entry: audit::Entry) -> Result<(), Problem> {
        let why = Why::of(entry.acting_as);
        self.write_because(entry, why.into())
    }

    fn write_because(&mut self, entry: audit::Entry, because: Because) -> Result<(), Problem> {
        let stamp = audit::Stamp { id: self.id(), at: self.now, actor: Some(self.viewer.person) };
        audit::write_why(self.tx, stamp, entry, because)?;
        self.entries += 1;
        Ok(())
    }
}
