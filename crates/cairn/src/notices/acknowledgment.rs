//! "I have read it."

use super::store::{self, Standing};
use crate::account::safe_path;
use crate::audit::Act;
use crate::web::{Answer, Form, Problem, Visit};

pub async fn create(visit: Visit, form: Form) -> Answer {
    let to = safe_path(form.value("to"));
    let location = visit
        .submit(&form, move |desk| {
            let own = desk.viewer.participant.ok_or(Problem::NotFound)?;
            let record = desk.open_record(own)?;
            if let Standing::Unread(delivery) = store::standing(desk.tx, &record, desk.today())? {
                store::acknowledge(desk.tx, delivery, desk.now)?;
                desk.enter(&record, Act::Answered, "notice-delivery", Some(delivery.to_string()))?;
            }
            Ok(to)
        })
        .await?;
    visit.redirect(&location, "saved")
}
