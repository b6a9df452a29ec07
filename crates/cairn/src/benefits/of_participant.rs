//! The policies of one participant: for them, their team, and the biller, who sees nothing else of the record.

use askama::Template;
use axum::extract::Path;

use super::index::FlaggedLine;
use super::open::{self, Proof};
use super::store;
use crate::access::{Desk, Role};
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::web::{Answer, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "benefits/of_participant.html")]
struct PoliciesPage {
    t: Text,
    shell: Shell,
    id: ParticipantId,
    /// None for a biller, who may not open the record.
    head: Option<RecordHead>,
    own: bool,
    records: bool,
    policies: Vec<FlaggedLine>,
}

pub async fn index(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let (visitor, (head, records, policies)) = visit
        .write(move |desk| {
            let (proof, head) = proof_and_head(desk, id)?;
            let records = desk.seat(&[Role::Coordinator, Role::Biller]).is_ok();
            let lines = store::of_participant(desk.tx, &proof)?;
            let policies: Vec<_> = lines.into_iter().map(FlaggedLine::on(desk.today())).collect();
            Ok((head, records, policies))
        })
        .await?;
    let (t, shell) = visitor.shell("policies-title");
    let own = head.as_ref().is_some_and(|head| head.own);
    visitor.show(PoliciesPage { t, shell, id, head, own, records, policies })
}

fn proof_and_head(
    desk: &mut Desk<'_, '_>,
    id: ParticipantId,
) -> Result<(Proof, Option<RecordHead>), Problem> {
    match desk.open_record(id) {
        Ok(record) if record.acting_as() == Role::Clinician => Err(Problem::NotFound),
        Ok(record) => Ok((Proof::Coverage(record.coverage()), Some(RecordHead::load(desk.tx, &record)?))),
        Err(Problem::NotFound) => Ok((open::coverage_of(desk, id)?, None)),
        Err(problem) => Err(problem),
    }
}
