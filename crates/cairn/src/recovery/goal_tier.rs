//! Who reads a goal: chosen when it is set, narrowed or widened on its page.

use axum::extract::Path;

use super::store;
use crate::access::Tier;
use crate::audit::Act;
use crate::ids::GoalId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// The participant's plan is theirs, whoever wrote a goal down: they decide as its author does.
pub async fn update(visit: Visit, Path(id): Path<GoalId>, form: Form) -> Answer {
    let to = Tier::from_code(form.value("tier")).filter(|tier| Tier::OFFERED.contains(tier));
    let location = visit
        .submit(&form, move |desk| {
            let (record, goal) = super::open_goal(desk, id)?;
            let to = to.ok_or(Problem::BadRequest)?;
            if goal.tier != to {
                if !record.is_own() && goal.set_by != desk.viewer.person {
                    return Err(Refusal { field: "tier", key: "tier-not-yours" }.into());
                }
                desk.change_tier(&record, ("goal", id.into()), (goal.tier, to))?;
                store::set_tier(desk.tx, &goal, to)?;
            }
            desk.enter(&record, Act::Changed, "tier", Some(id.to_string()))?;
            Ok(super::plan_path(&record))
        })
        .await?;
    visit.redirect(&location, "saved")
}
