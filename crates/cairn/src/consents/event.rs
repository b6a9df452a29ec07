//! What a consent waits for has happened.

use axum::extract::Path;

use super::store::{self, Stamp};
use super::{Event, open, show};
use crate::access::{ConsentFile, Role};
use crate::audit::Act;
use crate::ids::ConsentId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// The event that ends a consent can be written down by whoever sees it. That a §2.35 consent can be taken back from
/// now on is said by staff: it is about the court's case.
pub(super) fn may_record(file: &ConsentFile, event: &str) -> bool {
    event == "expiry" || file.acting_as() != Role::Participant
}

pub async fn create(visit: Visit, Path(id): Path<ConsentId>, mut form: Form) -> Answer {
    let event = form.required_choice("event", &["expiry", "revocable"]);
    let words = form.text("words", 200);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (file, consent) = open(desk, id)?;
                if !may_record(&file, &event) {
                    return Err(Problem::NotFound);
                }
                if consent.happened(&event).is_some() {
                    return Err(Refusal { field: "event", key: "consent-event-known" }.into());
                }
                if !consent.is_signed() || !consent.awaited_events().contains(&event.as_str()) {
                    return Err(Refusal { field: "event", key: "consent-event-none" }.into());
                }
                let stamp = Stamp { at: desk.now, by: desk.viewer.person };
                let new = Event { event, words, at: desk.now };
                let row = desk.id();
                store::add_event(desk.tx, (file.person(), id), (row, &new), stamp)?;
                desk.enter_consents(&file, Act::Created, "consent_event", Some(id.to_string()))?;
                Ok(format!("/consents/{id}"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, form, id).await
}
