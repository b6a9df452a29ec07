//! Changing a group, and ending it.

use askama::Template;
use axum::extract::Path;

use super::new::{Choices, Told, listed, settle};
use super::store;
use super::{Group, coordinate, place};
use crate::audit::Act;
use crate::calendar::series;
use crate::ids::GroupId;
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "groups/edit.html")]
struct EditPage {
    t: Text,
    shell: Shell,
    f: Form,
    group: Group,
    choices: Choices,
}

pub async fn edit(visit: Visit, Path(id): Path<GroupId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form, true).await
}

pub(super) async fn draw(visit: Visit, id: GroupId, mut form: Form, fill: bool) -> Answer {
    let (visitor, (group, found)) = visit
        .read(move |desk| {
            let (seat, group) = coordinate(desk, id)?;
            let mut found = listed(desk, &seat)?;
            // A site that has closed, or a leader whose role has ended, stays what it is until another is chosen.
            if let Some((site, name)) = group.site_id.zip(group.site.clone())
                && found.0.iter().all(|(known, _)| *known != site)
            {
                found.0.push((site, name));
            }
            Ok((group, found))
        })
        .await?;
    if fill {
        Told::fill(&mut form, &group);
    }
    let (t, shell) = visitor.shell("groups-edit");
    let choices = Choices::new(&t, found);
    visitor.show_form(&form.clone(), EditPage { f: form, group, choices, t, shell })
}

pub async fn update(visit: Visit, Path(id): Path<GroupId>, mut form: Form) -> Answer {
    let told = Told::read(&mut form);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group) = coordinate(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            group.still_meets()?;
            let new = told.group(desk, id, Some(&group))?;
            if group.co_leaders.iter().any(|one| one.person == new.leader) {
                store::end_co_leader(desk.tx, &seat, (id, new.leader), desk.now)?;
            }
            let change = desk.id();
            store::change(desk.tx, &seat, (&group, &new), change, desk.now)?;
            let changed = store::find(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
            place::offer_free(desk, &changed)?;
            desk.enter_seated(&seat, Act::Changed, "group", id.to_string())?;
            Ok(format!("/groups/{id}"))
        })
        .await;
    if let Some(location) = settle(&mut form, outcome)? {
        return visit.redirect(&location, "saved");
    }
    draw(visit, id, form, false).await
}

pub async fn end(visit: Visit, Path(id): Path<GroupId>, mut form: Form) -> Answer {
    let sure = form.checked("sure");
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group) = coordinate(desk, id)?;
            if !sure {
                return Err(Refusal { field: "sure", key: "groups-end-sure" }.into());
            }
            group.still_meets()?;
            store::end(desk.tx, &seat, &group, desk.now)?;
            store::end_all(desk.tx, &seat, &group, desk.now)?;
            series::end_orphans(desk.tx, desk.now)?;
            desk.enter_seated(&seat, Act::Ended, "group", id.to_string())?;
            Ok(format!("/groups/{id}"))
        })
        .await;
    if let Some(location) = form.settle(outcome)? {
        return visit.redirect(&location, "saved");
    }
    draw(visit, id, form, true).await
}
