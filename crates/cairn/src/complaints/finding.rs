//! What was found out about a complaint.

use axum::extract::Path;

use super::complaint::LONGEST;
use super::{show, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::privacy_desk::stamp;
use crate::web::{Answer, Form, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let words = form.required_text("finding", LONGEST);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, complaint) = super::open(desk, id)?;
                let stamp = stamp(desk);
                store::add_finding(desk.tx, &complaint, stamp, &words)?;
                desk.enter_seated(&seat, Act::Changed, "complaint", id.to_string())?;
                Ok(super::path(id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, form, id).await
}
