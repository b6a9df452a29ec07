//! Putting a draft away that nobody wants any more.

use axum::extract::Path;

use super::store::{self, Stamp};
use super::{open_to_write, show};
use crate::audit::Act;
use crate::ids::ConsentId;
use crate::web::{Answer, Form, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<ConsentId>, mut form: Form) -> Answer {
    let outcome = visit
        .submit(&form, move |desk| {
            let (file, consent) = open_to_write(desk, id)?;
            if !consent.signatures.is_empty() {
                return Err(Refusal { field: "", key: "consent-discard-signed" }.into());
            }
            store::discard(desk.tx, &consent, Stamp { at: desk.now, by: desk.viewer.person })?;
            desk.enter_consents(&file, Act::Ended, "consent", Some(id.to_string()))?;
            Ok(format!("/participants/{}/consents", file.participant()))
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "consent-discarded"),
        None => show::draw(visit, form, id).await,
    }
}
