//! Closing a crisis. It ends nothing for the person: their record, their match and their appointments stay, and the page
//! asks what would help. It can be opened again.

use axum::extract::Path;

use super::store::{self, Stamp};
use super::{open, open_live, path, show};
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let (helps, words) = (form.text("helps", 2000), form.text("closing_words", 2000));
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let opened = open_live(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            if opened.crisis.calls.is_empty() {
                return Err(Refusal { field: "helps", key: "crisis-call-first" }.into());
            }
            let stamp = Stamp { id: desk.id(), at: desk.now, by: desk.viewer.person };
            store::close(desk.tx, &opened.crisis, stamp, (helps, words))?;
            opened.enter(desk, Act::Ended)?;
            Ok(path(id))
        })
        .await;
    show::after(visit, id, form, outcome).await
}

pub async fn reopen(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let opened = open(desk, id)?;
            let closing = opened.crisis.closing.as_ref().ok_or(Problem::NotFound)?;
            store::reopen(desk.tx, closing, desk.now, desk.viewer.person)?;
            opened.enter(desk, Act::Changed)?;
            Ok(path(id))
        })
        .await?;
    visit.redirect(&location, "saved")
}
