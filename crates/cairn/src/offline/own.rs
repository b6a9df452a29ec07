//! What somebody takes along of their own, whatever they are here: their plan in short, whom to call, and their own forms; a
//! participant their safety plan, check-in and messages too.

use askama::Template;
use jiff::Timestamp;

use super::along::Along;
use super::pack::{TakenForm, Taking, check_in_part, draw, drawn};
use crate::access::{Desk, RecordOf};
use crate::on_call::{self, OnCall};
use crate::recovery::{self, Goal};
use crate::safety_plans::{self, SafetyPlan};
use crate::tools::{self, Opened};
use crate::web::{Problem, Text};
use crate::{family_members, messages, wellbeing};

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
    (along, opened): (Along, &Opened),
    until: Timestamp,
) -> Result<Taking, Problem> {
    let participant = match opened {
        Opened::Record(RecordOf::Participant(record)) => Some(record),
        _ => None,
    };
    let plan = match participant {
        Some(record) => safety_plans::versions(desk.tx, record)?.into_iter().next(),
        None => None,
    };
    let part = OwnPart {
        t: t.clone(),
        goals: open_goals(desk, opened)?,
        plan,
        crisis_line: desk.program.crisis_line.clone(),
        on_call: on_call::now(desk.tx, desk.program, desk.now)?,
    };
    let mut forms = Vec::new();
    if let Some(record) = participant {
        let check_in = draw(&check_in_part(desk, t, record)?)?;
        forms.push(TakenForm { label: t.get("check-in-keep"), html: check_in });
    }
    forms.extend(drawn(tools::forms_to_take(desk, t, opened)?)?);
    if let Some(record) = participant {
        forms.extend(drawn(messages::forms_to_take(desk, t, record, until)?)?);
    }
    Ok(Taking { name: t.get(along.own_key()), html: draw(&part)?, forms })
}

/// Of the plan that stands where this was opened: a recovery plan, a family member's, a supporter's about themselves.
fn open_goals(desk: &mut Desk<'_, '_>, opened: &Opened) -> Result<Vec<Goal>, Problem> {
    let mut goals = match opened {
        Opened::Record(RecordOf::Participant(record)) => recovery::goals(desk.tx, record)?,
        Opened::Record(RecordOf::FamilyMember(record)) => family_members::store::goals::all(desk.tx, record)?,
        Opened::Own(_) => {
            let own = wellbeing::Own::open(desk)?;
            wellbeing::own_goals(desk.tx, &own)?
        }
    };
    goals.retain(|goal| goal.closing.is_none());
    Ok(goals)
}
