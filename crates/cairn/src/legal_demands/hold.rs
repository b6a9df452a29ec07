//! A legal hold: nothing about this person is destroyed while it stands.

use axum::extract::Path;

use super::{show, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::privacy_desk::{officer, stamp};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let reason = form.required_text("hold_reason", 500);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, demand) = super::open_live(desk, id)?;
                if !demand.is_held() {
                    let stamp = stamp(desk);
                    store::hold(desk.tx, &demand, stamp, &reason)?;
                }
                desk.enter_seated(&seat, Act::Created, "legal-hold", id.to_string())?;
                Ok(super::path(id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, form, id).await
}

pub async fn release(visit: Visit, Path(hold): Path<RowId>, mut form: Form) -> Answer {
    let reason = form.text("release_reason", 500).filter(|_| form.is_valid());
    let location = visit
        .submit(&form, move |desk| {
            let seat = officer(desk)?;
            let id = store::demand_of_hold(desk.tx, &seat, hold)?.ok_or(Problem::NotFound)?;
            let reason = reason.ok_or(Refusal { field: "", key: "demand-release-empty" })?;
            let stamp = stamp(desk);
            store::release(desk.tx, &seat, stamp, (hold, &reason))?;
            desk.enter_seated(&seat, Act::Ended, "legal-hold", hold.to_string())?;
            Ok(super::path(id))
        })
        .await?;
    visit.redirect(&location, "saved")
}
