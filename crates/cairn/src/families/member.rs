//! A member of a family: a person of their own.

use axum::extract::Path;

use super::new::settle;
use super::show::{self, Sent};
use super::store::{self, NewMember};
use super::{RELATIONS, open_to_write};
use crate::access::{Desk, Role};
use crate::account::{self, LinkKind};
use crate::audit::Act;
use crate::ids::{FamilyId, FamilyMemberId, PersonId};
use crate::people::{self, NewPerson};
use crate::web::{Answer, Form, PageRequest, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<FamilyId>, mut form: Form) -> Answer {
    let relation = form.required_choice("relation", &RELATIONS);
    let person = NewPerson {
        name: form.required_text("name", 120),
        email: form.email("email"),
        phone: form.phone("phone"),
        language: form.required_choice("language", &["en", "es"]),
        ..NewPerson::default()
    };
    let valid = form.is_valid();
    let outcome = visit.submit(&form, move |desk| save(desk, id, (person, relation), valid)).await;
    if let Some(location) = settle(&mut form, outcome)? {
        return visit.redirect(&location, "saved");
    }
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: FamilyId, form: Form) -> Answer {
    show::draw(visit, id, PageRequest::first(), Sent { member: Some(form), ..Sent::default() }).await
}

fn save(
    desk: &mut Desk<'_, '_>,
    id: FamilyId,
    (person, relation): (NewPerson, String),
    valid: bool,
) -> Result<String, Problem> {
    desk.seat(&[Role::Coordinator])?;
    let (seat, family) = open_to_write(desk, id)?;
    if !valid {
        return Err(Problem::BadRequest);
    }
    let person_id: PersonId = desk.id();
    let added = people::store::add(desk.tx, person_id, &person, desk.now, Some(seat.person()));
    added.map_err(|error| match error {
        taken if taken.violates("people", "email_key") => {
            Problem::Refused(Refusal { field: "email", key: "people-email-taken" })
        }
        other => Problem::from(other),
    })?;
    let role = desk.id();
    people::store::grant(
        desk.tx,
        &people::store::Grant {
            id: role,
            person: person_id,
            role: Role::FamilyMember,
            by: Some(seat.person()),
        },
        desk.now,
    )?;
    let member = NewMember { id: desk.id(), person: person_id, relation };
    store::add_member(desk.tx, &seat, &family, &member, desk.now)?;
    desk.enter_seated(&seat, Act::Created, "family_member", member.id.to_string())?;
    Ok(format!("/families/{id}"))
}

/// Makes a link with which the member chooses a passphrase, and shows it once.
pub async fn invite(visit: Visit, Path((id, member)): Path<(FamilyId, FamilyMemberId)>) -> Answer {
    let app = visit.app.clone();
    let (_, token) = visit
        .clone()
        .write(move |desk| {
            desk.seat(&[Role::Coordinator])?;
            let (seat, family) = open_to_write(desk, id)?;
            let members = store::members(desk.tx, &seat, &family)?;
            let member = members.iter().find(|known| known.id == member).ok_or(Problem::NotFound)?;
            desk.enter_seated(&seat, Act::Created, "invitation", member.person.to_string())?;
            Ok(account::invite(desk.tx, &app, LinkKind::Join, Some(member.person), Some(seat.person()))?)
        })
        .await?;
    let server = &visit.app.config.server;
    let base = server.public_url.clone().unwrap_or_else(|| format!("http://{}", server.listen));
    let link = Some(format!("{base}/join/{token}"));
    show::draw(visit, id, PageRequest::first(), Sent { link, ..Sent::default() }).await
}
