//! A link is ended by whoever may make one, and by the person it is about.

use axum::extract::Path;

use super::{READERS, open_as, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Visit};

pub async fn end(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let participant = store::links::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let record = open_as(desk, participant, &READERS)?;
            let stamp = (desk.now, desk.viewer.person);
            store::links::end(desk.tx, &record, id, stamp)?;
            desk.enter(&record, Act::Ended, "link", Some(id.to_string()))?;
            Ok(format!("/participants/{participant}/disclosures"))
        })
        .await?;
    visit.redirect(&location, "link-ended")
}
