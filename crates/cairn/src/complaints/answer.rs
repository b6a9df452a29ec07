//! The answer to a complaint, given once; what is found later is a finding.

use axum::extract::Path;

use super::complaint::{LONGEST, OUTCOMES};
use super::{show, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::privacy_desk::stamp;
use crate::web::{Answer, Form, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let result = form.required_choice("outcome", &OUTCOMES);
    let words = form.required_text("answer", LONGEST);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, complaint) = super::open(desk, id)?;
                if complaint.answer.is_some() {
                    return Err(Refusal { field: "finding", key: "complaint-answered-already" }.into());
                }
                let stamp = stamp(desk);
                store::answer(desk.tx, &complaint, stamp, (&result, &words))?;
                desk.enter_seated(&seat, Act::Answered, "complaint", id.to_string())?;
                Ok(super::path(id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, form, id).await
}
