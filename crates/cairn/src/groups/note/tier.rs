//! Who reads what was written about somebody in a group: narrowed at any time by the one it is about.

use axum::extract::Path;

use super::super::store;
use super::content::TIERS;
use crate::access::Tier;
use crate::audit::Act;
use crate::ids::{ParticipantId, RowId};
use crate::web::{Answer, Form, Problem, Visit};

pub async fn update(visit: Visit, Path((id, part)): Path<(ParticipantId, RowId)>, form: Form) -> Answer {
    let to = Tier::from_code(form.value("tier")).filter(|tier| TIERS.contains(tier));
    let location = visit
        .submit(&form, move |desk| {
            let record = desk.open_record(id)?;
            if !record.is_own() {
                return Err(Problem::NotFound);
            }
            let from = store::part_tier(desk.tx, &record, part)?.ok_or(Problem::NotFound)?;
            let to = to.ok_or(Problem::BadRequest)?;
            from.change(to, false)?;
            if from != to {
                desk.change_tier(&record, ("group_note", part.into()), (from, to))?;
                store::set_part_tier(desk.tx, &record, part, to)?;
            }
            desk.enter(&record, Act::Changed, "tier", Some(part.to_string()))?;
            Ok(format!("/participants/{id}/group-notes"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
