//! Whom an incident touched: somebody by name, or a number of people of one state.

use axum::extract::Path;

use super::incident::STATES;
use super::show;
use super::store::{self, NewAffected};
use crate::access::Desk;
use crate::audit::Act;
use crate::ids::{ParticipantId, RowId};
use crate::privacy_desk::{participant_name, stamp};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let participant = form.id::<ParticipantId>("participant");
    let people = form.integer("people", 1..=10_000_000);
    let state = form.required_choice("state", &STATES);
    if participant.is_none() && people.is_none() && form.is_valid() {
        form.wrong("people", "incident-who");
    }
    if form.is_valid() {
        let new =
            NewAffected { participant, people: people.filter(|_| participant.is_none()).unwrap_or(1), state };
        let outcome = visit.submit(&form, move |desk| save(desk, id, &new)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, form, id).await
}

fn save(desk: &mut Desk<'_, '_>, id: RowId, new: &NewAffected) -> Result<String, Problem> {
    let (seat, incident) = super::open_live(desk, id)?;
    if let Some(participant) = new.participant {
        let here = participant_name(desk.tx, &seat, participant)?;
        let listed = store::affected(desk.tx, &seat, id)?;
        if here.is_none() {
            return Err(Refusal { field: "people", key: "form-choose-listed" }.into());
        }
        if listed.iter().any(|one| one.participant == Some(participant)) {
            return Err(Refusal { field: "people", key: "incident-listed-already" }.into());
        }
    }
    store::add_affected(desk.tx, &incident, stamp(desk), new)?;
    desk.enter_seated(&seat, Act::Changed, "incident", id.to_string())?;
    Ok(super::path(id))
}

/// Somebody who is off the list already stays off.
pub async fn destroy(visit: Visit, Path((id, affected)): Path<(RowId, RowId)>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (seat, incident) = super::open_live(desk, id)?;
            let stamp = stamp(desk);
            store::remove_affected(desk.tx, &incident, stamp, affected)?;
            desk.enter_seated(&seat, Act::Removed, "incident", id.to_string())?;
            Ok(super::path(id))
        })
        .await?;
    visit.redirect(&location, "saved")
}
