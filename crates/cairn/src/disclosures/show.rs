//! One row of the ledger, whole.

use askama::Template;
use axum::extract::Path;

use super::{Entry, READERS, open_as, store};
use crate::ids::DisclosureId;
use crate::intake::RecordHead;
use crate::web::{Answer, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "disclosures/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    head: RecordHead,
    entry: Entry,
}

pub async fn show(visit: Visit, Path(id): Path<DisclosureId>) -> Answer {
    let (visitor, (head, entry)) = visit
        .write(move |desk| {
            let participant = store::ledger::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let record = open_as(desk, participant, &READERS)?;
            let entry = store::ledger::one(desk.tx, &record, id)?.ok_or(Problem::NotFound)?;
            Ok((RecordHead::load(desk.tx, &record)?, entry))
        })
        .await?;
    let (t, shell) = visitor.shell("disclosures-title");
    visitor.show(ShowPage { t, shell, head, entry })
}
