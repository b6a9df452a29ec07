//! Giving the calls to a caller, or to whoever takes them.

use axum::extract::Path;

use super::support::{open, reaches};
use super::{show, store};
use crate::access::Role;
use crate::audit::Act;
use crate::ids::{PersonId, RowId};
use crate::web::{Answer, Form, Problem, Refusal, Visit};

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let caller: Option<PersonId> = form.id("caller");
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                desk.seat(&[Role::Coordinator])?;
                let (seat, support) = open(desk, id)?;
                if !reaches(desk, &seat, &support)? {
                    return Err(Problem::NotFound);
                }
                let known = store::callers(desk.tx, &seat)?;
                let may = |caller: PersonId| {
                    caller != support.person && known.iter().any(|(known, _)| *known == caller)
                };
                if caller.is_some_and(|caller| !may(caller)) {
                    return Err(Refusal { field: "caller", key: "form-choose-listed" }.into());
                }
                if support.ended.is_some() {
                    return Err(Refusal { field: "caller", key: "telephone-has-ended" }.into());
                }
                let new = (desk.id(), caller);
                store::assign(desk.tx, id, new, desk.now, seat.person())?;
                desk.enter_about(&seat, support.participant, Act::Changed, "telephone_support")?;
                Ok(support.path())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    show::draw(visit, id, form).await
}
