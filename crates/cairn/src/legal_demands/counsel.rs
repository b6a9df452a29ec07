//! Asking counsel, and writing down what they said.

use axum::extract::Path;

use super::{show, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::privacy_desk::{officer, stamp};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let (what, due_on) = (form.required_text("what", 2000), form.required_date("due_on"));
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (seat, demand) = super::open_live(desk, id)?;
                let stamp = stamp(desk);
                store::ask_counsel(desk.tx, &demand, stamp, (&what, due_on))?;
                desk.enter_seated(&seat, Act::Created, "counsel-task", stamp.id.to_string())?;
                Ok(super::path(id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, form, id).await
}

pub async fn answer(visit: Visit, Path(task): Path<RowId>, mut form: Form) -> Answer {
    let words = form.text("advice", 2000).filter(|_| form.is_valid());
    let location = visit
        .submit(&form, move |desk| {
            let seat = officer(desk)?;
            let id = store::demand_of_task(desk.tx, &seat, task)?.ok_or(Problem::NotFound)?;
            super::open(desk, id)?;
            let words = words.ok_or(Refusal { field: "", key: "demand-advice-empty" })?;
            let stamp = stamp(desk);
            store::advise(desk.tx, &seat, stamp, (task, &words))?;
            desk.enter_seated(&seat, Act::Answered, "counsel-task", task.to_string())?;
            Ok(super::path(id))
        })
        .await?;
    visit.redirect(&location, "saved")
}
