//! Lists: a participant's, and those of whoever sits with them or carries invitations.

use askama::Template;
use axum::extract::Path;

use super::store::{self, Line, Row};
use super::{consented, opened};
use crate::access::{Desk, FamilyRecord, Role, Tier};
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "shared_sessions/index.html")]
struct OwnPage {
    t: Text,
    shell: Shell,
    head: RecordHead,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "shared_sessions/staff.html")]
struct StaffPage {
    t: Text,
    shell: Shell,
    hosted: Vec<Line>,
    to_carry: Vec<Line>,
    coordinates: bool,
}

/// Tiers as a form offers them, with who reads each.
pub fn tier_choices(t: &Text, tiers: &[Tier]) -> Vec<Choice> {
    let choice = |tier: &Tier| Choice {
        hint: t.code("shared-tier", tier.code()),
        ..Choice::new(tier.code(), t.code("tier", tier.code()))
    };
    tiers.iter().map(choice).collect()
}

/// The name that the consent gives to whom it is with.
pub fn named(desk: &mut Desk<'_, '_>, row: &Row) -> Result<String, Problem> {
    consented::name(desk, row.participant, (row.consent, row.recipient))
}

/// `carries`: for the coordinator, who knows whether somebody was asked.
fn line(desk: &mut Desk<'_, '_>, row: &Row, carries: bool) -> Result<Line, Problem> {
    let consented = opened::is_consented(desk, row)?;
    let standing = super::Standing { consented, ..store::standing(desk.tx, row)? };
    let phase = if carries { standing.phase() } else { standing.phase_before_an_answer() };
    Ok(Line {
        id: row.id,
        starts_at: row.starts_at,
        with: named(desk, row)?,
        host: row.host_name.clone(),
        phase: phase.code(),
    })
}

pub async fn of_participant(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let (visitor, (head, lines)) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            if !matches!(record.acting_as(), Role::Participant | Role::Coordinator) {
                return Err(Problem::NotFound);
            }
            let rows = store::of_participant(desk.tx, &record)?;
            let lines: Result<Vec<Line>, Problem> =
                rows.iter().map(|row| line(desk, row, !record.is_own())).collect();
            Ok((RecordHead::load(desk.tx, &record)?, lines?))
        })
        .await?;
    let (t, shell) = visitor.shell("shared-talks-title");
    visitor.show(OwnPage { t, shell, head, lines })
}

pub async fn of_staff(visit: Visit) -> Answer {
    let (visitor, (hosted, to_carry, coordinates)) = visit
        .read(|desk| {
            let seat = desk.seat(&[Role::Coordinator, Role::PeerSupporter, Role::Clinician])?;
            let coordinates = seat.role() == Role::Coordinator;
            let rows = store::hosted(desk.tx, &seat)?;
            let hosted: Result<Vec<Line>, Problem> = rows.iter().map(|row| line(desk, row, false)).collect();
            let mut to_carry = Vec::new();
            if coordinates {
                for row in store::to_invite(desk.tx, &seat)? {
                    if desk.reaches(row.participant)? {
                        to_carry.push(line(desk, &row, true)?);
                    }
                }
            }
            Ok((hosted?, to_carry, coordinates))
        })
        .await?;
    let (t, shell) = visitor.shell("shared-talks-title");
    visitor.show(StaffPage { t, shell, hosted, to_carry, coordinates })
}

/// Those that were carried to a family member, while the consent stands or after they met. Without one there is nothing
/// here, and nothing tells that there ever was.
pub fn of_member(desk: &mut Desk<'_, '_>, record: &FamilyRecord) -> Result<Vec<Line>, Problem> {
    let mut lines = Vec::new();
    for row in store::of_member(desk.tx, record)? {
        let consented = opened::is_consented(desk, &row)?;
        let standing = super::Standing { consented, ..store::standing(desk.tx, &row)? };
        if consented || standing.held {
            let with = store::participant_name(desk.tx, &row)?;
            let (starts_at, host, phase) = (row.starts_at, row.host_name.clone(), standing.phase().code());
            lines.push(Line { id: row.id, starts_at, with, host, phase });
        }
    }
    Ok(lines)
}
