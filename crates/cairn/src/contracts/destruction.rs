//! The other side says that what it held is destroyed or returned.

use axum::extract::Path;

use super::{show, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::privacy_desk::stamp;
use crate::web::{Answer, Form, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let told = (form.required_date("destroyed_on"), form.required_text("destroyed", 1000));
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, contract) = super::open(desk, id)?;
                if contract.destruction.is_some() {
                    return Err(Refusal { field: "destroyed_on", key: "contract-destroyed-already" }.into());
                }
                if told.0 > desk.today() {
                    return Err(Refusal { field: "destroyed_on", key: "contract-not-yet" }.into());
                }
                let stamp = stamp(desk);
                store::destroyed(desk.tx, &contract, stamp, &told)?;
                desk.enter_seated(&seat, Act::Changed, "contract", id.to_string())?;
                Ok(super::path(id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, form, id).await
}
