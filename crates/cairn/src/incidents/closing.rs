//! Closing an incident: only when it is assessed and everybody is told.

use axum::extract::Path;

use super::{show, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::privacy_desk::stamp;
use crate::web::{Answer, Form, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let learned = form.required_text("learned", 2000);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, incident) = super::open_live(desk, id)?;
                if incident.needs_assessment() {
                    return Err(Refusal { field: "learned", key: "incident-assess-first" }.into());
                }
                if incident.counts_as_breach() && incident.reach.total() == 0 {
                    return Err(Refusal { field: "learned", key: "incident-list-first" }.into());
                }
                if !incident.owed().is_empty() {
                    return Err(Refusal { field: "learned", key: "incident-tell-first" }.into());
                }
                let stamp = stamp(desk);
                store::close(desk.tx, &incident, stamp, &learned)?;
                desk.enter_seated(&seat, Act::Ended, "incident", id.to_string())?;
                Ok(super::path(id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, form, id).await
}
