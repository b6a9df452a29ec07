//! That a family should not be offered to another one, or to a supporter: written down by people, with a kind that says
//! nothing about a participant.

use axum::extract::Path;

use super::show;
use super::store::families::{self, NewConflict};
use crate::access::{Desk, Role};
use crate::audit::Act;
use crate::ids::{FamilyId, SupporterId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub const KINDS: [&str; 6] = ["household", "same_person", "relative", "friend", "work", "other"];

pub async fn create(visit: Visit, Path(id): Path<FamilyId>, mut form: Form) -> Answer {
    let kind = form.required_choice("kind", &KINDS);
    let (supporter, other) = (form.id("supporter"), form.id("other_family"));
    let valid = form.is_valid();
    let outcome =
        visit.submit(&form, move |desk| save(desk, id, (supporter, other), valid.then_some(kind))).await;
    match crate::families::settle(&mut form, outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => show::draw(visit, id, form).await,
    }
}

fn save(
    desk: &mut Desk<'_, '_>,
    id: FamilyId,
    (supporter, other): (Option<SupporterId>, Option<FamilyId>),
    kind: Option<String>,
) -> Result<String, Problem> {
    desk.seat(&[Role::Coordinator])?;
    let seat = super::open(desk, id)?;
    if seat.role() != Role::Coordinator {
        return Err(Problem::NotFound);
    }
    let kind = kind.ok_or(Problem::BadRequest)?;
    let listed = match (supporter, other) {
        (Some(chosen), None) => {
            let all = crate::families::supporters(desk.tx, &seat)?;
            all.iter().any(|(known, _)| *known == chosen)
        }
        (None, Some(chosen)) => {
            families::others(desk.tx, &seat, id)?.iter().any(|(known, _)| *known == chosen)
        }
        _ => false,
    };
    if !listed {
        return Err(Refusal { field: "kind", key: "family-conflict-one" }.into());
    }
    let new = NewConflict { id: desk.id(), family: id, supporter, other, kind };
    families::add_conflict(desk.tx, &seat, &new, desk.now)?;
    desk.enter_seated(&seat, Act::Created, "family_conflict", new.id.to_string())?;
    Ok(super::path(id))
}
