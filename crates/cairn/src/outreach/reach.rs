//! An effort to reach somebody, and who may look at it.

use jiff::{Timestamp, civil::Date};

use super::plan::Plan;
use super::store;
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{FirstCallId, ParticipantId, PersonId, RowId};
use crate::web::Problem;

/// Whom an effort is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Participant(ParticipantId),
    Call(FirstCallId),
}

impl Subject {
    pub fn participant(self) -> Option<ParticipantId> {
        if let Subject::Participant(id) = self { Some(id) } else { None }
    }

    pub fn call(self) -> Option<FirstCallId> {
        if let Subject::Call(id) = self { Some(id) } else { None }
    }

    /// Where the record or the call is.
    pub fn path(self) -> String {
        match self {
            Subject::Participant(id) => format!("/participants/{id}"),
            Subject::Call(id) => format!("/first-calls/{id}"),
        }
    }
}

/// What was said about calls and messages: `yes`, `no`, `unknown`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Safety {
    pub to_call: String,
    pub to_leave_message: String,
    /// They asked not to be contacted, and have not said otherwise since.
    pub no_contact: bool,
}

/// How to get hold of somebody.
#[derive(Debug, Clone)]
pub struct Facts {
    pub phone: Option<String>,
    pub times: Option<String>,
    pub language: String,
    pub safety: Safety,
}

impl Facts {
    /// The number, where it may be called.
    pub fn number(&self) -> Option<&str> {
        let may = self.safety.to_call != "no" && !self.safety.no_contact;
        self.phone.as_deref().filter(|_| may)
    }

    /// Whether this way is safe to try.
    pub fn allows(&self, way: &str) -> bool {
        self.safety.to_call != "no" || !matches!(way, "phone" | "text")
    }

    pub fn may_leave_message(&self) -> bool {
        self.safety.to_leave_message == "yes"
    }
}

#[derive(Debug, Clone)]
pub struct Reach {
    pub id: RowId,
    pub subject: Subject,
    /// The participant as a person.
    pub person: Option<PersonId>,
    /// A first call may be nameless.
    pub name: Option<String>,
    /// Who called, where it is about a first call: the number is theirs.
    pub caller_kind: Option<String>,
    pub why: String,
    pub place: Option<String>,
    pub plan: Plan,
    pub due_on: Date,
    pub owner: PersonId,
    pub owner_name: String,
    pub tries: i64,
    /// When, how and what came of it.
    pub last: Option<(Timestamp, String, String)>,
    pub ended: Option<String>,
    /// A wish holds it.
    pub held: bool,
}

impl Reach {
    pub fn path(&self) -> String {
        format!("/outreach/{}", self.id)
    }

    pub fn is_running(&self) -> bool {
        self.ended.is_none() && !self.held
    }

    pub fn is_late(&self, today: &Date) -> bool {
        self.due_on < *today
    }

    pub fn plan_is_over(&self, today: &Date) -> bool {
        self.plan.until_on < *today
    }

    /// An hour by hour plan would hound: the kind of badge of its state.
    pub fn state(&self, today: &Date) -> (&'static str, &'static str) {
        match (&self.ended, self.held) {
            (Some(_), _) => ("", "outreach-state-ended"),
            (None, true) => ("slate", "outreach-state-held"),
            (None, false) if self.is_late(today) => ("clay", "outreach-state-late"),
            (None, false) if self.due_on == *today => ("amber", "outreach-state-due"),
            (None, false) => ("slate", "outreach-state-later"),
        }
    }
}

/// Opens an effort: coordinators, the one who tries, and the participant's supporter. For everybody else there is none. The participant can read that it
/// was opened.
pub fn open(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Seat, Reach), Problem> {
    let coordinator = desk.seat(&[Role::Coordinator]).ok();
    let seat = coordinator.map_or_else(|| desk.seat(&[Role::PeerSupporter]), Ok)?;
    let reach = store::one(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
    if reach.person == Some(seat.person()) || !may(desk, &seat, &reach)? {
        return Err(Problem::NotFound);
    }
    enter(desk, &seat, &reach, Act::Opened)?;
    Ok((seat, reach))
}

fn may(desk: &mut Desk<'_, '_>, seat: &Seat, reach: &Reach) -> Result<bool, Problem> {
    if reach.owner == seat.person() {
        return Ok(true);
    }
    match reach.subject {
        Subject::Participant(id) => desk.reaches(id),
        Subject::Call(_) => Ok(seat.role() == Role::Coordinator),
    }
}

/// Writes an act on an effort down, in the participant's log where there is one.
pub fn enter(desk: &mut Desk<'_, '_>, seat: &Seat, reach: &Reach, act: Act) -> Result<(), Problem> {
    match reach.subject {
        Subject::Participant(id) => desk.enter_about(seat, id, act, "outreach"),
        Subject::Call(_) => desk.enter_seated(seat, act, "outreach", reach.id.to_string()),
    }
}
