//! The day from which somebody counts: set anew as often as they like, and taken back.

use axum::extract::Path;

use super::{TIER_CODES, enter, open, path, show, store};
use crate::access::Tier;
use crate::ids::{ParticipantId, RowId};
use crate::recovery::Stamp;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let on = form.required_date("began_on");
    let tier = Tier::from_code(&form.required_choice("start_tier", &TIER_CODES)).unwrap_or(Tier::Mine);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let record = open(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            if on > desk.today() {
                return Err(Refusal { field: "began_on", key: "days-not-in-the-future" }.into());
            }
            let stamp = Stamp { id: desk.id(), at: desk.now, by: desk.viewer.person };
            store::add_start(desk.tx, &record, (on, tier), stamp)?;
            enter(desk, &record, tier, stamp.id)?;
            Ok(path(id))
        })
        .await;
    show::settle(visit, id, form, outcome).await
}

pub async fn undo(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let participant = store::participant_of_start(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let record = open(desk, participant)?;
            let stamp = Stamp { id, at: desk.now, by: desk.viewer.person };
            store::undo_start(desk.tx, &record, stamp)?;
            enter(desk, &record, Tier::Mine, id)?;
            Ok(path(participant))
        })
        .await?;
    visit.redirect(&location, "days-undone")
}
