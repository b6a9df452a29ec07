//! Writing down that a notice was given: when, and how.

use axum::extract::Path;

use super::incident::{Given, STATES};
use super::{show, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::privacy_desk::stamp;
use crate::web::{Answer, Form, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let kind = form.required_choice("notice", &["individuals", "hhs", "media"]);
    let state = form.choice("notice_state", &STATES).filter(|_| kind == "media");
    if kind == "media" && state.is_none() {
        form.wrong("notice_state", "incident-media-state");
    }
    let given =
        Given { kind, state, given_on: form.required_date("given_on"), how: form.required_text("how", 1000) };
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, incident) = super::open_live(desk, id)?;
                if given.given_on > desk.today() {
                    return Err(Refusal { field: "given_on", key: "incident-not-yet" }.into());
                }
                let stamp = stamp(desk);
                store::give_notice(desk.tx, &incident, stamp, &given)?;
                desk.enter_seated(&seat, Act::Created, "incident-notice", id.to_string())?;
                Ok(super::path(id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, form, id).await
}
