//! Clearing an order for disclosure. Whatever lacks something is refused here, with the reason; whatever is cleared is
//! still weighed by the gate at the moment something would leave.

use axum::extract::Path;

use super::order::lacks;
use super::store;
use crate::audit::Act;
use crate::ids::RowId;
use crate::privacy_desk::stamp;
use crate::web::{Answer, Form, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (seat, demand) = super::open(desk, id)?;
            if let Some(key) = lacks(&demand, desk.today()).first().copied() {
                return Err(Refusal { field: "", key }.into());
            }
            let stamp = stamp(desk);
            store::clear(desk.tx, &demand, stamp)?;
            desk.enter_seated(&seat, Act::Approved, "legal-demand", id.to_string())?;
            Ok(super::path(id))
        })
        .await?;
    visit.redirect(&location, "saved")
}
