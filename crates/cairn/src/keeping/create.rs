//! Erasing a record.

use super::erasure::{Basis, may_erase};
use super::retention::Period;
use super::store::{self, NewErasure};
use super::{index, journal};
use crate::access::{Desk, RecordId, Role};
use crate::audit::Act;
use crate::families;
use crate::ids::RowId;
use crate::web::{Answer, Form, PageRequest, Problem, Refusal, Visit};

/// What has to be typed, so that nobody erases with a slip of the thumb; the same in every language.
const WORD: &str = "ERASE";

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let of = RecordId::of(form.id("participant"), form.id("member"));
    let basis = Basis::from_code(&form.required_choice("basis", &Basis::CODES));
    if form.value("confirm").trim() != WORD {
        form.wrong("confirm", "erasure-type-the-word");
    }
    if let (Some(of), Some(basis), true) = (of, basis, form.is_valid()) {
        let outcome = visit.submit(&form, move |desk| erase(desk, of, basis)).await;
        if let Some(location) = form.settle(outcome)? {
            journal::bring_up(&visit.app.db, &visit.app.config).await?;
            return visit.redirect(&location, "erased");
        }
    }
    index::draw(visit, PageRequest::first(), form).await
}

fn erase(desk: &mut Desk<'_, '_>, of: RecordId, basis: Basis) -> Result<String, Problem> {
    let seat = desk.seat(&[Role::PrivacyOfficer])?;
    desk.require_step_up()?;
    let period = Period::of(desk);
    let (standing, request) = store::standing(desk.tx, &seat, of, &period)?.ok_or(Problem::NotFound)?;
    may_erase(basis, standing).map_err(|refusal: Refusal| Problem::from(refusal))?;
    let family = match of.member() {
        Some(member) => store::emptied(desk.tx, &seat, member)?,
        None => None,
    };
    let id: RowId = desk.id();
    let new = NewErasure { id, of, family, basis, request, by: seat.person(), at: desk.now };
    store::erase(desk.tx, &new, &desk.program.name)?;
    if let Some(family) = family {
        families::with_the_last(desk, &seat, family)?;
    }
    desk.enter_about_either(&seat, of, Act::Removed, "record")?;
    Ok(format!("/erasures/{id}"))
}
