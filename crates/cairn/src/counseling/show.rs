//! One counseling note, for the one who wrote it.

use askama::Template;
use axum::extract::Path;

use super::{CounselingNote, store};
use crate::access::Therapy;
use crate::ids::{ParticipantId, RowId};
use crate::web::{Answer, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "counseling/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    therapy: Therapy,
    note: CounselingNote,
}

pub async fn show(visit: Visit, Path((id, note)): Path<(ParticipantId, RowId)>) -> Answer {
    let (visitor, (therapy, note)) = visit
        .write(move |desk| {
            let therapy = desk.open_therapy(id, true)?;
            let note = store::one(desk.tx, &therapy, note)?.ok_or(Problem::NotFound)?;
            Ok((therapy, note))
        })
        .await?;
    let (t, shell) = visitor.shell("counseling-title");
    visitor.show(ShowPage { t, shell, therapy, note })
}
