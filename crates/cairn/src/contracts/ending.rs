//! A contract that ends before its day. The channels that it opened shut with it.

use axum::extract::Path;

use super::{show, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::privacy_desk::stamp;
use crate::web::{Answer, Form, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let ending = (form.required_date("ended_on"), form.required_text("reason", 1000));
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, contract) = super::open(desk, id)?;
                if contract.ending.is_some() {
                    return Err(Refusal { field: "ended_on", key: "contract-ended-already" }.into());
                }
                let stamp = stamp(desk);
                store::end(desk.tx, &contract, stamp, &ending)?;
                desk.enter_seated(&seat, Act::Ended, "contract", id.to_string())?;
                Ok(super::path(id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, form, id).await
}
