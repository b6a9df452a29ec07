//! Taking a call, so that no two callers ring the same person, and giving it back.

use axum::extract::Path;
use jiff::SignedDuration;

use super::support::{find, reaches};
use super::{index, store};
use crate::access::Role;
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

/// The call is the viewer's for a while: their own, one that nobody has, or, for a coordinator, any.
pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, support) = find(desk, id)?;
            let me = seat.person();
            let due = support.is_due(&desk.today());
            let open = support.caller.is_none() && due;
            let leads = seat.role() == Role::Coordinator && reaches(desk, &seat, &support)?;
            if !support.is_of(&me) && !open && !leads {
                return Err(Problem::NotFound);
            }
            if !support.is_running() {
                return Err(Refusal { field: "claim", key: "telephone-not-running" }.into());
            }
            let minutes = desk.program.settings.telephone.claim_minutes;
            let until = desk.now + SignedDuration::from_mins(minutes);
            if !store::claim(desk.tx, &seat, id, (desk.now, until))? {
                return Err(Refusal { field: "claim", key: "telephone-claimed" }.into());
            }
            desk.enter_about(&seat, support.participant, Act::Opened, "telephone_support")?;
            Ok(support.path())
        })
        .await;
    match form.settle(outcome)? {
        Some(location) => visit.redirect(&location, ""),
        None => index::refuse(visit, Path(id), form).await,
    }
}

pub async fn release(visit: Visit, Path(id): Path<RowId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let (seat, support) = find(desk, id)?;
            if support.claimed_by(&desk.now) != Some(seat.person()) {
                return Err(Problem::NotFound);
            }
            store::release(desk.tx, &seat, id, desk.now)?;
            desk.enter_about(&seat, support.participant, Act::Changed, "telephone_support")?;
            Ok("/telephone-support".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}
