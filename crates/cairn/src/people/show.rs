//! One member of staff: their hats, and a link to come in.

use askama::Template;
use axum::extract::Path;

use super::store::{self, PersonLine};
use crate::access::Role;
use crate::account::{self, LinkKind};
use crate::audit::Act;
use crate::ids::PersonId;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "people/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    person: PersonLine,
    addable: Vec<Choice>,
    /// Shown once, right after it was made.
    link: Option<String>,
}

pub(super) fn staff_roles(t: &Text) -> Vec<Choice> {
    Role::ALL
        .into_iter()
        .filter(|role| role.is_staff())
        .map(|role| Choice::new(role.code(), t.code("role", role.code())))
        .collect()
}

pub async fn show(visit: Visit, Path(id): Path<PersonId>) -> Answer {
    draw(visit, id, None).await
}

async fn draw(visit: Visit, id: PersonId, link: Option<String>) -> Answer {
    let form = visit.new_form();
    let (visitor, person) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Administrator])?;
            store::staff_member(desk.tx, &seat, id)?.ok_or(Problem::NotFound)
        })
        .await?;
    let (t, shell) = visitor.shell("people-title");
    let worn = |choice: &Choice| person.roles.iter().any(|role| role.code() == choice.value);
    let addable = staff_roles(&t).into_iter().filter(|choice| !worn(choice)).collect();
    visitor.show(ShowPage { t, shell, f: form, person, addable, link })
}

pub async fn grant(visit: Visit, Path(id): Path<PersonId>, form: Form) -> Answer {
    let role = Role::from_code(form.value("role")).filter(|role| role.is_staff());
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Administrator])?;
            let role = role.ok_or(Problem::BadRequest)?;
            let person = store::staff_member(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
            if !person.roles.contains(&role) {
                super::new::wear(desk, &seat, id, role)?;
            }
            desk.enter_seated(&seat, Act::Changed, "role", id.to_string())?;
            Ok(format!("/people/{id}"))
        })
        .await?;
    visit.redirect(&location, "saved")
}

pub async fn end_role(visit: Visit, Path(id): Path<PersonId>, form: Form) -> Answer {
    let role = Role::from_code(form.value("role"));
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Administrator])?;
            let role = role.ok_or(Problem::BadRequest)?;
            let administrators = store::holders(desk.tx, &seat, Role::Administrator)?;
            if role == Role::Administrator && administrators.len() == 1 {
                return Err(Refusal { field: "role", key: "people-last-administrator" }.into());
            }
            if !store::end_role(desk.tx, id, role, desk.now, seat.person())? {
                return Err(Problem::NotFound);
            }
            desk.enter_seated(&seat, Act::Ended, "role", id.to_string())?;
            Ok("/people".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}

/// Makes a link with which the person chooses a passphrase: a first one, or a new one after losing the old.
pub async fn invite(visit: Visit, Path(id): Path<PersonId>) -> Answer {
    let app = visit.app.clone();
    let (_, token) = visit
        .clone()
        .write(move |desk| {
            let seat = desk.seat(&[Role::Administrator])?;
            store::staff_member(desk.tx, &seat, id)?.ok_or(Problem::NotFound)?;
            desk.enter_seated(&seat, Act::Created, "invitation", id.to_string())?;
            Ok(account::invite(desk.tx, &app, LinkKind::Join, Some(id), Some(seat.person()))?)
        })
        .await?;
    let link = visit.app.config.server.link(&format!("/join/{token}"));
    draw(visit, id, Some(link)).await
}
