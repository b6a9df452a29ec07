//! What a participant takes along of their own: their plan in short, their safety plan, whom to call, and their own forms.

use askama::Template;
use jiff::Timestamp;

use super::pack::{TakenForm, Taking, check_in_part, draw, drawn};
use crate::access::{Desk, Record};
use crate::on_call::{self, OnCall};
use crate::recovery::{self, Goal};
use crate::safety_plans::{self, SafetyPlan};
use crate::web::{Problem, Text};
use crate::{messages, tools};

#[derive(Template)]
#[template(path = "offline/own.html")]
struct OwnPart {
    t: Text,
    /// Open ones.
    goals: Vec<Goal>,
    plan: Option<SafetyPlan>,
    crisis_line: String,
    on_call: Option<OnCall>,
}

pub(super) fn take(
    desk: &mut Desk<'_, '_>,
    t: &Text,
    record: &Record,
    until: Timestamp,
) -> Result<Taking, Problem> {
    let goals = recovery::goals(desk.tx, record)?.into_iter().filter(|goal| goal.closing.is_none());
    let part = OwnPart {
        t: t.clone(),
        goals: goals.collect(),
        plan: safety_plans::versions(desk.tx, record)?.into_iter().next(),
        crisis_line: desk.program.crisis_line.clone(),
        on_call: on_call::now(desk.tx, desk.program, desk.now)?,
    };
    let check_in = draw(&check_in_part(desk, t, record)?)?;
    let mut forms = vec![TakenForm { label: t.get("check-in-keep"), html: check_in }];
    forms.extend(drawn(tools::forms_to_take(desk, t, record)?)?);
    forms.extend(drawn(messages::forms_to_take(desk, t, record, until)?)?);
    Ok(Taking { name: t.get("offline-own"), html: draw(&part)?, forms })
}
