//! Going on without each other. It is nobody's fault, and no reason is asked.

use axum::extract::Path;

use super::store::matches;
use crate::access::{Desk, Role};
use crate::audit::Act;
use crate::calendar::series;
use crate::ids::{FamilyId, MatchId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<MatchId>, form: Form) -> Answer {
    let location = visit.submit(&form, move |desk| save(desk, id)).await?;
    visit.redirect(&location, "saved")
}

fn save(desk: &mut Desk<'_, '_>, id: MatchId) -> Result<String, Problem> {
    let sides = matches::sides(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let mut open = |family: FamilyId| match desk.open_family(family) {
        Ok(seat) if seat.role() != Role::Supervisor => Ok(Some((seat, family))),
        Ok(_) | Err(Problem::NotFound) => Ok(None),
        Err(problem) => Err(problem),
    };
    let mut opened = open(sides.family)?;
    if let (None, Some(other)) = (opened, sides.other) {
        opened = open(other)?;
    }
    let (seat, family) = opened.ok_or(Problem::NotFound)?;
    // Another supporter of a family has no part in this match.
    if seat.role() == Role::PeerSupporter && desk.viewer.supporter != sides.supporter {
        return Err(Problem::NotFound);
    }
    let wished_by = match seat.role() {
        Role::FamilyMember => "family",
        Role::PeerSupporter => "supporter",
        _ => "program",
    };
    if !matches::end(desk.tx, &seat, id, wished_by, desk.now)? {
        return Err(Refusal { field: "match", key: "matching-ended-already" }.into());
    }
    series::end_orphans(desk.tx, desk.now)?;
    desk.enter_seated(&seat, Act::Ended, "family_match", id.to_string())?;
    Ok(if seat.role() == Role::PeerSupporter { "/families".to_string() } else { super::path(family) })
}
