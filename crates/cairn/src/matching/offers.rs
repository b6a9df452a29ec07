//! Making a round of offers, and asking for another one.

use axum::extract::Path;

use super::{round, show, standing::only, store};
use crate::access::Role;
use crate::audit::Act;
use crate::ids::ParticipantId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// The coordinator makes a round of up to three offers. When nobody fits, the page says what stood in the way.
pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let outcome = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            if desk.open_record(id)?.is_own() {
                return Err(Problem::NotFound);
            }
            store::one_at_a_time(desk.tx)?;
            round::check_open(desk, id)?;
            round::make(desk, &seat, id)?;
            Ok(format!("/participants/{id}/supporter"))
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "offers-made"),
        None => show::draw(visit, id, form).await,
    }
}

/// The participant asks for others: none of the open offers comes again, and the coordinator sees that it is their
/// turn. No reason is asked.
pub async fn ask_for_others(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let outcome = visit
        .submit(&form, move |desk| {
            let record = desk.open_record(id)?;
            only(&record, &[Role::Participant, Role::Coordinator])?;
            store::one_at_a_time(desk.tx)?;
            round::check_open(desk, id)?;
            if store::offers::asked_for_others(desk.tx, &record)? {
                return Err(Refusal { field: "offers", key: "matching-asked-already" }.into());
            }
            let by = desk.viewer.person;
            store::offers::answer_open(desk.tx, id, "declined", desk.now, by)?;
            let request = desk.id();
            store::offers::ask_for_others(desk.tx, &record, request, desk.now, by)?;
            desk.enter(&record, Act::Created, "other_offers", None)?;
            Ok(format!("/participants/{id}/supporter"))
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "others-asked"),
        None => show::draw(visit, id, form).await,
    }
}
