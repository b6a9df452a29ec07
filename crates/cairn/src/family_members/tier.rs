//! Who reads a goal: fewer at any time; more only by the one who wrote it.

use axum::extract::Path;

use super::circle::tier_codes;
use super::store;
use crate::access::Tier;
use crate::audit::Act;
use crate::ids::GoalId;
use crate::web::{Answer, Form, Problem, Visit};

pub async fn update(visit: Visit, Path(id): Path<GoalId>, mut form: Form) -> Answer {
    form.required_choice("tier", &tier_codes());
    let tier = Tier::from_code(form.value("tier"));
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let (record, goal) = super::open_goal(desk, id)?;
                let tier = tier.filter(|tier| record.tiers().contains(tier)).ok_or(Problem::BadRequest)?;
                goal.tier.change(tier, goal.set_by == desk.viewer.person)?;
                store::goals::set_tier(desk.tx, &goal, tier)?;
                desk.enter_family(&record, Act::Changed, "goal", id.to_string())?;
                Ok(super::plan_path(&record))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    super::edit::draw(visit, form, id).await
}
