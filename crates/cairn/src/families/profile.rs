//! What a family says of itself, and whether it wants to meet others: said by a member, or written down with them.

use askama::Template;
use axum::extract::Path;

use super::store::{self, profile::Profile};
use super::traits::{self, Group};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::FamilyId;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "families/profile.html")]
struct ProfilePage {
    t: Text,
    shell: Shell,
    f: Form,
    family: FamilyId,
    own: bool,
    groups: Vec<Group>,
}

impl ProfilePage {
    fn back(&self) -> String {
        if self.own { "/family".to_string() } else { format!("/families/{}", self.family) }
    }
}

/// The family's own members and whoever works with it.
fn open(desk: &mut Desk<'_, '_>, id: FamilyId) -> Result<Seat, Problem> {
    let seat = desk.open_family(id)?;
    if seat.role() == Role::Supervisor { Err(Problem::NotFound) } else { Ok(seat) }
}

pub async fn edit(visit: Visit, Path(id): Path<FamilyId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id, true).await
}

/// `fill`: with what is known, for a form that was not sent yet.
async fn draw(visit: Visit, mut form: Form, id: FamilyId, fill: bool) -> Answer {
    let (visitor, (own, known)) = visit
        .write(move |desk| {
            let seat = open(desk, id)?;
            Ok((seat.role() == Role::FamilyMember, store::profile::profile(desk.tx, id)?))
        })
        .await?;
    if fill {
        traits::set(&mut form, &known.traits);
        form.set_some("called", known.called);
        if known.meets_families {
            form.set("meets_families", "yes");
        }
    }
    let (t, shell) = visitor.shell("family-profile");
    let groups = traits::groups(&t, &form);
    visitor.show_form(&form, ProfilePage { t, shell, f: form.clone(), family: id, own, groups })
}

pub async fn update(visit: Visit, Path(id): Path<FamilyId>, mut form: Form) -> Answer {
    let new = Profile {
        traits: traits::read(&mut form),
        called: form.text("called", 60),
        meets_families: form.checked("meets_families"),
    };
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = open(desk, id)?;
                let (chance, now) = (desk.chance, desk.now);
                store::profile::save(desk.tx, &seat, (id, &new), now, || chance.id(now))?;
                desk.enter_seated(&seat, Act::Changed, "family", id.to_string())?;
                let own = seat.role() == Role::FamilyMember;
                Ok(if own { "/family".to_string() } else { format!("/families/{id}") })
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, id, false).await
}
