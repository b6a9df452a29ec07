//! Putting a tool away, shipped or own, and taking it back. What was written with it stays where it is.

use axum::extract::Path;

use super::super::library::{self, Library};
use crate::access::Desk;
use crate::audit::Act;
use crate::web::{Answer, Form, Problem, Visit};

pub async fn create(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = super::seat(desk)?;
            let library = known(desk, &id)?;
            if !library.is_away(&id) {
                let row = desk.id();
                library::retire(desk.tx, &id, row, (desk.now, seat.person()))?;
            }
            desk.enter_seated(&seat, Act::Ended, "tool", id.clone())?;
            Ok(format!("/program/tools/{id}"))
        })
        .await?;
    visit.redirect(&location, "saved")
}

pub async fn end(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = super::seat(desk)?;
            known(desk, &id)?;
            let all = library::retirements(desk.tx, &seat, &id)?;
            if let Some(open) = all.iter().find(|one| one.returned_at.is_none()) {
                library::take_back(desk.tx, open, (desk.now, seat.person()))?;
            }
            desk.enter_seated(&seat, Act::Changed, "tool", id.clone())?;
            Ok(format!("/program/tools/{id}"))
        })
        .await?;
    visit.redirect(&location, "saved")
}

fn known(desk: &mut Desk<'_, '_>, id: &str) -> Result<Library, Problem> {
    let library = Library::load(desk.tx)?;
    if library.newest(id).is_some() { Ok(library) } else { Err(Problem::NotFound) }
}
