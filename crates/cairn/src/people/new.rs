//! Writing down a member of staff, with their first hats.

use askama::Template;

use super::store::{self, NewPerson, NewSupporter};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{PersonId, SiteId};
use crate::program;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "people/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    roles: Vec<Choice>,
    languages: Vec<Choice>,
    sites: Vec<Choice>,
    supervisors: Vec<Choice>,
}

pub async fn new(visit: Visit) -> Answer {
    let mut form = visit.new_form();
    form.set("language", visit.language.code());
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, (sites, supervisors)) = visit
        .read(|desk| {
            let seat = desk.seat(&[Role::Administrator])?;
            Ok((program::sites(desk.tx)?, store::holders(desk.tx, &seat, Role::Supervisor)?))
        })
        .await?;
    let (t, shell) = visitor.shell("people-new");
    let page = NewPage {
        roles: super::show::staff_roles(&t),
        languages: Choice::codes(&t, "language", &["en", "es"]),
        sites: sites.into_iter().map(|site| Choice::new(site.id.to_string(), site.name)).collect(),
        supervisors: supervisors.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let new = NewStaff::read(&mut form);
    if form.is_valid() {
        let outcome = visit.submit(&form, move |desk| new.save(desk)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form).await
}

struct NewStaff {
    person: NewPerson,
    roles: Vec<Role>,
    site: Option<SiteId>,
    supervisor: Option<PersonId>,
}

impl NewStaff {
    fn read(form: &mut Form) -> NewStaff {
        let codes: Vec<&str> =
            Role::ALL.iter().filter(|role| role.is_staff()).map(|role| role.code()).collect();
        let roles: Vec<Role> =
            form.choices("roles", &codes).iter().filter_map(|code| Role::from_code(code)).collect();
        if roles.is_empty() {
            form.wrong("roles", "form-choose");
        }
        NewStaff {
            person: NewPerson {
                name: form.required_text("name", 120),
                email: form.email("email"),
                phone: form.phone("phone"),
                language: form.required_choice("language", &["en", "es"]),
                ..NewPerson::default()
            },
            roles,
            site: form.id("site"),
            supervisor: form.id("supervisor"),
        }
    }

    fn save(self, desk: &mut Desk<'_, '_>) -> Result<String, Problem> {
        let seat = desk.seat(&[Role::Administrator])?;
        let (id, by) = (desk.id::<PersonId>(), Some(seat.person()));
        store::add(desk.tx, id, &self.person, desk.now, by).map_err(|error| match error {
            taken if taken.violates("people", "email_key") => {
                Problem::Refused(Refusal { field: "email", key: "people-email-taken" })
            }
            other => Problem::from(other),
        })?;
        for role in self.roles {
            wear(desk, &seat, id, role)?;
        }
        if self.site.is_some() || self.supervisor.is_some() {
            store::place_supporter(desk.tx, id, self.site, self.supervisor)?;
        }
        desk.enter_seated(&seat, Act::Created, "person", id.to_string())?;
        Ok(format!("/people/{id}"))
    }
}

/// Grants a role; a peer supporter gets a profile with the first granting.
pub(super) fn wear(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    person: PersonId,
    role: Role,
) -> Result<(), Problem> {
    let mut worn = store::roles(desk.tx, person)?;
    worn.push(role);
    if worn.contains(&Role::Auditor) && worn.iter().any(|worn| *worn != Role::Auditor) {
        return Err(Refusal { field: "roles", key: "people-auditor-alone" }.into());
    }
    let role_id = desk.id();
    store::grant(desk.tx, &store::Grant { id: role_id, person, role, by: Some(seat.person()) }, desk.now)?;
    if role == Role::PeerSupporter && !store::is_supporter(desk.tx, person)? {
        let new = NewSupporter { id: desk.id(), person, site: None, supervisor: None, capacity: None };
        store::add_supporter(desk.tx, &new, desk.now)?;
    }
    Ok(())
}
