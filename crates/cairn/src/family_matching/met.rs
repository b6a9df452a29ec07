//! Two families met: either writes down when and how long, and both see it.

use askama::Template;
use axum::extract::Path;

use super::store::matches::{self, Met};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::families::MODES;
use crate::ids::{FamilyId, MatchId};
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "family_matching/met.html")]
struct MetPage {
    t: Text,
    shell: Shell,
    f: Form,
    id: MatchId,
    family: FamilyId,
    modes: Vec<Choice>,
}

pub async fn new(visit: Visit, Path(id): Path<MatchId>) -> Answer {
    let mut form = visit.new_form();
    form.set("minutes", 60);
    draw(visit, form, id).await
}

async fn draw(visit: Visit, form: Form, id: MatchId) -> Answer {
    let (visitor, family) = visit.write(move |desk| open(desk, id).map(|(_, family, _)| family)).await?;
    let (t, shell) = visitor.shell("family-matching");
    let modes = Choice::codes(&t, "today-mode", &MODES);
    visitor.show_form(&form, MetPage { t, shell, f: form.clone(), id, family, modes })
}

pub async fn create(visit: Visit, Path(id): Path<MatchId>, mut form: Form) -> Answer {
    let minutes = form.required_integer("minutes", 5..=480);
    let mode = form.required_choice("mode", &MODES);
    form.required_date("date");
    if form.time("time").is_none() && form.error("time").is_none() {
        form.wrong("time", "form-required");
    }
    let (valid, mut typed) = (form.is_valid(), form.clone());
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, family, other) = open(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let starts_at = typed.required_instant("date", "time", &desk.program.zone);
            if starts_at > desk.now {
                return Err(Refusal { field: "date", key: "family-met-in-the-future" }.into());
            }
            let new = Met { id: desk.id(), starts_at, minutes, mode };
            matches::add_met(desk.tx, &seat, (family, other), &new, desk.now)?;
            desk.enter_seated(&seat, Act::Created, "family_meeting", new.id.to_string())?;
            Ok(super::path(family))
        })
        .await;
    match crate::families::settle(&mut form, outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}

/// The viewer's side of a running match of two families, and the other.
fn open(desk: &mut Desk<'_, '_>, id: MatchId) -> Result<(Seat, FamilyId, FamilyId), Problem> {
    let sides = matches::sides(desk.tx, id)?.filter(|sides| !sides.ended).ok_or(Problem::NotFound)?;
    let other = sides.other.ok_or(Problem::NotFound)?;
    for (one, two) in [(sides.family, other), (other, sides.family)] {
        match desk.open_family(one) {
            Ok(seat) if matches!(seat.role(), Role::FamilyMember | Role::Coordinator) => {
                return Ok((seat, one, two));
            }
            Ok(_) | Err(Problem::NotFound) => {}
            Err(problem) => return Err(problem),
        }
    }
    Err(Problem::NotFound)
}
