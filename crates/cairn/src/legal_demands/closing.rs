//! How a demand ended. Its holds stand until each is released.

use axum::extract::Path;

use super::demand::OUTCOMES;
use super::{show, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::privacy_desk::stamp;
use crate::web::{Answer, Form, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let result = form.required_choice("outcome", &OUTCOMES);
    let words = form.required_text("closing_words", 2000);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, demand) = super::open_live(desk, id)?;
                if result == "disclosed" && demand.cleared_at.is_none() {
                    return Err(Refusal { field: "outcome", key: "demand-never-cleared" }.into());
                }
                let stamp = stamp(desk);
                store::close(desk.tx, &demand, stamp, (&result, &words))?;
                desk.enter_seated(&seat, Act::Ended, "legal-demand", id.to_string())?;
                Ok(super::path(id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, form, id).await
}
