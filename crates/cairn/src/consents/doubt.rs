//! A consent that is known to be false is on hold (§2.31(c)(4)): nothing leaves on it from then on.

use axum::extract::Path;

use super::store::{self, Stamp};
use super::{open, show};
use crate::access::Role;
use crate::audit::Act;
use crate::ids::ConsentId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<ConsentId>, mut form: Form) -> Answer {
    let words = form.text("doubt", 500);
    let fits = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (file, _) = open(desk, id)?;
            if !matches!(file.acting_as(), Role::Coordinator | Role::PrivacyOfficer) {
                return Err(Problem::NotFound);
            }
            let Some(words) = words.filter(|_| fits) else {
                return Err(Refusal { field: "doubt", key: "form-required" }.into());
            };
            let stamp = Stamp { at: desk.now, by: desk.viewer.person };
            let row = desk.id();
            store::add_doubt(desk.tx, (file.person(), id), (row, &words), stamp)?;
            desk.enter_consents(&file, Act::Ended, "consent_doubt", Some(id.to_string()))?;
            Ok(format!("/consents/{id}"))
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => show::draw(visit, form, id).await,
    }
}
