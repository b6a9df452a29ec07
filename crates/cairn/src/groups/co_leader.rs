//! Who leads beside the leader: from when, until when.

use axum::extract::Path;

use super::new::may_co_lead;
use super::{coordinate, edit, store};
use crate::audit::Act;
use crate::ids::{GroupId, PersonId, RowId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<GroupId>, mut form: Form) -> Answer {
    let person: Option<PersonId> = form.id("co_leader");
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group) = coordinate(desk, id)?;
            let person = person.ok_or(Refusal { field: "co_leader", key: "groups-co-leader-other" })?;
            group.still_meets()?;
            may_co_lead(desk, person, group.leader_id)?;
            if group.co_leaders.iter().all(|one| one.person != person) {
                let row: RowId = desk.id();
                store::add_co_leader(desk.tx, &seat, (row, id, person), desk.now)?;
            }
            desk.enter_seated(&seat, Act::Changed, "group", id.to_string())?;
            Ok(format!("/groups/{id}/edit"))
        })
        .await;
    if let Some(location) = form.settle(outcome)? {
        return visit.redirect(&location, "saved");
    }
    edit::draw(visit, id, form, true).await
}

pub async fn end(visit: Visit, Path((id, person)): Path<(GroupId, PersonId)>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (seat, _) = coordinate(desk, id)?;
            if !store::end_co_leader(desk.tx, &seat, (id, person), desk.now)? {
                return Err(Problem::NotFound);
            }
            desk.enter_seated(&seat, Act::Changed, "group", id.to_string())?;
            Ok(format!("/groups/{id}/edit"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
