//! Going on with another supporter. It is nobody's fault, and no reason is asked.

use axum::extract::Path;

use super::{standing::only, store};
use crate::access::{Desk, Role};
use crate::audit::Act;
use crate::calendar::series;
use crate::ids::MatchId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// Whose wish it was, when a coordinator writes it down.
pub const WISHED_BY: [&str; 3] = ["participant", "supporter", "program"];

pub async fn create(visit: Visit, Path(id): Path<MatchId>, mut form: Form) -> Answer {
    let wished_by = form.choice("wished_by", &WISHED_BY).filter(|_| form.is_valid());
    let location = visit.submit(&form, move |desk| save(desk, id, wished_by.as_deref())).await?;
    visit.redirect(&location, "saved")
}

fn save(desk: &mut Desk<'_, '_>, id: MatchId, told: Option<&str>) -> Result<String, Problem> {
    let participant = store::matches::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
    let record = desk.open_record(participant)?;
    only(&record, &[Role::Participant, Role::PeerSupporter, Role::Coordinator])?;
    let wished_by = match record.acting_as() {
        Role::Participant => "participant",
        Role::PeerSupporter => "supporter",
        _ => told.unwrap_or("program"),
    };
    store::one_at_a_time(desk.tx)?;
    let by = desk.viewer.person;
    if !store::matches::end(desk.tx, &record, id, (wished_by, by), desk.now)? {
        return Err(Refusal { field: "match", key: "matching-ended-already" }.into());
    }
    series::end_orphans(desk.tx, desk.now)?;
    desk.enter(&record, Act::Ended, "match", Some(id.to_string()))?;
    Ok(match (record.acting_as(), desk.viewer.supporter) {
        // The record closes for a supporter with the match.
        (Role::PeerSupporter, Some(own)) => format!("/peer-supporters/{own}"),
        _ => format!("/participants/{participant}/supporter"),
    })
}
