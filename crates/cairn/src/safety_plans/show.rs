//! The plan on one page, for its person and whom they let read it.

use askama::Template;
use axum::extract::Path;

use super::{SafetyPlan, store};
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::on_call::{self, OnCall};
use crate::web::{Answer, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "safety_plans/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    head: RecordHead,
    plan: Option<SafetyPlan>,
    earlier: Vec<SafetyPlan>,
    crisis_line: String,
    on_call: Option<OnCall>,
}

pub async fn show(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let (visitor, (head, mut versions, crisis_line, on_call)) = visit
        .write(move |desk| {
            let record = desk.open_record(id)?;
            let head = RecordHead::load(desk.tx, &record)?;
            let versions = store::versions(desk.tx, &record)?;
            let on_call = on_call::now(desk.tx, desk.program, desk.now)?;
            Ok((head, versions, desk.program.crisis_line.clone(), on_call))
        })
        .await?;
    let earlier = if versions.is_empty() { Vec::new() } else { versions.split_off(1) };
    let (t, shell) = visitor.shell("nav-my-plan");
    visitor.show(ShowPage { t, shell, head, plan: versions.pop(), earlier, crisis_line, on_call })
}
