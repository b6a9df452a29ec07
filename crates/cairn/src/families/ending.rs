//! Support of a family ends, and begins again. Ending blames nobody; coming back asks for nothing.

use axum::extract::Path;

use super::show::{self, Sent};
use super::store::{self, Ending};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::calendar::series;
use crate::family_matching;
use crate::ids::FamilyId;
use crate::web::{Answer, Form, PageRequest, Problem, Refusal, Visit};

/// Why support ends: none of them is a failure.
pub const REASONS: [&str; 6] = ["enough", "wished", "moved", "out_of_reach", "other_help", "other"];

pub async fn create(visit: Visit, Path(id): Path<FamilyId>, mut form: Form) -> Answer {
    let reason = form.required_choice("reason", &REASONS);
    let words = form.text("ending_words", 1000);
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, family) = super::open_to_write(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            if store::ending(desk.tx, family.id)?.is_some() {
                return Err(Refusal { field: "reason", key: "family-ended-already" }.into());
            }
            let new = Ending { id: desk.id(), reason, words, ended_at: desk.now };
            store::end(desk.tx, &seat, family.id, &new)?;
            family_matching::store::matches::end_all(desk.tx, &seat, family.id, desk.now)?;
            series::end_orphans(desk.tx, desk.now)?;
            desk.enter_seated(&seat, Act::Ended, "family", id.to_string())?;
            Ok(format!("/families/{id}"))
        })
        .await;
    match super::new::settle(&mut form, outcome)? {
        Some(location) => visit.redirect(&location, "saved"),
        None => {
            let sent = Sent { ending: Some(form), ..Sent::default() };
            show::draw(visit, id, PageRequest::first(), sent).await
        }
    }
}

/// A member says that they are back, or somebody writes it down. Nothing is asked, and it is done once.
pub async fn take_back(visit: Visit, Path(id): Path<FamilyId>, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.open_family(id)?;
            if seat.role() == Role::Supervisor {
                return Err(Problem::NotFound);
            }
            if let Some(ending) = store::ending(desk.tx, id)? {
                store::take_back(desk.tx, &seat, &ending, desk.now)?;
                desk.enter_seated(&seat, Act::Changed, "family", id.to_string())?;
            }
            let own = seat.role() == Role::FamilyMember;
            Ok(if own { "/family".to_string() } else { format!("/families/{id}") })
        })
        .await?;
    visit.redirect(&location, "family-welcome-back")
}

/// The last of a family is erased: support ends with them, and so does what was under way.
pub fn with_the_last(desk: &mut Desk<'_, '_>, seat: &Seat, family: FamilyId) -> Result<(), Problem> {
    if store::ending(desk.tx, family)?.is_none() {
        let new = Ending { id: desk.id(), reason: "wished".to_string(), words: None, ended_at: desk.now };
        store::end(desk.tx, seat, family, &new)?;
    }
    family_matching::store::matches::end_all(desk.tx, seat, family, desk.now)?;
    family_matching::store::matches::decline_waiting(desk.tx, seat, family, desk.now)?;
    desk.enter_seated(seat, Act::Ended, "family", family.to_string())
}
