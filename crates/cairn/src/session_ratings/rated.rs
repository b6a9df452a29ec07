//! What is rated: something that took place, and the viewer was at it.

use jiff::Timestamp;

use super::store;
use crate::access::{Desk, RecordOf};
use crate::ids::{FamilyMeetingId, MeetingId, RowId, SessionId};
use crate::shared_sessions;
use crate::web::{Problem, Text};

/// Not proof of anything, only where to ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A session of a participant and a supporter.
    Session(SessionId),
    /// A meeting of a group: of a family group for family members, of any other for participants.
    Group(MeetingId),
    /// A meeting with a family, or of two.
    Family(FamilyMeetingId),
    /// A participant and a family member, each for themselves.
    Shared(RowId),
}

impl From<SessionId> for Of {
    fn from(id: SessionId) -> Of {
        Of::Session(id)
    }
}

impl From<MeetingId> for Of {
    fn from(id: MeetingId) -> Of {
        Of::Group(id)
    }
}

impl From<FamilyMeetingId> for Of {
    fn from(id: FamilyMeetingId) -> Of {
        Of::Family(id)
    }
}

impl From<RowId> for Of {
    fn from(id: RowId) -> Of {
        Of::Shared(id)
    }
}

impl Of {
    /// What the keys of its sentences end with.
    pub fn kind(self) -> &'static str {
        match self {
            Of::Session(_) => "session",
            Of::Group(_) => "group",
            Of::Family(_) => "family",
            Of::Shared(_) => "shared",
        }
    }

    /// Where it is rated.
    pub fn path(self) -> String {
        match self {
            Of::Session(id) => format!("/sessions/{id}/rating"),
            Of::Group(id) => format!("/group-meetings/{id}/rating"),
            Of::Family(id) => format!("/family-meetings/{id}/rating"),
            Of::Shared(id) => format!("/shared-sessions/{id}/rating"),
        }
    }
}

/// When it began and when the next one was, by what it is known, and the page that it is rated from.
pub struct Rated {
    pub started_at: Timestamp,
    pub next_at: Option<Timestamp>,
    /// The supporter, or the group.
    pub name: Option<String>,
    pub page: String,
}

impl Rated {
    pub fn about(&self, t: &Text, of: Of) -> String {
        let (name, when) = (self.name.as_deref().unwrap_or_default(), t.on_day(&self.started_at));
        t.args(&["rating-about-", of.kind()].concat(), [("name", name.into()), ("when", when.into())])
    }
}

/// Opens the viewer's own record for something that they were at; for everybody else there is nothing here.
pub fn open(desk: &mut Desk<'_, '_>, of: Of) -> Result<(RecordOf, Rated), Problem> {
    let record = match of {
        Of::Session(id) => RecordOf::Participant(desk.open_session(id)?),
        Of::Group(id) => {
            let for_families = store::is_for_families(desk.tx, id)?.ok_or(Problem::NotFound)?;
            if for_families { own_as_family(desk)? } else { own_as_participant(desk)? }
        }
        Of::Family(_) => own_as_family(desk)?,
        Of::Shared(id) => shared_sessions::attended(desk, id)?,
    };
    if !record.is_own() {
        return Err(Problem::NotFound);
    }
    let rated = store::rated(desk.tx, &record, of, desk.now)?.ok_or(Problem::NotFound)?;
    // What was rated once is not rated anew when a meeting is moved: its quarter may have been shown.
    let started_at = store::began(desk.tx, &record, of)?.unwrap_or(rated.started_at);
    Ok((record, Rated { started_at, ..rated }))
}

fn own_as_participant(desk: &mut Desk<'_, '_>) -> Result<RecordOf, Problem> {
    let id = desk.viewer.participant.ok_or(Problem::NotFound)?;
    Ok(RecordOf::Participant(desk.open_record(id)?))
}

fn own_as_family(desk: &mut Desk<'_, '_>) -> Result<RecordOf, Problem> {
    let id = desk.viewer.family_member.ok_or(Problem::NotFound)?;
    Ok(RecordOf::FamilyMember(desk.open_family_member(id)?))
}
