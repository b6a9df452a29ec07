//! Who opens a shared session, and from which side they see it.

use super::store::{self, Row};
use super::{Phase, Side, Standing, consented};
use crate::access::{Desk, FamilyRecord, Record, RecordOf, Role, Seat};
use crate::audit::Act;
use crate::ids::{PersonId, RowId};
use crate::web::Problem;

/// From where a viewer looks.
#[derive(Debug, Clone, Copy)]
pub enum View {
    Participant(Record),
    Family(FamilyRecord),
    /// Whoever sits with them.
    Host(Seat),
    /// Whoever coordinates, and may carry the invitation.
    Coordinator(Record),
}

impl View {
    pub fn side(&self) -> Option<Side> {
        match self {
            View::Participant(_) => Some(Side::Participant),
            View::Family(_) => Some(Side::Family),
            View::Host(_) | View::Coordinator(_) => None,
        }
    }

    pub fn hat(&self) -> Role {
        match self {
            View::Participant(_) => Role::Participant,
            View::Family(_) => Role::FamilyMember,
            View::Host(seat) => seat.role(),
            View::Coordinator(_) => Role::Coordinator,
        }
    }
}

pub struct Opened {
    pub row: Row,
    pub view: View,
    pub standing: Standing,
}

impl Opened {
    /// The phase as the viewer may know it.
    pub fn phase(&self) -> Phase {
        match self.view {
            View::Participant(_) | View::Host(_) => self.standing.phase_before_an_answer(),
            View::Family(_) | View::Coordinator(_) => self.standing.phase(),
        }
    }
}

/// Whether the consent stands now and names this recipient.
pub fn is_consented(desk: &mut Desk<'_, '_>, row: &Row) -> Result<bool, Problem> {
    consented::stands(desk, row.participant, (row.consent, row.recipient))
}

pub fn open(desk: &mut Desk<'_, '_>, id: RowId) -> Result<Opened, Problem> {
    let row = store::find(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let standing = Standing { consented: is_consented(desk, &row)?, ..store::standing(desk.tx, &row)? };
    let view = view(desk, &row, &standing)?;
    Ok(Opened { row, view, standing })
}

fn view(desk: &mut Desk<'_, '_>, row: &Row, standing: &Standing) -> Result<View, Problem> {
    let viewer: PersonId = desk.viewer.person;
    if desk.viewer.participant == Some(row.participant) {
        return Ok(View::Participant(desk.open_record(row.participant)?));
    }
    // Without a consent there is nothing here for the family member, unless the two met.
    if let Some(member) = row.member.filter(|member| desk.viewer.family_member == Some(*member)) {
        let there = standing.consented || standing.held;
        return if there {
            Ok(View::Family(desk.open_family_member(member)?))
        } else {
            Err(Problem::NotFound)
        };
    }
    if row.host == viewer {
        let seat = desk.seat(&[Role::PeerSupporter, Role::Clinician])?;
        desk.enter_about(&seat, row.participant, Act::Opened, "shared_session")?;
        return Ok(View::Host(seat));
    }
    desk.seat(&[Role::Coordinator])?;
    let record = desk.open_record(row.participant)?;
    if record.acting_as() == Role::Coordinator {
        Ok(View::Coordinator(record))
    } else {
        Err(Problem::NotFound)
    }
}

/// The record of whoever was at it as one of the two; for everybody else there is nothing here.
pub fn attended(desk: &mut Desk<'_, '_>, id: RowId) -> Result<RecordOf, Problem> {
    let opened = open(desk, id)?;
    match opened.view {
        View::Participant(record) if opened.standing.held => Ok(RecordOf::Participant(record)),
        View::Family(record) if opened.standing.held => Ok(RecordOf::FamilyMember(record)),
        _ => Err(Problem::NotFound),
    }
}

/// Writes down an act on a shared session, on the side of whoever did it.
pub fn enter(desk: &mut Desk<'_, '_>, opened: &Opened, act: Act) -> Result<(), Problem> {
    let id = opened.row.id.to_string();
    match &opened.view {
        View::Participant(record) | View::Coordinator(record) => {
            desk.enter(record, act, "shared_session", Some(id))
        }
        View::Family(record) => desk.enter_family(record, act, "shared_session", id),
        View::Host(seat) => desk.enter_about(seat, opened.row.participant, act, "shared_session"),
    }
}
