//! Right after an answer that tells of thoughts of dying: whom to call, the person's own plan, and who reads the answer.

use askama::Template;
use axum::extract::Path;

use crate::access::{Circle, Tier};
use crate::ids::AssessmentId;
use crate::intake::RecordHead;
use crate::on_call;
use crate::safety_plans;
use crate::web::{Answer, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "assessments/help.html")]
struct HelpPage {
    t: Text,
    shell: Shell,
    head: RecordHead,
    id: AssessmentId,
    crisis_line: String,
    on_call: Option<String>,
    has_plan: bool,
    /// Nobody reads it: then nobody is told.
    alone: bool,
    readers: String,
    supporter: bool,
}

pub async fn show(visit: Visit, Path(id): Path<AssessmentId>) -> Answer {
    let (visitor, (head, circle, tier, has_plan, on_call)) = visit
        .write(move |desk| {
            let (record, one) = super::open_answered(desk, id)?;
            if !record.is_own() {
                return Err(Problem::NotFound);
            }
            let has_plan = !safety_plans::versions(desk.tx, &record)?.is_empty();
            let on_call = on_call::now(desk.tx, desk.program, desk.now)?.map(|now| now.phone);
            let circle = Circle::load(desk.tx, &record)?;
            Ok((RecordHead::load(desk.tx, &record)?, circle, one.tier, has_plan, on_call))
        })
        .await?;
    let crisis_line = visitor.crisis_line();
    let (t, shell) = visitor.shell("assessments-title");
    visitor.show(HelpPage {
        readers: circle.readers(&t, tier),
        supporter: circle.has_supporter(),
        alone: tier == Tier::Mine,
        t,
        shell,
        head,
        id,
        crisis_line,
        on_call,
        has_plan,
    })
}
