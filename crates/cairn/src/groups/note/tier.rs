//! Who reads what was written about somebody in a group: narrowed at any time by the one it is about.

use axum::extract::Path;

use super::super::store;
use super::content::TIERS;
use crate::access::{RecordId, RecordOf, Tier};
use crate::audit::Act;
use crate::ids::{FamilyMemberId, ParticipantId, RowId};
use crate::web::{Answer, Form, Problem, Visit};

pub async fn update(visit: Visit, Path((id, part)): Path<(ParticipantId, RowId)>, form: Form) -> Answer {
    narrow(visit, (RecordId::Participant(id), part), form).await
}

pub async fn update_of_family(
    visit: Visit,
    Path((id, part)): Path<(FamilyMemberId, RowId)>,
    form: Form,
) -> Answer {
    narrow(visit, (RecordId::FamilyMember(id), part), form).await
}

async fn narrow(visit: Visit, (id, part): (RecordId, RowId), form: Form) -> Answer {
    let to = Tier::from_code(form.value("tier")).filter(|tier| TIERS.contains(tier));
    let location = visit
        .submit(&form, move |desk| {
            let record = desk.open_own(id)?;
            let from = store::part_tier(desk.tx, &record, part)?.ok_or(Problem::NotFound)?;
            let to = to.ok_or(Problem::BadRequest)?;
            from.change(to, false)?;
            if from != to {
                if let RecordOf::Participant(record) = &record {
                    desk.change_tier(record, ("group_note", part.into()), (from, to))?;
                }
                store::set_part_tier(desk.tx, &record, part, to)?;
            }
            desk.enter_either(&record, Act::Changed, "tier", Some(part.to_string()))?;
            Ok(format!("{}/group-notes", id.path()))
        })
        .await?;
    visit.redirect(&location, "saved")
}
