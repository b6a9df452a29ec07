//! Who has a part in a person's care or its payment: what "my treating providers" in a consent means for them.

use axum::extract::Path;

use super::recipient::CLASSES;
use super::store::recipients;
use super::{MAKERS, index, open_as};
use crate::audit::Act;
use crate::ids::{ParticipantId, RecipientId, RowId};
use crate::web::{Answer, Form, PageRequest, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let classes = CLASSES.map(|class| class.name());
    let class = form.required_choice("class", &classes);
    let recipient: Option<RecipientId> = form.id("recipient");
    if recipient.is_none() {
        form.wrong("recipient", "form-choose");
    }
    if let Some(recipient) = recipient.filter(|_| form.is_valid()) {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = open_as(desk, id, &MAKERS)?;
                recipients::one(desk.tx, recipient)?
                    .ok_or(Refusal { field: "recipient", key: "form-choose-listed" })?;
                let stamp = (desk.now, desk.viewer.person);
                let row: RowId = desk.id();
                recipients::involve(desk.tx, &record, (row, recipient, &class), stamp)?;
                desk.enter(&record, Act::Created, "involvement", Some(row.to_string()))?;
                Ok(format!("/participants/{id}/disclosures"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    let (visitor, found) = visit
        .write(move |desk| {
            let record = open_as(desk, id, &MAKERS)?;
            index::Found::load(desk, &record, PageRequest::first())
        })
        .await?;
    index::draw(&visitor, found, form, None)
}

pub async fn end(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let participant = recipients::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let record = open_as(desk, participant, &MAKERS)?;
            let stamp = (desk.now, desk.viewer.person);
            recipients::end_involvement(desk.tx, &record, id, stamp)?;
            desk.enter(&record, Act::Ended, "involvement", Some(id.to_string()))?;
            Ok(format!("/participants/{participant}/disclosures"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
