//! Who reads what was answered: chosen with the answers, narrowed or widened on their page.

use axum::extract::Path;

use super::{Assessment, store};
use crate::access::{Record, Tier};
use crate::audit::Act;
use crate::ids::{AssessmentId, PersonId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// The answers are the participant's, whoever wrote them down; who wrote them down may correct themselves.
pub fn may_change(record: &Record, one: &Assessment, viewer: PersonId) -> bool {
    record.is_own() || (super::may_answer(record) && one.by == viewer)
}

pub async fn update(visit: Visit, Path(id): Path<AssessmentId>, form: Form) -> Answer {
    let to = Tier::from_code(form.value("tier"))
        .filter(|tier| Tier::OFFERED.contains(tier) || *tier == Tier::Mine);
    let location = visit
        .submit(&form, move |desk| {
            let (record, one) = super::open_answered(desk, id)?;
            if !may_change(&record, &one, desk.viewer.person) {
                return Err(Problem::NotFound);
            }
            let to = to.ok_or(Problem::BadRequest)?;
            if one.tier != to {
                // The one who wrote it down does not widen what the person narrowed.
                one.tier.change(to, record.is_own())?;
                // Only what the person answered by themselves can be theirs alone.
                let alone = to == Tier::Mine && record.is_own() && one.by == record.person();
                if !alone && !to.is_read_by(record.acting_as()) {
                    return Err(Refusal { field: "tier", key: "tier-not-yours" }.into());
                }
                desk.change_tier(&record, ("assessment", id.into()), (one.tier, to))?;
                store::set_tier(desk.tx, &record, &one, to)?;
            }
            desk.enter(&record, Act::Changed, "tier", Some(id.to_string()))?;
            Ok(format!("/assessments/{id}"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
