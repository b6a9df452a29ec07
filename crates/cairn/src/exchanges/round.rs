//! Beginning a round: from then on its time runs, on every screen the same.

use axum::extract::Path;

use super::{open, store};
use crate::audit::Act;
use crate::ids::{GroupId, MeetingId, RowId};
use crate::web::{Answer, Form, Problem, Visit};

pub async fn start(
    visit: Visit,
    Path((id, meeting, round)): Path<(GroupId, MeetingId, RowId)>,
    form: Form,
) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (seat, _, found) = open(desk, (id, meeting))?;
            let plan = store::plan_of(desk.tx, found.id)?.ok_or(Problem::NotFound)?;
            if plan.rounds.iter().all(|known| known.id != round) {
                return Err(Problem::NotFound);
            }
            let row = desk.id();
            store::start_round(desk.tx, &seat, (row, round), desk.now)?;
            desk.enter_seated(&seat, Act::Changed, "exchange_plan", meeting.to_string())?;
            Ok(format!("/groups/{id}/meetings/{meeting}/exchanges"))
        })
        .await?;
    visit.redirect(&location, "")
}
