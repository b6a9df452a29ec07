//! Erasing a record.

use super::erasure::{Basis, may_erase};
use super::store::{self, NewErasure};
use super::{index, journal};
use crate::access::{Desk, Role};
use crate::audit::Act;
use crate::ids::{ParticipantId, RowId};
use crate::web::{Answer, Form, PageRequest, Problem, Refusal, Visit};

/// What has to be typed, so that nobody erases with a slip of the thumb; the same in every language.
const WORD: &str = "ERASE";

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let participant: Option<ParticipantId> = form.id("participant");
    let basis = Basis::from_code(&form.required_choice("basis", &Basis::CODES));
    if form.value("confirm").trim() != WORD {
        form.wrong("confirm", "erasure-type-the-word");
    }
    if let (Some(participant), Some(basis), true) = (participant, basis, form.is_valid()) {
        let outcome = visit.submit(&form, move |desk| erase(desk, participant, basis)).await;
        if let Some(location) = form.settle(outcome)? {
            journal::bring_up(&visit.app.db, &visit.app.config).await?;
            return visit.redirect(&location, "erased");
        }
    }
    index::draw(visit, PageRequest::first(), form).await
}

fn erase(desk: &mut Desk<'_, '_>, participant: ParticipantId, basis: Basis) -> Result<String, Problem> {
    let seat = desk.seat(&[Role::PrivacyOfficer])?;
    desk.require_step_up()?;
    let (years, today) = (desk.program.settings.retention.record_years, desk.today());
    let (standing, request) =
        store::standing(desk.tx, &seat, participant, (years, today))?.ok_or(Problem::NotFound)?;
    may_erase(basis, standing).map_err(|refusal: Refusal| Problem::from(refusal))?;
    let id: RowId = desk.id();
    let new = NewErasure { id, participant, basis, request, by: seat.person(), at: desk.now };
    store::erase(desk.tx, &new, &desk.program.name)?;
    desk.enter_about(&seat, participant, Act::Removed, "record")?;
    Ok(format!("/erasures/{id}"))
}
