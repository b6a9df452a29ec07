//! A viewer at work: who, when, in which program, on which transaction.

use cairn_db::Tx;
use jiff::{Timestamp, civil::Date};

use super::{Coverage, Record, Reviewed, Role, Seat, SteppedUp, Therapy, Tier, Viewer, store, within};
use crate::audit::{self, Act, Because, Why};
use crate::ids::{Chance, ParticipantId, RowId, SessionId};
use crate::program::Program;
use crate::web::{Problem, Refusal};

pub struct Desk<'a, 'tx> {
    pub tx: &'a mut Tx<'tx>,
    pub viewer: &'a Viewer,
    pub program: &'a Program,
    pub now: Timestamp,
    pub chance: &'a Chance,
    /// Audit entries written at this desk. A change that leaves none is refused (see `Visit::write`).
    pub(crate) entries: usize,
    /// The work was sent by a form: it changes something.
    pub(crate) by_form: bool,
    /// The viewer's own record, when they opened it here: the privacy notice may be due (see `notices`).
    pub(crate) opened_own: Option<Record>,
}

/// An opening in an emergency is for reading.
const READ_ONLY: Refusal = Refusal { field: "", key: "break-glass-read-only" };

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
    /// a therapy group they attend, a coordinator; and for an hour who opened it in an emergency, to read and not to
    /// change. The opening is written into the audit log, where the participant can read it, in this transaction.
    /// Everyone else gets "not found".
    pub fn open_record(&mut self, id: ParticipantId) -> Result<Record, Problem> {
        let record = self.stand_to(id)?;
        if record.glass().is_some() && self.by_form {
            return Err(READ_ONLY.into());
        }
        self.opened_own = self.opened_own.or(Some(record).filter(Record::is_own));
        Ok(record)
    }

    /// Like [`Self::open_record`], for a coordinator who takes somebody back who left long ago: the one thing that an
    /// opening in an emergency lets change.
    pub fn open_to_return(&mut self, id: ParticipantId) -> Result<Record, Problem> {
        let record = self.stand_to(id)?;
        if record.glass().is_some() && record.logged_as() != Role::Coordinator {
            return Err(READ_ONLY.into());
        }
        Ok(record)
    }

    fn stand_to(&mut self, id: ParticipantId) -> Result<Record, Problem> {
        let record = store::relation(self.tx, self.viewer, id, self.now)?.ok_or(Problem::NotFound)?;
        within::permit(&record, self.viewer, self.program.id, self.now)?;
        let opening = record.glass().map(|glass| glass.opening.to_string());
        self.enter(&record, Act::Opened, "record", opening)?;
        Ok(record)
    }

    /// Whether the viewer may open this record by a relation of their own. Opens nothing.
    pub fn reaches(&mut self, id: ParticipantId) -> Result<bool, Problem> {
        let record = store::relation(self.tx, self.viewer, id, self.now)?;
        Ok(record.is_some_and(|record| record.glass().is_none()))
    }

    /// Opens one session of a participant: the participant, the supporter of this session, that supporter's
    /// supervisor, a coordinator. The participant can read that it was opened. Everyone else gets "not found".
    pub fn open_session(&mut self, id: SessionId) -> Result<Record, Problem> {
        let record = store::session_relation(self.tx, self.viewer, id, self.now)?.ok_or(Problem::NotFound)?;
        within::permit(&record, self.viewer, self.program.id, self.now)?;
        self.enter(&record, Act::Opened, "session", Some(id.to_string()))?;
        self.opened_own = self.opened_own.or(Some(record).filter(Record::is_own));
        Ok(record)
    }

    /// Opens what a clinician keeps apart about somebody in a therapy group they lead. `author` also lets those in who
    /// wrote some of it while they led. The participant can read that it was opened.
    pub fn open_therapy(&mut self, id: ParticipantId, author: bool) -> Result<Therapy, Problem> {
        if !self.viewer.is(Role::Clinician) {
            return Err(Problem::NotFound);
        }
        let therapy = store::therapy(self.tx, self.viewer, (id, author), self.now)?;
        let therapy = therapy.ok_or(Problem::NotFound)?;
        self.enter_therapy(&therapy, Act::Opened, None)?;
        Ok(therapy)
    }

    /// Writes down an act on counseling notes.
    pub fn enter_therapy(&mut self, therapy: &Therapy, act: Act, id: Option<String>) -> Result<(), Problem> {
        let participant = Some(therapy.participant);
        let acting_as = Role::Clinician;
        self.write_entry(audit::Entry { act, kind: "counseling_note", id, participant, acting_as })
    }

    /// Opens only the insurance part: billers where there is a policy, and whoever may open the record but clinicians, who do not need it.
    pub fn open_coverage(&mut self, id: ParticipantId) -> Result<Coverage, Problem> {
        let acting_as = if self.viewer.is(Role::Biller) && store::is_insured(self.tx, id)? {
            Role::Biller
        } else {
            let record = store::relation(self.tx, self.viewer, id, self.now)?.ok_or(Problem::NotFound)?;
            if record.acting_as() == Role::Clinician {
                return Err(Problem::NotFound);
            }
            record.acting_as()
        };
        let entry =
            audit::Entry { act: Act::Opened, kind: "coverage", id: None, participant: Some(id), acting_as };
        self.write_entry(entry)?;
        Ok(Coverage { participant: id })
    }

    /// Finds one participant of a running review for its auditor, by the number in the sample. Writes nothing down: the
    /// look itself does (`Desk::disclose_reviewed`). Over is over: the review, its contract, the role.
    pub fn open_reviewed(&mut self, review: RowId, number: i64) -> Result<Reviewed, Problem> {
        self.seat(&[Role::Auditor])?;
        let today = self.today();
        store::reviewed(self.tx, self.viewer, (review, number), today)?.ok_or(Problem::NotFound)
    }

    /// Writes down what an auditor did with a participant of the sample.
    pub fn enter_reviewed(
        &mut self,
        reviewed: &Reviewed,
        act: Act,
        kind: &'static str,
        id: String,
    ) -> Result<(), Problem> {
        let (participant, acting_as) = (Some(reviewed.participant), Role::Auditor);
        self.write_entry(audit::Entry { act, kind, id: Some(id), participant, acting_as })
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
        let entry = audit::Entry { act, kind, id, participant, acting_as: record.logged_as() };
        match record.glass {
            Some(_) => self.write_because(entry, Why::BreakGlass.into()),
            None => self.write_entry(entry),
        }
    }

    /// Writes down that a record was opened in an emergency, closed again, or that this was looked at.
    pub fn enter_emergency(
        &mut self,
        seat: &Seat,
        participant: ParticipantId,
        act: Act,
        kind: &'static str,
    ) -> Result<(), Problem> {
        let participant = Some(participant);
        let entry = audit::Entry { act, kind, id: None, participant, acting_as: seat.role };
        self.write_because(entry, Why::BreakGlass.into())
    }

    /// Keeps who changed the readers of something in an opened record, and when. What may be changed is the caller's to
    /// ask ([`Tier::change`]).
    pub fn change_tier(
        &mut self,
        record: &Record,
        object: (&'static str, uuid::Uuid),
        tiers: (Tier, Tier),
    ) -> Result<(), Problem> {
        let stamp = (self.id(), self.now, self.viewer.person);
        Ok(store::tier_changed(self.tx, record, object, tiers, stamp)?)
    }

    /// Writes down an act on something in an opened record that was done for another purpose than the role's usual one.
    pub fn enter_why(&mut self, record: &Record, deed: Deed, because: Because) -> Result<(), Problem> {
        let Deed { act, kind, id } = deed;
        let participant = Some(record.participant);
        self.write_because(
            audit::Entry { act, kind, id, participant, acting_as: record.logged_as() },
            because,
        )
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
