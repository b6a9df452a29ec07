//! Limits of a group, for those who lead it: that they are there, and never why. They may name two people themselves.

use askama::Template;
use axum::extract::Path;

use super::open_group;
use super::store::{self, LimitLine, NewLimit};
use crate::audit::Act;
use crate::groups::Group;
use crate::ids::{GroupId, PersonId, RowId};
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "exchanges/limits.html")]
struct LimitsPage {
    t: Text,
    shell: Shell,
    f: Form,
    group: Group,
    limits: Vec<LimitLine>,
    people: Vec<Choice>,
}

pub async fn index(visit: Visit, Path(id): Path<GroupId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: GroupId, form: Form) -> Answer {
    let (visitor, (group, limits, names)) = visit
        .read(move |desk| {
            let (seat, group) = open_group(desk, id)?;
            let limits = store::lines(desk.tx, &seat, id)?;
            let names = store::names(desk.tx, &seat, &group)?;
            Ok((group, limits, names))
        })
        .await?;
    let mut people: Vec<Choice> = names.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
    people.sort_by_key(|choice| choice.label.to_lowercase());
    let (t, shell) = visitor.shell("exchanges-limits");
    visitor.show_form(&form.clone(), LimitsPage { f: form, group, limits, people, t, shell })
}

pub async fn create(visit: Visit, Path(id): Path<GroupId>, mut form: Form) -> Answer {
    let (one, other): (Option<PersonId>, Option<PersonId>) = (form.id("one"), form.id("other"));
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group) = open_group(desk, id)?;
            let two = Refusal { field: "one", key: "exchanges-swap-two" };
            let (person, other) = (one.ok_or(two)?, other.ok_or(two)?);
            let names = store::names(desk.tx, &seat, &group)?;
            let known = |id: PersonId| names.contains_key(&id.to_string());
            if person == other || !known(person) || !known(other) {
                return Err(two.into());
            }
            let new = NewLimit {
                id: desk.id(),
                group: id,
                person,
                other: Some(other),
                kind: "not_with".to_string(),
            };
            store::add_limit(desk.tx, &seat, &new, desk.now)?;
            desk.enter_seated(&seat, Act::Created, "exchange_limit", id.to_string())?;
            Ok(format!("/groups/{id}/exchange-limits"))
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, id, form).await,
    }
}

pub async fn end(visit: Visit, Path((id, limit)): Path<(GroupId, RowId)>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (seat, _) = open_group(desk, id)?;
            if !store::end_limit(desk.tx, &seat, (id, limit), desk.now)? {
                return Err(Problem::NotFound);
            }
            desk.enter_seated(&seat, Act::Ended, "exchange_limit", id.to_string())?;
            Ok(format!("/groups/{id}/exchange-limits"))
        })
        .await?;
    visit.redirect(&location, "saved")
}
