//! Who reads a check-in: narrowed at any time by either of the two, widened by whoever made it.

use axum::extract::Path;

use super::index::{makes, tiers};
use super::store;
use crate::access::Tier;
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Visit};

pub async fn update(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let to = Tier::from_code(form.value("tier"));
    let location = visit
        .submit(&form, move |desk| {
            let participant = store::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let record = desk.open_record(participant)?;
            let viewer = desk.viewer.person;
            let check_in = store::one(desk.tx, &record, viewer, id)?.ok_or(Problem::NotFound)?;
            if !makes(&record) {
                return Err(Problem::NotFound);
            }
            let to = to.filter(|to| tiers(&record).contains(to)).ok_or(Problem::BadRequest)?;
            if check_in.tier != to {
                check_in.tier.change(to, check_in.made_by == viewer)?;
                desk.change_tier(&record, ("check_in", id.into()), (check_in.tier, to))?;
                store::set_tier(desk.tx, &record, id, to)?;
            }
            desk.enter_own(Act::Changed, "check_in")?;
            Ok(format!("/participants/{participant}/check-ins"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
