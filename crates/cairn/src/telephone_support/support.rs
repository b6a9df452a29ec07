//! Calls to one person, and who may look at them.

use jiff::{Timestamp, civil::Date};

use super::schedule::{Due, Rhythm};
use super::store;
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{ParticipantId, PersonId, RowId};
use crate::web::{Problem, Text};

/// Hats that may call.
pub const CALLERS: [Role; 3] = [Role::Coordinator, Role::PeerSupporter, Role::Volunteer];

/// How often, how many, when, in which language.
#[derive(Debug, Clone)]
pub struct Schedule {
    pub every_days: i64,
    pub calls: i64,
    pub times: Option<String>,
    pub language: String,
    /// One of `schedule::MESSAGE_SAFE`.
    pub message_safe: String,
}

impl Schedule {
    /// "Every week, 12 calls".
    pub fn line(&self, t: &Text) -> String {
        let values = [("days", self.every_days.into()), ("calls", self.calls.into())];
        t.args("telephone-rhythm-line", values)
    }
}

/// Somebody is calling right now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    pub caller: PersonId,
    pub until: Timestamp,
}

#[derive(Debug, Clone)]
pub struct Support {
    pub id: RowId,
    pub participant: ParticipantId,
    pub person: PersonId,
    pub name: String,
    pub phone: Option<String>,
    pub schedule: Schedule,
    pub due: Due,
    pub caller: Option<PersonId>,
    pub caller_name: Option<String>,
    pub claim: Option<Claim>,
    /// When the last call was and what came of it.
    pub last: Option<(Timestamp, String)>,
    pub ended: Option<String>,
    /// They asked not to be contacted, and have not said otherwise since.
    pub held: bool,
}

impl Support {
    pub fn path(&self) -> String {
        format!("/telephone-support/{}", self.id)
    }

    pub fn is_running(&self) -> bool {
        self.ended.is_none() && !self.held
    }

    pub fn is_due(&self, today: &Date) -> bool {
        self.is_running() && self.due.on <= *today
    }

    pub fn is_late(&self, today: &Date) -> bool {
        self.is_running() && self.due.on < *today
    }

    pub fn is_of(&self, person: &PersonId) -> bool {
        self.caller == Some(*person)
    }

    /// Whether this id, as a form has it, is the caller's.
    pub fn is_caller(&self, id: &str) -> bool {
        self.caller.is_some_and(|caller| caller.to_string() == id)
    }

    /// Who has taken the call, while it lasts.
    pub fn claimed_by(&self, now: &Timestamp) -> Option<PersonId> {
        self.claim.filter(|claim| claim.until > *now).map(|claim| claim.caller)
    }

    /// Whether somebody else is calling right now.
    pub fn is_busy(&self, me: &PersonId, now: &Timestamp) -> bool {
        self.claimed_by(now).is_some_and(|caller| caller != *me)
    }

    pub fn may_leave_message(&self) -> bool {
        self.schedule.message_safe == "yes"
    }

    pub fn rhythm(&self, rules: &crate::program::TelephoneRules) -> Rhythm {
        Rhythm {
            every_days: self.schedule.every_days,
            calls: self.schedule.calls,
            retry_days: rules.retry_days,
            tries: rules.tries,
        }
    }

    /// "Call 3 of 12", and which try it is from the second on.
    pub fn place(&self, t: &Text) -> String {
        let calls = self.schedule.calls.max(self.due.round);
        let place = t.args("telephone-place", [("round", self.due.round.into()), ("calls", calls.into())]);
        match self.due.attempt {
            1 => place,
            attempt => [place, t.with("telephone-try", "n", attempt)].join(" "),
        }
    }

    pub fn is_last(&self) -> bool {
        self.due.round >= self.schedule.calls
    }
}

/// Opens the calls to somebody: coordinators, their supporter, the caller, and whoever has taken the call. For everybody else
/// there are none. The participant can read that they were opened.
pub fn open(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Seat, Support), Problem> {
    let (seat, support) = find(desk, id)?;
    let me = seat.person();
    let near = support.is_of(&me) || support.claimed_by(&desk.now) == Some(me);
    if !near && !reaches(desk, &seat, &support)? {
        return Err(Problem::NotFound);
    }
    desk.enter_about(&seat, support.participant, Act::Opened, "telephone_support")?;
    Ok((seat, support))
}

/// The calls of a person, without looking at them yet: for taking a call that nobody has.
pub fn find(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Seat, Support), Problem> {
    let seat = desk.seat(&CALLERS)?;
    let support = store::one(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    if support.person == seat.person() { Err(Problem::NotFound) } else { Ok((seat, support)) }
}

/// Whether the viewer may know of these calls by a relation: a coordinator while they go on, also after a discharge so long
/// ago that the record is closed to them, or whoever reaches the record.
pub fn reaches(desk: &mut Desk<'_, '_>, seat: &Seat, support: &Support) -> Result<bool, Problem> {
    if seat.role() == Role::Coordinator && support.ended.is_none() {
        return Ok(true);
    }
    reaches_record(desk, seat, support)
}

/// Whether the viewer may know of this person beside the calls.
pub fn reaches_record(desk: &mut Desk<'_, '_>, seat: &Seat, support: &Support) -> Result<bool, Problem> {
    Ok(seat.role() != Role::Volunteer && desk.reaches(support.participant)?)
}
